import { isQueryable, type DatabaseObject, type WarehouseSession } from '@dw-sim/warehouse-core';
import type { TableNaming } from './table-naming';

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
