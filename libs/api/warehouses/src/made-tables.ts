import type { ColumnType } from '@dw-sim/contracts';
import { isQueryable, logicalType, type DatabaseColumn, type DatabaseObject, type WarehouseSession } from '@dw-sim/warehouse-core';
import type { TableNaming } from './table-naming';

/** A table or view that statements have made, with its columns; those of a type that no definition has come without one. */
export interface MadeTable extends DatabaseObject {
  readonly columns: readonly (DatabaseColumn & { readonly type?: ColumnType })[];
}

/**
 * Tables and views that statements of users have made in an experiment, by their logical names: all that has the experiment's names
 * in the warehouse, apart from the tables of its definition.
 * @param defined logical names of the definition's tables
 */
export async function madeTables(session: WarehouseSession, naming: TableNaming, defined: readonly string[]): Promise<readonly DatabaseObject[]> {
  if (!isQueryable(session) || session.rowId === undefined) return [];
  const prefix = naming.physical('');
  const known = new Set(defined.map((name) => name.toLowerCase()));
  const found = await session.objects(prefix);
  return found.map(({ name, kind }) => ({ name: name.slice(prefix.length), kind })).filter(({ name }) => !known.has(name.toLowerCase()));
}

/** The same with their columns. */
export async function madeTablesWithColumns(session: WarehouseSession, naming: TableNaming, defined: readonly string[]): Promise<readonly MadeTable[]> {
  const made = await madeTables(session, naming, defined);
  if (made.length === 0 || !isQueryable(session)) return [];
  const columns = await session.columnsOf(made.map(({ name }) => naming.physical(name)));
  return made.map((table, index) => ({ ...table, columns: columns[index]!.map(typed) }));
}

function typed(column: DatabaseColumn): MadeTable['columns'][number] {
  const type = logicalType(column.typeName);
  return type ? { ...column, type } : column;
}
