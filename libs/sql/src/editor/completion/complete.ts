import { candidatesFor } from './candidates';
import { expectationAt } from './expectation';
import { placeAt } from './place';
import { rank } from './rank';
import { surroundingsOf } from './surroundings';
import type { CompletionResult } from '@dw-sim/contracts';
import type { EditorContext } from '../catalogue';

/** Texts beyond this are completed by what surrounds the place alone. */
const MOST_CHARACTERS = 200_000;

/**
 * What can stand at a place of a text, the best first: tables, columns, aliases and common table expressions that are in scope,
 * join conditions by foreign keys, functions, keywords, types and parts of dates. The text may be unfinished, as it is typed.
 * @param offset in UTF-16 code units from 0, brought inside the text
 */
export function complete(sql: string, offset: number, context: EditorContext): Omit<CompletionResult, 'dialect'> {
  const at = Math.min(Math.max(offset, 0), sql.length);
  const none = { replace: { start: at, end: at }, items: [] };
  if (sql.length > MOST_CHARACTERS) return none;
  const place = placeAt(sql, at, { backslashEscapes: context.dialect !== 'ansi' });
  if (!place) return none;
  const around = surroundingsOf(place.nodes, context.tables);
  const expected = expectationAt(place, around);
  const items = rank(candidatesFor(expected, { sql, place, around, context }), place.prefix);
  const { start, end } = place.replace;
  // What is written already is nothing to offer.
  return { replace: place.replace, items: items.length === 1 && items[0]!.insert === sql.slice(start, end) ? [] : items };
}
