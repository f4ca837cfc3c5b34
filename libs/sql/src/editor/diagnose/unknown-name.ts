import { nearest } from '../../translate/nearest';

/** What is told of a name that nothing has. */
export interface UnknownName {
  readonly message: string;
  /** The nearest of the names that there are. */
  readonly suggestions: readonly string[];
  /** All that there are, where none is near. */
  readonly hint?: string;
}

/** A hint names no more. */
const MOST_NAMES = 20;

/**
 * @param what begins the message: `Unknown column "nmae" of users`
 * @param known names that could stand there
 * @param kind what they are, for the hint: `Columns`
 */
export function unknownName(what: string, name: string, known: readonly string[], kind: string): UnknownName {
  const names = [...new Set(known)];
  const suggestions = nearest(name, names);
  if (suggestions.length > 0) return { message: `${what}; did you mean ${suggestions.map((each) => `"${each}"`).join(' or ')}?`, suggestions };
  if (names.length === 0) return { message: `${what}.`, suggestions };
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return { message: `${what}.`, suggestions, hint: `${kind}: ${names.slice(0, MOST_NAMES).join(', ')}${more}.` };
}
