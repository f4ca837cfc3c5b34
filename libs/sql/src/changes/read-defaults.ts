import { quoteText } from '../translate/quote';
import type { Token } from '../token';
import type { ChangeReader } from './change-reader';
import type { WrittenDefault } from './written-change';

/** Words for the moment, which each engine has. */
const MOMENTS: ReadonlySet<string> = new Set(['CURRENT_TIMESTAMP', 'GETDATE', 'SYSDATE', 'NOW', 'LOCALTIMESTAMP', 'SYSTIMESTAMP']);
const CONSTANTS: ReadonlySet<string> = new Set(['TRUE', 'FALSE', 'NULL', 'CURRENT_DATE']);
const NUMBERED = ['IDENTITY', 'AUTOINCREMENT', 'AUTO_INCREMENT', 'GENERATED', 'SERIAL', 'BIGSERIAL'];

/**
 * The defaults of columns `[from, to)` as SQL that any engine reads.
 * @throws AppError `invalid_sql` at one that is no constant, and at a column that numbers its rows
 */
export function readDefaults(reader: ChangeReader, from: number, to: number): readonly WrittenDefault[] {
  return reader.split(from, to).flatMap(([start, end]) => {
    const numbered = findIn(reader, start, end, NUMBERED);
    if (numbered !== undefined) reader.refuse(numbered, 'Columns that number their rows are not simulated.', 'Write a plain column, and fill it with ROW_NUMBER() OVER (ORDER BY …).');
    const at = findIn(reader, start, end, ['DEFAULT']);
    if (at === undefined) return [];
    reader.at = start;
    const column = reader.name('the name of a column');
    return [{ column, sql: constantAt(reader, at + 1) }];
  });
}

function findIn(reader: ChangeReader, from: number, to: number, words: readonly string[]): number | undefined {
  for (let at = from + 1; at < to; at = reader.behind(at)) if (reader.isWordAt(at, ...words)) return at;
  return undefined;
}

function constantAt(reader: ChangeReader, at: number): string {
  if (reader.isSymbol('(', at)) return constantAt(reader, at + 1);
  const token = reader.list[at];
  const sign = reader.isSymbol('-', at) || reader.isSymbol('+', at) ? token!.text : '';
  const value: Token | undefined = sign === '' ? token : reader.list[at + 1];
  if (value?.kind === 'number') return sign + reader.sql.slice(value.start, value.end);
  if (value?.kind === 'string' && reader.sql[value.start] === "'") return quoteText(reader.sql.slice(value.start + 1, value.end - 1).replaceAll("''", "'"));
  if (value?.kind === 'word' && CONSTANTS.has(value.text)) return value.text;
  if (value?.kind === 'word' && MOMENTS.has(value.text)) return 'CURRENT_TIMESTAMP';
  return reader.refuse(at, 'This DEFAULT is not simulated.', 'Write a constant, CURRENT_DATE or CURRENT_TIMESTAMP, or leave it out and write the value in each INSERT.');
}
