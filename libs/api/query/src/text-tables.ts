import { experimentResolver, type CreatedTable, type TableNameResolver, type WrittenChange } from '@dw-sim/sql';
import { relationOf } from './known-table';
import { columnsOf } from './planned-change';
import type { QueriedExperiment } from './prepared-query';
import type { TableNames } from './table-names';

/** Tables that statements of the text make or give other columns, by the number of the query in their place, for those that follow. */
export function createdTables(changes: readonly (WrittenChange | undefined)[], names: readonly TableNames[]): ReadonlyMap<number, CreatedTable> {
  const created = new Map<number, CreatedTable>();
  let query = 0;
  changes.forEach((change, index) => {
    const table = change && createdTable(change, names[index]!);
    if (table) created.set(query, table);
    query += Math.max(1, change?.queries ?? 1);
  });
  return created;
}

/** What finds the tables that a statement names, by its number. Statements share it while the tables are the same. */
export function resolvers(experiment: QueriedExperiment | undefined, names: readonly TableNames[], exact: boolean): (statement: number) => TableNameResolver {
  if (!experiment) return () => () => undefined;
  const known = new Map<string, TableNameResolver>();
  return (statement) => {
    const tables = names[statement]?.tables ?? experiment.tables;
    const key = tables.join('\n');
    const resolver = known.get(key) ?? experimentResolver(experiment.naming, tables, { exact });
    known.set(key, resolver);
    return resolver;
  };
}

function createdTable(change: WrittenChange, names: TableNames): CreatedTable | undefined {
  switch (change.kind) {
    case 'create-as':
    case 'create-view':
      return { name: names.made(change.target, change.temporary).name };
    case 'create':
      return { name: names.made(change.target, change.temporary).name, ...relationOf(columnsOf(change.ddl)) };
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
      return { name: names.existing(change.target).name, columns: 'unknown' };
    case 'rename':
      return { name: names.renamed(change.target, change.to), columns: 'unknown' };
    default:
      return undefined;
  }
}
