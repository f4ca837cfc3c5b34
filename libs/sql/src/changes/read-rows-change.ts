import type { Part } from '../translate/text';
import type { ChangeReader } from './change-reader';
import type { ReadChange } from './read-changes';
import { readReturning } from './read-returning';
import type { WrittenColumn } from './written-change';

/** `UPDATE t [alias] SET a = x, … [FROM …] [WHERE …]` */
export function readUpdate(reader: ChangeReader, before: readonly Part[]): ReadChange {
  reader.take('ONLY');
  const { target, source, qualifier } = readTarget(reader, 'SET');
  reader.expect('SET');
  const [from, where, end] = [reader.find('FROM', 'WHERE', 'RETURNING'), reader.find('WHERE', 'RETURNING'), reader.find('RETURNING')];
  const usesDefault = reader.hasWord('DEFAULT', reader.at, from);
  const assignments = readAssignments(reader, from);
  const values = assignments.flatMap(({ value }, index): Part[] => [', (', ...value, `) AS dw_${index + 1}`]);
  const others: Part[] = from < where ? [', ', ...reader.part(from + 1, where)] : [];
  const query = [...before, 'SELECT ', ...qualifier, `.${reader.rowId} AS dw_row`, ...values, ' FROM ', ...source, ...others, ...condition(reader, where, end)];
  const returning = readReturning(reader, qualifier);
  return { change: { kind: 'update', target, columns: assignments.map(({ column }) => column), ...(usesDefault && { usesDefault }), ...(returning && { returning: true }) }, queries: [query, ...(returning ? [returning] : [])] };
}

/** `DELETE FROM t [alias] [USING …] [WHERE …]` */
export function readDelete(reader: ChangeReader, before: readonly Part[]): ReadChange {
  reader.take('FROM');
  reader.take('ONLY');
  const { target, source, qualifier } = readTarget(reader, 'USING', 'WHERE', 'RETURNING');
  const [using, where, end] = [reader.find('USING', 'WHERE', 'RETURNING'), reader.find('WHERE', 'RETURNING'), reader.find('RETURNING')];
  if (reader.at !== Math.min(using, where)) reader.fail('USING or WHERE');
  const others: Part[] = using < where ? [', ', ...reader.part(using + 1, where)] : [];
  const query = [...before, 'SELECT ', ...qualifier, `.${reader.rowId} AS dw_row FROM `, ...source, ...others, ...condition(reader, where, end)];
  const returning = readReturning(reader, qualifier);
  return { change: { kind: 'delete', target, ...(returning && { returning: true }) }, queries: [query, ...(returning ? [returning] : [])] };
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

/** `a = x, b = y` up to a place. */
export function readAssignments(reader: ChangeReader, end: number) {
  return reader.split(reader.at, end).map(([from, to]) => readAssignment(reader, from, to));
}

/** `[t.]a = x` */
function readAssignment(reader: ChangeReader, start: number, end: number): { readonly column: WrittenColumn; readonly value: readonly Part[] } {
  reader.at = start;
  if (reader.isSymbol('(')) reader.refuse(start, 'Several columns can\'t be set at once.', 'Write SET a = x, b = y.');
  const { name, position } = reader.target();
  if (!reader.isSymbol('=')) reader.fail('"="');
  if (reader.at + 1 >= end) {
    reader.at++;
    reader.fail('a value');
  }
  return { column: { name, position }, value: reader.part(reader.at + 1, end) };
}

/** The WHERE clause up to what follows it, where there is one. */
function condition(reader: ChangeReader, where: number, end: number): readonly Part[] {
  const parts: readonly Part[] = where < end ? [' ', ...reader.part(where, end)] : [];
  reader.at = end;
  return parts;
}
