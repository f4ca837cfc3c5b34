import { closest, distance } from 'fastest-levenshtein';

/** ` (did you mean "x"?)` where a known name is near, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = nearestName(name.toLowerCase(), known);
  return nearest === undefined ? '' : ` (did you mean "${nearest}"?)`;
}

/** A name that few letters tell apart from the one that was written, or one that has it as a whole word: `min_value` for `min`. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  const folded = known.map((each) => each.toLowerCase());
  const nearest = closest(name, folded);
  if (distance(name, nearest) <= Math.max(2, name.length / 3)) return known[folded.indexOf(nearest)];
  return known.find((each) => each.split('_').includes(name));
}
