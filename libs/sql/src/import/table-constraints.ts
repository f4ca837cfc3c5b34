import { type Span, spanOf } from './ddl-token';
import { addKey, type DraftTable } from './draft';
import type { ImportContext } from './import-context';
import { readNameList, readQualifiedName, readSimpleName } from './qualified-name';
import { readActions, readReference } from './references';
import type { TokenReader } from './token-reader';

/** True where an item between the brackets of CREATE TABLE, or behind ADD, is a constraint or an index. */
export function startsConstraint(reader: TokenReader): boolean {
  if (reader.isNext('CONSTRAINT')) return true;
  if (reader.isNext('PRIMARY', 'KEY') || reader.isNext('FOREIGN', 'KEY') || reader.isNext('CHECK', '(')) return true;
  if (reader.isNext('UNIQUE')) return true;
  // T-SQL: `ADD DEFAULT (0) FOR a`
  if (reader.isNext('DEFAULT')) return true;
  if (reader.isNext('EXCLUDE', '(') || reader.isNext('EXCLUDE', 'USING') || reader.isNext('PERIOD', 'FOR')) return true;
  const isIndex = ['KEY', 'INDEX', 'FULLTEXT', 'SPATIAL'].some((word) => reader.isNext(word));
  return isIndex && isIndexList(reader.rest());
}

/** `KEY name (a, b)`, `INDEX (a)`, `FULLTEXT KEY name (a)`, not a column of such a name: `key VARCHAR(10)`. */
function isIndexList(reader: TokenReader): boolean {
  reader.takeAny('FULLTEXT', 'SPATIAL');
  reader.takeAny('KEY', 'INDEX');
  if (!reader.isNext('(')) {
    reader.skip();
    reader.takeAny('UNIQUE', 'CLUSTERED', 'NONCLUSTERED', 'COLUMNSTORE', 'HASH');
    if (reader.take('USING')) reader.skip();
  }
  const brackets = reader.takeBrackets();
  const first = brackets?.peek();
  return first?.kind === 'word' ? first.text !== 'MAX' : first?.kind === 'quoted' || (first?.kind === 'symbol' && first.text === '(');
}

/** Reads a constraint of a table and adds it. */
export function readTableConstraint(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  const first = reader.here;
  if (reader.take('CONSTRAINT') && !startsUnnamed(reader)) readSimpleName(reader);
  if (reader.take('PRIMARY', 'KEY')) return readKey(reader, context, table, true, first);
  if (reader.take('UNIQUE')) return readKey(reader, context, table, false, first);
  if (reader.take('FOREIGN', 'KEY')) return readForeignKey(reader, context, table, first);
  if (reader.take('CHECK')) {
    const condition = reader.takeBrackets();
    if (condition) table.checks.push({ condition });
    return;
  }
  if (reader.isNext('NOT', 'NULL')) return readNotNull(reader, context, table);
  if (reader.isNext('EXCLUDE')) context.report.warn('constraint_ignored', spanOf(first), 'EXCLUDE is not kept: rows may overlap', { table });
  // Indexes say nothing of the data.
  reader.skipRest();
}

function startsUnnamed(reader: TokenReader): boolean {
  return reader.isNext('PRIMARY', 'KEY') || reader.isNext('FOREIGN', 'KEY') || reader.isNext('UNIQUE', '(') || reader.isNext('CHECK', '(');
}

/** `PRIMARY KEY [name] [CLUSTERED] (a, b)`, `UNIQUE [KEY|INDEX] [name] (a)`, `UNIQUE USING INDEX i`. */
function readKey(reader: TokenReader, context: ImportContext, table: DraftTable, isPrimary: boolean, first: Span): void {
  reader.takeAny('KEY', 'INDEX', 'CLUSTERED', 'NONCLUSTERED');
  if (reader.take('NULLS')) reader.takeAny('NOT', 'DISTINCT');
  if (!reader.isNext('(') && !reader.isNext('USING')) readSimpleName(reader);
  if (reader.take('USING')) reader.skip();
  const brackets = reader.takeBrackets();
  if (!brackets) return reader.skipRest();
  const { names, others } = readNameList(brackets);
  if (others > 0) {
    context.report.warn('constraint_ignored', spanOf(first, reader.previous), 'a unique key of expressions is not kept: values may repeat', { table });
    return;
  }
  if (names.length === 0) return context.refuse(table, 'syntax', spanOf(first, reader.previous), 'the key has no columns', 'write their names in brackets: PRIMARY KEY (id)');
  const columns = context.columnsOf(table, names);
  if (columns) addKey(table, { columns: [...new Set(columns)], isPrimary, at: spanOf(first, reader.previous) });
  readActions(reader);
}

function readForeignKey(reader: TokenReader, context: ImportContext, table: DraftTable, first: Span): void {
  if (!reader.isNext('(')) readSimpleName(reader);
  const brackets = reader.takeBrackets();
  const names = brackets ? readNameList(brackets).names : [];
  if (names.length === 0 || !reader.take('REFERENCES')) {
    return context.refuse(table, 'syntax', spanOf(first, reader.previous), 'the foreign key is incomplete', 'write FOREIGN KEY (customer_id) REFERENCES customers (id)');
  }
  const columns = context.columnsOf(table, names);
  if (columns) readReference(reader, context, table, columns);
}

/** PostgreSQL 18: `CONSTRAINT c NOT NULL a`. */
function readNotNull(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  reader.skip(2);
  const name = readQualifiedName(reader);
  const columns = name && context.columnsOf(table, [{ name: name.parts.at(-1) ?? '', at: name.at }]);
  for (const column of columns ?? []) column.isRequired = true;
}
