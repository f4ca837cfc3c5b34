import { type DdlToken, spanOf } from './ddl-token';
import { readColumn } from './column';
import { type DraftTable, draftTable } from './draft';
import { schemaOf, type ImportContext } from './import-context';
import { copyTable } from './copied-tables';
import { deriveColumns } from './query/derive-columns';
import { lastPart, type QualifiedName, readQualifiedName } from './qualified-name';
import { createTableEnd } from './split-ddl';
import { readTableConstraint, startsConstraint } from './table-constraints';
import { readTableOptions } from './table-options';
import { isWord, TokenReader } from './token-reader';

/** Most columns of a table: more than any warehouse takes. */
const MOST_COLUMNS = 5000;

/** Words before TABLE, and what is told of them. */
const MODIFIER_NOTES: Readonly<Record<string, string>> = {
  TEMP: 'is temporary in the text and is imported as an ordinary table',
  TEMPORARY: 'is temporary in the text and is imported as an ordinary table',
  VOLATILE: 'is temporary in the text and is imported as an ordinary table',
  EXTERNAL: 'is external in the text and is imported as an ordinary table; its files are not read',
  FOREIGN: 'is foreign in the text and is imported as an ordinary table; the other server is not read',
  DYNAMIC: 'is refreshed from a query in the text; here its rows are generated like those of any table',
};

/** Reads a CREATE TABLE and adds its table. */
export function readCreateTable(tokens: readonly DdlToken[], context: ImportContext): void {
  const nameAt = createTableEnd(tokens, 0) ?? 0;
  const modifiers = tokens.slice(1, nameAt - 1).map(({ text }) => text);
  const reader = new TokenReader(context.source, tokens, nameAt);
  const keepsFirst = reader.take('IF', 'NOT', 'EXISTS');
  const name = readQualifiedName(reader);
  if (!name) {
    context.report.fault('syntax', reader.here, 'CREATE TABLE has no name that can be read', 'write CREATE TABLE orders ( … ); a name from a variable is written out');
    return;
  }
  // SQLite's own: `.dump` and `.schema` show them.
  if (lastPart(name).toLowerCase().startsWith('sqlite_')) return context.report.passOver('CREATE TABLE sqlite_…', spanOf(tokens[0]), 'SQLite makes it for itself');
  const table = draftTable(name);
  const isTemporary = lastPart(name).startsWith('#');
  const note = modifiers.map((word) => MODIFIER_NOTES[word]).find(Boolean) ?? (isTemporary ? MODIFIER_NOTES['TEMP'] : undefined);
  if (reader.take('PARTITION', 'OF')) return context.report.passOver('CREATE TABLE … PARTITION OF', spanOf(tokens[0]), 'partitions hold rows of their table, which is imported as one');
  if (!readBody(reader, context, table, tokens)) {
    context.unreadable.add(lastPart(name).toLowerCase());
    return;
  }
  if (note) context.report.warn('table_kind', name.at, `${name.written} ${note}`, { table });
  place(table, context, keepsFirst, modifiers.includes('REPLACE'));
}

/** False where no table comes of it; the fault is told. */
function readBody(reader: TokenReader, context: ImportContext, table: DraftTable, tokens: readonly DdlToken[]): boolean {
  passOverLeadingOptions(reader);
  const open = reader.here;
  const faultsBefore = context.report.faultCount;
  if (reader.isNext('(') && !isQuery(reader.rest())) {
    const body = reader.takeBrackets();
    if (reader.previous.text !== ')' || tokens.length < 3) {
      context.report.fault('unclosed_bracket', open, `the bracket that opens the columns of ${table.writtenName.written} is not closed`, 'close it with ) behind the last column');
      return false;
    }
    if (body) readItems(body, context, table, hasQuery(reader.rest()));
  }
  readTableOptions(reader, context, table);
  if (reader.take('USING', 'TEMPLATE')) return refuseForm(table, context, 'takes its columns from files', 'USING TEMPLATE');
  if (reader.isNext('LIKE') || reader.isNext('CLONE') || reader.isNext('INHERITS')) copyTable(reader, context, table);
  if (isQuery(reader.rest())) deriveColumns(reader, context, table);
  readTableOptions(reader, context, table);
  if (table.columns.length === 0 && context.report.faultCount === faultsBefore) return refuseForm(table, context, 'has no columns in this text', 'CREATE TABLE');
  return table.columns.length > 0;
}

