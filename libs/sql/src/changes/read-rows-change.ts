import type { Part } from '../translate/text';
import type { ChangeReader } from './change-reader';
import type { ReadChange } from './read-changes';

/** `INSERT INTO t [(a, b)] query`; `before` is a WITH clause that stands before the word. */
export function readInsert(reader: ChangeReader, before: readonly Part[]): ReadChange {
  if (reader.isWord('OVERWRITE')) reader.refuse(reader.at, 'INSERT OVERWRITE is not supported.', 'TRUNCATE the table first, and INSERT then.');
  reader.expect('INTO');
  reader.take('TABLE');
  const target = reader.target();
  const columns = reader.columnList();
  if (reader.isWord('DEFAULT')) reader.refuse(reader.at, 'DEFAULT VALUES is not supported: columns have no default here.', 'Write VALUES (NULL, …).');
  if (reader.isAtEnd) reader.fail('VALUES or a query');
  return { change: { kind: 'insert', target, ...(columns && { columns }) }, queries: [[...before, ...reader.rest()]] };
}

/** `UPDATE t [alias] SET a = x, … [FROM …] [WHERE …]` */
export function readUpdate(reader: ChangeReader, before: readonly Part[]): ReadChange {
  reader.take('ONLY');
  const { target, source, qualifier } = readTarget(reader, 'SET');
  reader.expect('SET');
  const [from, where] = [reader.find('FROM', 'WHERE'), reader.find('WHERE')];
  const assignments = reader.split(reader.at, from).map(([start, end]) => readAssignment(reader, start, end));
  const values = assignments.flatMap(({ value }, index): Part[] => [', (', ...value, `) AS dw_${index + 1}`]);
  const others: Part[] = from < where ? [', ', ...reader.part(from + 1, where)] : [];
  const query = [...before, 'SELECT ', ...qualifier, `.${reader.rowId} AS dw_row`, ...values, ' FROM ', ...source, ...others, ...condition(reader, where)];
  return { change: { kind: 'update', target, columns: assignments.map(({ column }) => column) }, queries: [query] };
}

/** `DELETE FROM t [alias] [USING …] [WHERE …]` */
export function readDelete(reader: ChangeReader, before: readonly Part[]): ReadChange {
  reader.take('FROM');
  reader.take('ONLY');
  const { target, source, qualifier } = readTarget(reader, 'USING', 'WHERE');
  const [using, where] = [reader.find('USING'), reader.find('WHERE')];
  if (reader.at !== Math.min(using, where)) reader.fail('USING or WHERE');
  const others: Part[] = using < where ? [', ', ...reader.part(using + 1, where)] : [];
  return { change: { kind: 'delete', target }, queries: [[...before, 'SELECT ', ...qualifier, `.${reader.rowId} AS dw_row FROM `, ...source, ...others, ...condition(reader, where)]] };
}

/** A table with its alias, as a query's FROM names it, and what qualifies its columns. */
export function readTarget(reader: ChangeReader, ...behind: readonly string[]) {
  const start = reader.at;
  const target = reader.target();
  const name = reader.part(start, reader.at);
  const last = reader.part(reader.at - 1, reader.at);
  const hasAlias = reader.take('AS') || (!reader.isAtEnd && !reader.isWord(...behind) && (reader.token?.kind === 'word' || reader.token?.kind === 'quoted'));
  if (!hasAlias) return { target, source: name, qualifier: last };
  const alias = reader.at;
  reader.name('an alias');
  return { target, source: reader.part(start, reader.at), qualifier: reader.part(alias, alias + 1) };
}

/** `[t.]a = x` */
export function readAssignment(reader: ChangeReader, start: number, end: number): { readonly column: string; readonly value: readonly Part[] } {
  reader.at = start;
  if (reader.isSymbol('(')) reader.refuse(start, 'Several columns can\'t be set at once.', 'Write SET a = x, b = y.');
  const { name } = reader.target();
  if (!reader.isSymbol('=')) reader.fail('"="');
  if (reader.at + 1 >= end) {
    reader.at++;
    reader.fail('a value');
  }
  return { column: name, value: reader.part(reader.at + 1, end) };
}

function condition(reader: ChangeReader, where: number): readonly Part[] {
  reader.at = where;
  return reader.isAtEnd ? [] : [' ', ...reader.rest()];
}
