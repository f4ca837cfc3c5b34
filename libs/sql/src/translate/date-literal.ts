import { isoMoment } from '../functions/redshift/temporal-literal';
import type { WarehouseDialect } from './dialect';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Spellings of a date in Snowflake, without its time, with groups for year, month and day in the order that `order` tells. */
const FORMS: readonly (readonly [pattern: RegExp, order: string])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/, 'ymd'],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/, 'mdy'],
  [/^([A-Za-z]{3})[a-z]*[- ](\d{1,2}),?[- ](\d{4})/, 'mdy'],
  [/^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})/, 'dmy'],
  [/^(\d{4})[- ]([A-Za-z]{3})[a-z]*[- ](\d{1,2})/, 'ymd'],
];

/**
 * A date as the warehouses read it (month before day), in the form that the engines read: `2024-03-05`, with the time as it
 * was written. Undefined for what is no such date.
 */
export function normalDate(value: string, dialect: WarehouseDialect): string | undefined {
  if (dialect === 'redshift') return isoMoment(value);
  const trimmed = value.trim();
  for (const [pattern, order] of FORMS) {
    const match = pattern.exec(trimmed);
    if (!match) continue;
    const part = (name: string) => match[order.indexOf(name) + 1]!;
    const month = /^\d+$/.test(part('m')) ? Number(part('m')) : MONTHS.indexOf(part('m').toLowerCase()) + 1;
    const day = Number(part('d'));
    if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
    const rest = trimmed.slice(match[0].length);
    if (rest !== '' && !/^[T ]/.test(rest)) return undefined;
    return `${part('y')}-${two(month)}-${two(day)}${rest.replace(/^T/, ' ')}`;
  }
  return undefined;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