/** What Snowflake takes, and its GET_DDL writes, before the columns: `cluster by (a)`, `CHANGE_TRACKING = TRUE`. */
function passOverLeadingOptions(reader: TokenReader): void {
  for (;;) {
    if (isWord(reader.peek(1), '=')) reader.skip(3);
    else if (reader.take('ROW', 'ACCESS', 'POLICY') || reader.take('WITH', 'ROW', 'ACCESS', 'POLICY')) passOverPolicy(reader);
    else if (reader.take('CLUSTER', 'BY') || reader.take('TAG') || reader.take('WITH', 'TAG')) reader.takeBrackets();
    // Teradata: `CREATE TABLE t, NO FALLBACK, CHECKSUM = DEFAULT (`
    else if (reader.isNext(',')) while (!reader.isAtEnd && !reader.isNext('(')) reader.skip();
    else if (!reader.take('COPY', 'GRANTS')) return;
  }
}

/** `p ON (a, b)`. */
function passOverPolicy(reader: TokenReader): void {
  readQualifiedName(reader);
  if (reader.take('ON')) reader.takeBrackets();
}

function refuseForm({ writtenName }: DraftTable, { report }: ImportContext, what: string, form: string): false {
  report.fault('no_columns', writtenName.at, `${writtenName.written} ${what}`, `write its columns instead of ${form}: CREATE TABLE ${lastPart(writtenName)} (id INTEGER, …)`);
  return false;
}

/** True before `SELECT`, `WITH x AS (`, `AS SELECT`, and brackets around a query. */
function isQuery(reader: TokenReader): boolean {
  reader.take('AS');
  while (reader.take('('));
  return reader.isNext('SELECT') || reader.isNext('VALUES') || (reader.isNext('WITH') && (reader.peek(2)?.text === 'AS' || reader.peek(1)?.text === 'RECURSIVE'));
}

/** True where the rest of the statement holds `AS SELECT`: the columns in brackets may have no types then. */
function hasQuery(reader: TokenReader): boolean {
  while (!reader.isAtEnd) {
    if (reader.isNext('AS') && isQuery(reader.rest())) return true;
    reader.skipItem();
  }
  return false;
}

/** Columns first, since constraints may stand before them. */
function readItems(body: TokenReader, context: ImportContext, table: DraftTable, mayLackTypes: boolean): void {
  const all = body.splitAtCommas();
  const items = all.filter((item) => !item.isAtEnd);
  const empty = all.find((item) => item.isAtEnd);
  if (empty) context.report.warn('empty_item', empty.previous, 'a comma stands before nothing and is passed over', { table });
  if (items.length > MOST_COLUMNS) return context.refuse(table, 'too_many_columns', table.writtenName.at, `${table.writtenName.written} has ${items.length} columns`, `write at most ${MOST_COLUMNS}, as warehouses hold no more`);
  const constraints = items.filter((item) => {
    if (startsConstraint(item)) return true;
    else if (item.isNext('LIKE') && item.peek(1)?.kind !== 'symbol') copyTable(item, context, table);
    else readColumn(item, context, table, mayLackTypes);
    return false;
  });
  for (const item of constraints) readTableConstraint(item, context, table);
}

/** Adds a table; one of the same name is replaced, kept, or a fault, as the text says. */
function place(table: DraftTable, context: ImportContext, keepsFirst: boolean, replaces: boolean): void {
  const earlier = context.findTable(table.writtenName);
  const isSame = earlier !== undefined && schemaOf(earlier.writtenName) === schemaOf(table.writtenName) && sameName(earlier.writtenName, table.writtenName, context);
  if (isSame && keepsFirst && !context.dropped.has(earlier)) {
    return context.report.passOver('CREATE TABLE IF NOT EXISTS', table.writtenName.at, 'the table was created before');
  }
  if (isSame && !replaces && !context.dropped.has(earlier)) {
    context.refuse(table, 'duplicate_table', table.writtenName.at, `${table.writtenName.written} is created twice`, 'leave one of the two out, or write CREATE OR REPLACE TABLE');
    return;
  }
  if (isSame) context.removeTable(earlier);
  context.addTable(table);
}

/** Quoted names that differ in case are two tables, but not in MySQL and SQLite. */
function sameName(a: QualifiedName, b: QualifiedName, { dialect }: ImportContext): boolean {
  const areQuoted = /["`[]/.test(a.written) || /["`[]/.test(b.written);
  const foldsAll = dialect === 'mysql' || dialect === 'sqlite' || dialect === 'redshift';
  return areQuoted && !foldsAll ? folded(a, dialect) === folded(b, dialect) : lastPart(a).toLowerCase() === lastPart(b).toLowerCase();
}

/** A name as the database keeps it. */
function folded(name: QualifiedName, dialect: string): string {
  const last = lastPart(name);
  if (/["`\]]$/.test(name.written)) return last;
  return dialect === 'snowflake' || dialect === 'ansi' ? last.toUpperCase() : last.toLowerCase();
}
