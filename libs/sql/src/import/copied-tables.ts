import { spanOf } from './ddl-token';
import { addKey, copyColumn, type DraftTable } from './draft';
import type { ImportContext } from './import-context';
import { lastPart, type QualifiedName, readQualifiedName } from './qualified-name';
import type { TokenReader } from './token-reader';

/** Most columns that are copied in a text: each copy may be copied again. */
const MOST_COPIED = 100_000;

/** Reads `LIKE t …`, `CLONE t …` or `INHERITS (t)` and gives the table the columns of the other one. */
export function copyTable(reader: TokenReader, context: ImportContext, table: DraftTable): void {
  const form = reader.next()?.text ?? '';
  const names = form === 'INHERITS' ? (reader.takeBrackets()?.splitAtCommas() ?? []).map(readQualifiedName) : [readQualifiedName(reader)];
  for (const name of names) if (name) copyFrom(name, form, context, table);
  const including = new Set<string>();
  while (reader.isNext('INCLUDING') || reader.isNext('EXCLUDING')) {
    if (reader.take('INCLUDING')) including.add(reader.next()?.text ?? '');
    else reader.skip(2);
  }
  const source = names[0] && context.findTable(names[0], table.writtenName);
  if (source && copiesKeys(form, including, context)) copyKeys(source, table, context.dialect === 'snowflake' && form === 'CLONE');
  if (form === 'CLONE') reader.skipRest();
}

/** MySQL and Snowflake copy keys always, PostgreSQL where the text asks for them. */
function copiesKeys(form: string, including: ReadonlySet<string>, { dialect }: ImportContext): boolean {
  return form === 'CLONE' || dialect === 'mysql' || dialect === 'snowflake' || including.has('ALL') || including.has('INDEXES');
}

function copyFrom(name: QualifiedName, form: string, context: ImportContext, table: DraftTable): void {
  const source = context.findTable(name, table.writtenName);
  if (!source) {
    if (context.isUnreadable(name)) table.isFaulty = true;
    else context.refuse(table, 'unknown_table', name.at, `${name.written} is not created before in this text`, `put CREATE TABLE ${lastPart(name)} before, or write the columns instead of ${form}`);
    return;
  }
  if (source.isFaulty) table.isFaulty = true;
  context.copiedColumns += source.columns.length;
  if (context.copiedColumns > MOST_COPIED) return context.refuse(table, 'too_many_columns', name.at, `more than ${MOST_COPIED} columns are copied by ${form} in this text`, 'import the tables in several texts');
  for (const column of source.columns) {
    if (!table.columns.some(({ writtenName }) => writtenName === column.writtenName)) table.columns.push({ ...copyColumn(column), at: spanOf(name.at) });
  }
  table.checks.push(...source.checks.filter(({ subject }) => subject === undefined));
}

function copyKeys(source: DraftTable, table: DraftTable, withForeignKeys: boolean): void {
  const own = (columns: DraftTable['columns']) => columns.flatMap(({ writtenName }) => table.columns.find((column) => column.writtenName === writtenName) ?? []);
  for (const key of source.keys) addKey(table, { ...key, columns: own([...key.columns]) });
  if (!withForeignKeys) return;
  for (const key of source.foreignKeys) table.foreignKeys.push({ ...key, columns: own([...key.columns]) });
}
