import type { ExperimentDefinition, LoweredRows } from '@dw-sim/contracts';
import { capacityFaults, compositeCapacityFaults } from '@dw-sim/generation-plan';
import { checkedWithOneRow } from './one-row';

/** Lowers the rows of tables of which a unique column or key has fewer values; parents first, as children follow them. */
export function feasibleRows(definition: ExperimentDefinition): { readonly definition: ExperimentDefinition; readonly lowered: readonly LoweredRows[] } {
  const { model } = checkedWithOneRow(definition);
  if (!model) return { definition, lowered: [] };
  const rows = new Map(definition.tables.map(({ name, target_rows: count }) => [name, count ?? 1]));
  const lowered = new Map<string, LoweredRows>();
  const rowsOf = ({ name }: { readonly name: string }): number => rows.get(name) ?? 1;
  for (let isChanged = true; isChanged; ) {
    const limits = [
      ...capacityFaults(model, rowsOf).map(({ table, distinct, column }) => ({ table: table.name, most: distinct, reason: `${column.name} is unique, and has ${distinct.toLocaleString('en-US')} values.` })),
      ...compositeCapacityFaults(model, rowsOf).map(({ table, combinations, index }) => ({ table: table.name, most: combinations, reason: `(${table.compositeKeys[index].join(', ')}) has ${combinations.toLocaleString('en-US')} combinations.` })),
    ].filter(({ table, most }) => most >= 1 && most < (rows.get(table) ?? 1));
    for (const { table, most, reason } of limits) {
      if (most >= (rows.get(table) ?? 1)) continue;
      rows.set(table, Math.floor(most));
      lowered.set(table, { table, rows: Math.floor(most), reason });
    }
    isChanged = limits.length > 0;
  }
  const tables = definition.tables.map((table) => (lowered.has(table.name) ? { ...table, target_rows: rows.get(table.name) } : table));
  return { definition: { ...definition, tables }, lowered: [...lowered.values()] };
}
