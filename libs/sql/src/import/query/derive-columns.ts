import { spanOf } from '../ddl-token';
import { newColumn } from '../column';
import type { DraftColumn, DraftTable } from '../draft';
import { type ImportContext, listed } from '../import-context';
import type { TokenReader } from '../token-reader';
import { type OutputColumn, QueryReader } from './query-reader';

/** Gives a table the columns of the query behind AS, as far as they can be told from tables of the text. */
export function deriveColumns(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  // Types that the text gives need no query.
  if (table.columns.length > 0 && table.columns.every(({ writtenType }) => writtenType !== '')) return reader.skipRest();
  reader.take('AS');
  const query = new QueryReader(context, table.writtenName);
  const output = query.read(reader);
  reader.skipRest();
  if (query.readsFaulty) table.isFaulty = true;
  if (!output) {
    const { at, why } = query.failure ?? { at: table.writtenName.at, why: 'the query is not understood' };
    return context.refuse(table, 'unknown_columns', at, `the columns of ${table.writtenName.written} can't be told: ${why}`, 'write the columns with their types before AS, or cast them: CAST(x AS INTEGER) AS name');
  }
  if (table.columns.length === 0) table.columns.push(...output.map((column) => namedColumn(column, table)));
  else applyTypes(output, context, table);
}

function namedColumn({ name, source, at }: OutputColumn, table: DraftTable): DraftColumn {
  const taken = table.columns.some((column) => column.writtenName.toLowerCase() === name.toLowerCase());
  const column = newColumn(taken ? `${name}_${table.columns.length + 1}` : name, spanOf(at));
  return withSource(column, source);
}

/** What a column of the query says of its values; keys and defaults stay with the table that it comes from. */
function withSource(column: DraftColumn, source: OutputColumn['source']): DraftColumn {
  const { type, writtenType, generator } = source;
  return Object.assign(column, { type, writtenType, generator, origin: source });
}

/** Gives derived columns the values of those that they are taken from, once the CHECKs of these have been read. */
export function inheritValues(tables: readonly DraftTable[]): void {
  for (const column of tables.flatMap(({ columns }) => columns)) {
    if (!column.origin) continue;
    const { values, min, max } = column.origin;
    column.values ??= values;
    column.min ??= min;
    column.max ??= max;
  }
}

/** `CREATE TABLE t (a, b) AS SELECT …`: names of the table, types of the query. */
function applyTypes(output: readonly OutputColumn[], context: ImportContext, table: DraftTable): void {
  if (output.length !== table.columns.length) {
    const names = output.map(({ name }) => name);
    return context.refuse(table, 'column_count', table.writtenName.at, `${table.columns.length} columns are named, but the query has ${output.length}: ${listed(names)}`, 'name as many columns as the query has');
  }
  table.columns.forEach((column, index) => {
    if (column.writtenType === '') withSource(column, output[index].source);
  });
}
