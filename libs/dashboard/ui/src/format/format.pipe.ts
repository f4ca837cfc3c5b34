import { Pipe, type PipeTransform } from '@angular/core';
import { formatBytes, formatCompact, formatCount, formatPlural } from './format-number';
import { formatDuration, formatMoment, formatRelative, formatRemaining } from './format-time';

const FORMATS = {
  bytes: formatBytes,
  compact: formatCompact,
  count: formatCount,
  duration: formatDuration,
  remaining: formatRemaining,
};

/** Writes a number for people: `rows | dwFormat: 'count'`. */
@Pipe({ name: 'dwFormat' })
export class FormatPipe implements PipeTransform {
  transform(value: number, format: keyof typeof FORMATS): string {
    return FORMATS[format](value);
  }
}

/** Writes a count with its noun: `4 | dwPlural: 'table'`. */
@Pipe({ name: 'dwPlural' })
export class PluralPipe implements PipeTransform {
  transform(count: number, noun: string): string {
    return formatPlural(count, noun);
  }
}

/** Writes a moment in full, or as seen from now. */
@Pipe({ name: 'dwMoment' })
export class MomentPipe implements PipeTransform {
  transform(iso: string, form: 'full' | 'relative'): string {
    return form === 'full' ? formatMoment(iso) : formatRelative(iso);
  }
}
