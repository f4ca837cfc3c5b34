import type { TableModel } from './model';

/**
 * Parents before children, otherwise as in the document. Where nullable references form a cycle they yield; required
 * ones never do, since the model holds no cycle of them.
 */
export function tablesInDependencyOrder(tables: readonly TableModel[]): readonly TableModel[] {
  const ordered: TableModel[] = [];
  const placed = new Set<string>();
  const waiting = [...tables];
  const ready = (table: TableModel, required: boolean): boolean => parentNames(table, required).every((parent) => placed.has(parent));
  while (waiting.length > 0) {
    const free = waiting.findIndex((table) => ready(table, true) && ready(table, false));
    const at = free >= 0 ? free : waiting.findIndex((table) => ready(table, true));
    const [next] = waiting.splice(at, 1);
    placed.add(next.name);
    ordered.push(next);
  }
  return ordered;
}

/** Parents by required or by nullable references, the table itself aside. */
function parentNames(table: TableModel, required: boolean): readonly string[] {
  return table.relations.flatMap((relation) => (relation.table !== table.name && relation.nullable !== required ? [relation.table] : []));
}
