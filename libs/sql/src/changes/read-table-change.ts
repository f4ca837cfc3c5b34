import { quoteName } from '../translate/quote';
import type { Part } from '../translate/text';
import type { ChangeReader } from './change-reader';
import { readDefaults } from './read-defaults';
import type { ReadChange } from './read-changes';
import type { ExistingObject, WrittenDdl } from './written-change';

const QUERY_WORDS = ['SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE'];

/** CREATE TABLE with columns, AS a query, LIKE or CLONE; CREATE VIEW. Undefined for what else there is to create. */
export function readCreate(reader: ChangeReader): ReadChange | undefined {
  const replace = reader.take('OR', 'REPLACE');
  while (reader.takeOne('LOCAL', 'GLOBAL', 'TRANSIENT', 'VOLATILE', 'UNLOGGED', 'SECURE', 'RECURSIVE') !== undefined);
  const isTemporary = reader.takeOne('TEMP', 'TEMPORARY') !== undefined;
  const object = reader.takeOne('TABLE', 'VIEW');
  if (object === undefined) return undefined;
  const existing: ExistingObject = replace ? 'replace' : reader.take('IF', 'NOT', 'EXISTS') ? 'keep' : 'refuse';
  const target = reader.target();
  const shared = { target, temporary: isTemporary || target.name.startsWith('#'), existing };
  if (object === 'VIEW') return { change: { kind: 'create-view', ...shared }, queries: [readQuery(reader)] };
  const like = reader.takeOne('LIKE', 'CLONE') ?? (reader.isSymbol('(') && reader.isWordAt(reader.at + 1, 'LIKE') ? (reader.at += 2, 'LIKE') : undefined);
  if (like !== undefined) {
    const start = reader.at;
    reader.target();
    return { change: { kind: 'create-as', ...shared }, queries: [['SELECT * FROM ', ...reader.part(start, reader.at), ...(like === 'LIKE' ? [' LIMIT 0'] : [])]] };
  }
  const as = reader.find('AS');
  if (as < reader.list.length && isQueryAt(reader, as + 1)) return { change: { kind: 'create-as', ...shared }, queries: [readQuery(reader)] };
  if (!reader.isSymbol('(')) reader.fail('columns in brackets, or AS and a query');
  return { change: { kind: 'create', ...shared, ddl: columnsOf(reader, reader.at + 1, reader.behind(reader.at) - 1) }, queries: [] };
}

function isQueryAt(reader: ChangeReader, at: number): boolean {
  return reader.isWordAt(at, ...QUERY_WORDS) || reader.isSymbol('(', at);
}

/** `[(a, b)] [options] AS query`; options of storage make no difference here. */
function readQuery(reader: ChangeReader): readonly Part[] {
  const columns = typedColumns(reader) ?? reader.columnList()?.map(({ name }): MadeColumn => ({ name }));
  reader.at = reader.find('AS') + 1;
  if (reader.isAtEnd) reader.fail('a query');
  // WITH NO SCHEMA BINDING of Redshift's views; WITH [NO] DATA of PostgreSQL's tables.
  const binding = reader.list.findIndex((_, at) => at > reader.at && reader.isWordAt(at, 'WITH') && reader.isWordAt(at + 1, 'NO') && reader.isWordAt(at + 2, 'SCHEMA'));
  const end = binding < 0 ? reader.list.length : binding;
  const query = reader.part(reader.at, end);
  return columns ? [`WITH dw_made(${columns.map(({ name }) => quoteName(name)).join(', ')}) AS (`, ...query, '\n) SELECT ', ...madeColumns(columns), ' FROM dw_made'] : query;
}

interface MadeColumn {
  readonly name: string;
  /** As it is written. */
  readonly type?: readonly Part[];
}

function madeColumns(columns: readonly MadeColumn[]): readonly Part[] {
  if (columns.every(({ type }) => type === undefined)) return ['*'];
  return columns.flatMap(({ name, type }, index): Part[] => [index === 0 ? '' : ', ', ...(type ? [`CAST(${quoteName(name)} AS `, ...type, `) AS ${quoteName(name)}`] : [quoteName(name)])]);
}

/** Words that follow the type of a column. */
const BEHIND_TYPE = ['NOT', 'NULL', 'DEFAULT', 'PRIMARY', 'UNIQUE', 'COMMENT', 'COLLATE', 'ENCODE', 'CHECK', 'REFERENCES', 'CONSTRAINT', 'AUTOINCREMENT', 'IDENTITY', 'MASKING', 'TAG'];

