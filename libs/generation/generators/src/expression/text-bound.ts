import { MAX_FORMATTED_BYTES } from './value-formats';
import type { Typed } from './typed';

const FIXED: Readonly<Record<string, number>> = { 'number to text': 25, 'boolean to text': 5, 'date to text': 10, 'timestamp to text': 23, 'time to text': 12 };

/**
 * Most bytes of a text in UTF-8; Infinity where nothing limits it.
 * @param columnBytes most bytes of a column
 */
export function textBound(typed: Typed, columnBytes: (name: string) => number): number {
  if (typed.kind === 'literal') return Buffer.byteLength(String(typed.value ?? ''));
  if (typed.kind === 'column') return columnBytes(typed.name);
  const { name, args } = typed;
  if (Object.hasOwn(FIXED, name)) return FIXED[name];
  const bounds = args.filter(({ type }) => type === 'text').map((arg) => textBound(arg, columnBytes));
  const given = args.at(1);
  switch (name) {
    case 'concat':
      return bounds.reduce((sum, bound) => sum + bound, 0);
    case 'case':
      return Math.max(...bounds);
    case 'left':
      return given?.kind === 'literal' ? Math.min(bounds[0], 4 * Math.max(0, Number(given.value))) : bounds[0];
    case 'lower':
    case 'upper':
      // A few letters become up to three.
      return 3 * bounds[0];
    case 'lpad':
    case 'rpad':
      return given?.kind === 'literal' ? 4 * Math.max(0, Number(given.value)) : Infinity;
    case 'replace':
    case 'json value':
      return Infinity;
    case 'format number':
    case 'format moment':
      return MAX_FORMATTED_BYTES;
    default:
      return bounds[0];
  }
}
