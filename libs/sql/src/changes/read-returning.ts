import type { Part } from '../translate/text';
import type { ChangeReader } from './change-reader';

/** The table in which the rows of a RETURNING are kept, as the engine makes it. */
export const RETURNED_TABLE = 'dw_returned';

/**
 * `RETURNING a, b * 2 AS c` as a query of the rows that were changed; undefined where nothing is returned.
 * @param name by which the table is called in the list
 */
export function readReturning(reader: ChangeReader, name: readonly Part[]): readonly Part[] | undefined {
  if (reader.isAtEnd) return undefined;
  const start = reader.at;
  if (!reader.take('RETURNING')) reader.fail('the end of the statement');
  if (reader.dialect !== 'ansi') reader.refuse(start, `${reader.dialect === 'redshift' ? 'Redshift' : 'Snowflake'} has no RETURNING.`, 'SELECT the rows before a DELETE, or after the other changes.');
  if (reader.isAtEnd) reader.fail('what is to be returned');
  return ['SELECT ', ...reader.rest(), ` FROM ${RETURNED_TABLE} AS `, ...name.slice(-1)];
}
