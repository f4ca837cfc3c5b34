import { spanOf } from './ddl-token';
import { countUp, readColumnOptions } from './column-options';
import type { DraftColumn, DraftTable } from './draft';
import type { ImportContext } from './import-context';
import { readSimpleName } from './qualified-name';
import type { TokenReader } from './token-reader';
import { mapType } from './types/map-type';
import { isRefused, type MappedType } from './types/mapped-type';
import { varchar } from './types/text-types';
import { OPTION_WORDS, readType, type WrittenType } from './types/written-type';

/** Reads the definition of a column and adds it to its table. */
export function readColumn(reader: TokenReader, context: ImportContext, table: DraftTable, mayLackType: boolean): void {
  const first = reader.here;
  const name = readSimpleName(reader, true);
  if (!name || (first.kind === 'word' && OPTION_WORDS.has(first.text) && reader.isAtEnd)) {
    const written = context.source.slice(first.start, first.end);
    return context.refuse(table, 'syntax', first, `a column can't begin with ${written}`, 'write a name and a type, such as id INTEGER');
  }
  const twin = table.columns.find(({ writtenName }) => writtenName === name.name);
  if (twin) return context.refuse(table, 'duplicate_column', name.at, `the column ${name.name} stands in ${table.writtenName.written} twice`, 'leave one of the two out');
  const column = newColumn(name.name, name.at);
  const written = readType(reader);
  if (written) applyType(column, written, context, table);
  else lackType(column, reader, context, table, mayLackType);
  table.columns.push(column);
  readColumnOptions(reader, context, table, column);
  completeColumn(column, table);
}

/** A column of which nothing but the name is known. */
export function newColumn(writtenName: string, at: DraftColumn['at']): DraftColumn {
  return { name: '', writtenName, at: spanOf(at), type: varchar(), writtenType: '', isRequired: false };
}

function lackType(column: DraftColumn, reader: TokenReader, context: ImportContext, table: DraftTable, mayLackType: boolean): void {
  if (mayLackType) return;
  const isComputed = reader.isNext('AS') || reader.isNext('GENERATED');
  if (context.dialect === 'sqlite' || context.dialect === 'ansi' || isComputed) {
    context.report.warn('no_type', column.at, `${column.writtenName} has no type and is imported as VARCHAR`, { table, column });
    return;
  }
  context.refuse(table, 'no_type', column.at, `the column ${column.writtenName} has no type`, `write one behind it: ${column.writtenName} INTEGER`);
}

/** Gives a column the type of the text. */
export function applyType(column: DraftColumn, written: WrittenType, context: ImportContext, table: DraftTable): void {
  column.writtenType = written.written;
  const mapped = mapType(written, context.dialect, context.definedType);
  if (isRefused(mapped)) return context.refuse(table, mapped.code, written.at, `${column.writtenName}: ${mapped.refused}`, mapped.hint);
  applyMappedType(column, mapped);
  for (const condition of context.domainChecks.get(written.name) ?? []) table.checks.push({ condition, subject: column });
  if (mapped.warning) context.report.warn('adapted_type', written.at, `${column.writtenName}: ${mapped.warning}`, { table, column });
}

/** Gives a column what a type says of it. */
export function applyMappedType(column: DraftColumn, { type, generator, values, min, max, isRequired, isSerial }: MappedType): void {
  Object.assign(column, { type, generator, values, min, max });
  if (isRequired) column.isRequired = true;
  if (isSerial) countUp(column, 1, 1);
}

/** SQLite: an INTEGER PRIMARY KEY counts up. Defaults that make a UUID fill the column with them. */
function completeColumn(column: DraftColumn, table: DraftTable): void {
  if (column.generator) return;
  const makesUuid = /^\(?\s*(?:uuid_string|gen_random_uuid|uuid_generate_v[14]|uuid|generate_uuid|newid|newsequentialid)\s*\(/i.test(column.defaultValue ?? '');
  const { type } = column;
  const holdsUuid = type.kind === 'VARCHAR' && (type.length === undefined || type.length >= 36);
  if (makesUuid && holdsUuid) column.generator = { type: 'uuid4' };
  const isOnlyKey = table.keys[0]?.isPrimary && table.keys[0].columns.length === 1 && table.keys[0].columns[0] === column;
  if (isOnlyKey && /^integer$/i.test(column.writtenType)) column.isRequired = true;
}
