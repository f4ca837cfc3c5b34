import { closest, distance } from 'fastest-levenshtein';

/** ` (did you mean "x"?)` where a known name is near, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(name.toLowerCase(), known);
  return distance(name.toLowerCase(), nearest) <= Math.max(2, name.length / 3) ? ` (did you mean "${nearest}"?)` : '';
}
