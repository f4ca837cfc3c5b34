import type { Part } from '../translate/text';
import { quoteName } from '../translate/quote';
import type { ChangeReader } from './change-reader';
import type { ReadChange } from './read-changes';
import { readReturning } from './read-returning';
import { readAssignments } from './read-rows-change';
import type { WrittenColumn, WrittenTarget } from './written-change';

/** `INSERT [OVERWRITE] INTO t [(a, b)] query`, with what may follow; `before` is a WITH clause that stands before the word. */
export function readInsert(reader: ChangeReader, before: readonly Part[]): ReadChange {
  const overwrite = readOverwrite(reader);
  if (reader.isWord('ALL', 'FIRST')) return readInsertAll(reader, overwrite);
  if (overwrite) reader.take('INTO');
  else reader.expect('INTO');
  reader.take('TABLE');
  const start = reader.at;
  const target = reader.target();
  const name = reader.part(start, reader.at);
  const alias = reader.take('AS') ? reader.part(reader.at, (reader.name('an alias'), reader.at)) : undefined;
  const columns = reader.columnList();
  if (reader.isWord('DEFAULT')) reader.refuse(reader.at, 'DEFAULT VALUES is not supported: columns have no default here.', 'Write VALUES (NULL, …).');
  if (reader.isAtEnd) reader.fail('VALUES or a query');
  const conflict = reader.find('CONFLICT');
  const end = reader.isWordAt(conflict, 'CONFLICT') && reader.isWordAt(conflict - 1, 'ON') ? conflict - 1 : reader.find('RETURNING');
  const query = [...before, ...reader.part(reader.at, end)];
  const usesDefault = reader.hasWord('DEFAULT', reader.at, end);
  reader.at = end;
  if (reader.take('ON', 'CONFLICT')) return readConflict(reader, { target, name, ...(alias && { alias }), ...(columns && { columns }), query });
  const returning = readReturning(reader, name);
  return { change: { kind: 'insert', target, ...(columns && { columns }), ...(usesDefault && { usesDefault }), ...(overwrite && { overwrite }), ...(returning && { returning: true }) }, queries: [query, ...(returning ? [returning] : [])] };
}

function readOverwrite(reader: ChangeReader): boolean {
  if (!reader.isWord('OVERWRITE')) return false;
  if (reader.dialect !== 'snowflake') reader.refuse(reader.at, 'INSERT OVERWRITE is Snowflake’s.', 'Write BEGIN; DELETE FROM the table; INSERT INTO …; COMMIT.');
  return reader.take('OVERWRITE');
}

/** Where the engine keeps the rows of a change that looks at them several times. */
export const SOURCE_TABLE = 'dw_source';

interface ConflictingInsert {
  readonly target: WrittenTarget;
  readonly name: readonly Part[];
  readonly alias?: readonly Part[];
  readonly columns?: readonly WrittenColumn[];
  readonly query: readonly Part[];
}

/**
 * `ON CONFLICT (key) DO NOTHING | DO UPDATE SET a = EXCLUDED.a [WHERE …]`: the rows whose key the table has not are inserted, and the
 * others change those that it has, if they do. Engines here need not check keys, so that the columns say what a conflict is.
 */
