import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { planOf } from './definitions';

/** The nine-column table, its first column the key. */
export function sqliteTable(rowCount: number): PhysicalTable {
  const columns = planOf('nine-columns', rowCount).tables[1].columns.map(({ name, type, nullable }) => ({ name, type: type as ColumnType, nullable }));
  return { name: 'bench__nine', columns, primaryKey: [columns[0].name], uniqueKeys: [], foreignKeys: [] };
}