/** `(a INT, b VARCHAR(10) NOT NULL)`: names with types; undefined where only names stand in the brackets. */
function typedColumns(reader: ChangeReader): readonly MadeColumn[] | undefined {
  const start = reader.at;
  const second = reader.list[start + 2];
  if (!reader.isSymbol('(') || second?.kind !== 'word') return undefined;
  const end = reader.behind(start) - 1;
  return reader.split(start + 1, end).map(([from, to]) => {
    reader.at = from;
    const name = reader.name('the name of a column');
    const type = reader.at;
    reader.at = Math.min(to, reader.find(...BEHIND_TYPE));
    return { name, ...(reader.at > type && { type: reader.part(type, reader.at) }) };
  });
}

function columnsOf(reader: ChangeReader, from: number, to: number): WrittenDdl {
  const start = reader.list[from]?.start ?? reader.end;
  const at = reader.at;
  const defaults = readDefaults(reader, from, to);
  reader.at = at;
  return { text: `CREATE TABLE t (\n${reader.textOf(from, to)}\n)`, position: reader.positionOf(start, start), defaults };
}

/** `DROP TABLE|VIEW [IF EXISTS] a, b`; undefined for what else there is to drop. */
export function readDrop(reader: ChangeReader): ReadChange | undefined {
  const object = reader.takeOne('TABLE', 'VIEW');
  if (object === undefined) return undefined;
  const ifExists = reader.take('IF', 'EXISTS');
  const targets = reader.targets();
  refuseCascade(reader);
  if (!reader.isAtEnd) reader.fail('the end of the statement');
  return { change: { kind: 'drop', targets, object: object === 'TABLE' ? 'table' : 'view', ifExists }, queries: [] };
}

function refuseCascade(reader: ChangeReader): void {
  if (reader.isWord('CASCADE')) reader.refuse(reader.at, 'CASCADE is not supported.', 'Name each table, and drop what depends on one first.');
  reader.takeOne('RESTRICT');
}

export function readTruncate(reader: ChangeReader): ReadChange {
  reader.take('TABLE');
  const ifExists = reader.take('IF', 'EXISTS');
  const targets = reader.targets();
  while (reader.takeOne('RESTART', 'CONTINUE', 'IDENTITY') !== undefined);
  refuseCascade(reader);
  if (!reader.isAtEnd) reader.fail('the end of the statement');
  return { change: { kind: 'truncate', targets, ifExists }, queries: [] };
}

/** ALTER TABLE … RENAME, ADD and DROP of a column; undefined for what else there is to alter. */
export function readAlter(reader: ChangeReader): ReadChange | undefined {
  if (!reader.take('TABLE')) return undefined;
  reader.take('IF', 'EXISTS');
  const target = reader.target();
  if (reader.take('RENAME', 'TO')) return { change: { kind: 'rename', target, to: reader.target().name }, queries: [] };
  if (reader.take('RENAME')) {
    reader.take('COLUMN');
    const column = reader.name('the name of a column');
    reader.expect('TO');
    return { change: { kind: 'rename-column', target, column, to: reader.name('the new name') }, queries: [] };
  }
  if (reader.take('ADD')) {
    if (reader.isWord('CONSTRAINT', 'PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK', 'SEARCH')) return undefined;
    reader.take('COLUMN');
    reader.take('IF', 'NOT', 'EXISTS');
    const from = reader.at;
    const value = reader.find('DEFAULT');
    if (value < reader.list.length && !reader.isWordAt(value + 1, 'NULL')) reader.refuse(value, 'DEFAULT of an added column is not simulated.', 'ADD COLUMN without it, and UPDATE the table then.');
    reader.at = reader.list.length;
    return { change: { kind: 'add-column', target, ddl: columnsOf(reader, from, reader.list.length) }, queries: [] };
  }
  if (!reader.take('DROP') || reader.isWord('CONSTRAINT', 'PRIMARY')) return undefined;
  reader.take('COLUMN');
  const column = reader.name('the name of a column');
  reader.takeOne('CASCADE', 'RESTRICT');
  return { change: { kind: 'drop-column', target, column }, queries: [] };
}

/** `SELECT … INTO [TEMP] [TABLE] t FROM …`: a table of what is selected. Undefined where a SELECT makes no table. */
export function readSelectInto(reader: ChangeReader): ReadChange | undefined {
  const into = reader.find('INTO', 'FROM', 'UNION', 'EXCEPT', 'INTERSECT', 'MINUS');
  if (!reader.isWordAt(into, 'INTO')) return undefined;
  reader.at = into + 1;
  const isTemporary = reader.takeOne('TEMP', 'TEMPORARY') !== undefined;
  reader.take('TABLE');
  const target = reader.target();
  const query = [...reader.part(0, into), ' ', ...reader.rest()];
  return { change: { kind: 'create-as', target, temporary: isTemporary || target.name.startsWith('#'), existing: 'refuse' }, queries: [query] };
}