function readConflict(reader: ChangeReader, { target, name, alias, columns, query }: ConflictingInsert): ReadChange {
  const place = reader.at - 2;
  if (reader.dialect !== 'ansi') reader.refuse(place, `${reader.dialect === 'redshift' ? 'Redshift' : 'Snowflake'} has no ON CONFLICT.`, 'Write MERGE INTO … USING … ON … WHEN MATCHED … WHEN NOT MATCHED …');
  if (!columns) reader.refuse(place, 'ON CONFLICT needs the names of the columns that are inserted.', 'Write INSERT INTO t (a, b) … ON CONFLICT (a) …');
  const keys = reader.columnList() ?? reader.refuse(reader.at, 'ON CONFLICT needs the columns that tell rows apart.', 'Write ON CONFLICT (id) DO …');
  reader.expect('DO');
  const own = alias ?? name.slice(-1);
  const source: readonly Part[] = alias ? [...name, ' AS ', ...alias] : name;
  const quoted = columns.map((column) => quoteName(column.name)).join(', ');
  const match = keys.flatMap((key, index): Part[] => [index === 0 ? '' : ' AND ', ...own, `.${quoteName(key.name)} = excluded.${quoteName(key.name)}`]);
  const missing: readonly Part[] = ['NOT EXISTS (SELECT 1 FROM ', ...source, ' WHERE ', ...match, ')'];
  const merge = { kind: 'merge', target, word: 'INSERT', source: columns } as const;
  if (reader.take('NOTHING')) {
    requireEnd(reader);
    const names = keys.map((key) => quoteName(key.name));
    const first = `(SELECT *, row_number() OVER (PARTITION BY ${names.join(', ')}) AS dw_n FROM ${SOURCE_TABLE}) AS excluded`;
    const fresh = [`SELECT ${quoted} FROM ${first} WHERE (dw_n = 1 OR ${names.map((name) => `${name} IS NULL`).join(' OR ')}) AND `, ...missing];
    return { change: { ...merge, actions: [{ kind: 'insert', columns }] }, queries: [query, fresh] };
  }
  reader.expect('UPDATE', 'SET');
  const where = reader.find('WHERE', 'RETURNING');
  const assignments = readAssignments(reader, where);
  reader.at = where;
  const condition: readonly Part[] = reader.take('WHERE') ? [' AND (', ...reader.part(reader.at, reader.find('RETURNING')), ')'] : [];
  reader.at = reader.find('RETURNING');
  requireEnd(reader);
  const values = assignments.flatMap(({ value }, index): Part[] => [', (', ...value, `) AS dw_${index + 1}`]);
  const changed = ['SELECT ', ...own, `.${reader.rowId} AS dw_row`, ...values, ' FROM ', ...source, `, ${SOURCE_TABLE} AS excluded WHERE `, ...match, ...condition];
  const fresh = [`SELECT ${quoted} FROM ${SOURCE_TABLE} AS excluded WHERE `, ...missing];
  const actions = [{ kind: 'update', columns: assignments.map(({ column }) => column) }, { kind: 'insert', columns, unique: keys.map((key) => key.name) }] as const;
  return { change: { ...merge, actions }, queries: [query, changed, fresh] };
}

function requireEnd(reader: ChangeReader): void {
  if (reader.isWord('RETURNING')) reader.refuse(reader.at, 'RETURNING is not supported behind ON CONFLICT.', 'SELECT the rows afterwards.');
  if (!reader.isAtEnd) reader.fail('the end of the statement');
}

interface Into {
  readonly target: WrittenTarget;
  readonly columns?: readonly WrittenColumn[];
  /** What is inserted; all columns of the query where it is absent. */
  readonly values: readonly (readonly Part[])[] | undefined;
  readonly condition: readonly Part[];
}

/** Snowflake's `INSERT ALL | FIRST [WHEN … THEN] INTO … [ELSE INTO …] SELECT …`: a query for each INTO. */
function readInsertAll(reader: ChangeReader, overwrite: boolean): ReadChange {
  if (reader.dialect !== 'snowflake') reader.refuse(reader.at, `INSERT ${reader.token!.text} is Snowflake’s.`, 'Write an INSERT for each table.');
  const isFirst = reader.takeOne('ALL', 'FIRST') === 'FIRST';
  const intos: Into[] = [];
  const before: (readonly Part[])[] = [];
  let condition: readonly Part[] = [];
  for (;;) {
    if (reader.take('WHEN')) {
      const then = reader.find('THEN');
      const own = reader.part(reader.at, then);
      reader.at = then;
      reader.expect('THEN');
      condition = [' WHERE (', ...own, ')', ...(isFirst ? noneOf(before) : [])];
      before.push(own);
    } else if (reader.take('ELSE')) condition = [' WHERE 1 = 1', ...noneOf(before)];
    else if (reader.take('INTO')) intos.push({ ...readInto(reader), condition });
    else break;
  }
  if (intos.length === 0) reader.fail('INTO or WHEN');
  if (reader.isAtEnd) reader.fail('a query');
  const query = reader.rest();
  const queries = intos.map(({ values, condition: own }) => {
    const list: readonly Part[] = values ? values.flatMap((value, index): Part[] => [index === 0 ? '(' : ', (', ...value, `) AS dw_${index + 1}`]) : ['*'];
    return ['SELECT ', ...list, ' FROM (', ...query, '\n) AS dw_rows', ...own];
  });
  return { change: { kind: 'insert-all', inserts: intos.map(({ target, columns }) => ({ target, ...(columns && { columns }) })), overwrite }, queries };
}

function noneOf(conditions: readonly (readonly Part[])[]): readonly Part[] {
  return conditions.flatMap((each): Part[] => [' AND NOT coalesce((', ...each, '), false)']);
}

function readInto(reader: ChangeReader): Omit<Into, 'condition'> {
  const target = reader.target();
  const columns = reader.columnList();
  if (!reader.take('VALUES')) return { target, ...(columns && { columns }), values: undefined };
  if (!reader.isSymbol('(')) reader.fail('"("');
  const end = reader.behind(reader.at);
  const values = reader.split(reader.at + 1, end - 1).map(([from, to]) => reader.part(from, to));
  reader.at = end;
  return { target, ...(columns && { columns }), values };
}
