import { generatorKind, type KnownColumn, modifierKind } from '@dw-sim/generation-generators';
import type { CheckedColumn, CheckedTable } from './checked-column';
import { reach, type ReachableTable } from './column-paths';
import type { FaultList } from './fault-list';
import { resolveReference } from './references';

interface Source {
  readonly table: CheckedTable;
  readonly column: CheckedColumn;
}

/**
 * Refuses columns that take their values from each other: keys that refer to keys, and columns of a row that are
 * computed from one another. That chain must end, NULLs or not.
 */
export function checkValueCycles(tables: readonly CheckedTable[], reachable: readonly ReachableTable[], faults: FaultList): void {
  const done = new Set<CheckedColumn>();
  for (const table of tables) {
    for (const column of table.columns) {
      const cycle = cycleFrom({ table, column }, [], done, tables, reachable);
      if (cycle) addFault(cycle, faults);
    }
  }
}

/** The first cycle that a column leads to. Columns that are done lead to none that isn't known. */
function cycleFrom(source: Source, path: readonly Source[], done: Set<CheckedColumn>, tables: readonly CheckedTable[], reachable: readonly ReachableTable[]): readonly Source[] | undefined {
  const earlier = path.findIndex(({ column }) => column === source.column);
  if (earlier >= 0) return path.slice(earlier);
  if (done.has(source.column)) return undefined;
  for (const next of sourcesOf(source, tables, reachable)) {
    const cycle = cycleFrom(next, [...path, source], done, tables, reachable);
    if (cycle) {
      done.add(source.column);
      return cycle;
    }
  }
  done.add(source.column);
  return undefined;
}

/** Columns that a column's values are taken from. */
function sourcesOf({ table, column }: Source, tables: readonly CheckedTable[], reachable: readonly ReachableTable[]): readonly Source[] {
  const reference = resolveReference(column, table, tables);
  const parentTable = reference && tables.find(({ name }) => name === reference.table);
  const parent = parentTable?.columns.find(({ name }) => name === reference?.column);
  // A reference to itself has a fault of its own.
  if (parentTable && parent) return parent === column ? [] : [{ table: parentTable, column: parent }];
  const { generator } = column;
  const kind = generator && generatorKind(generator.kind);
  const own = reachable.find(({ name }) => name === table.name);
  const named = kind?.dependsOn?.(generator?.params ?? {}).map((name) => (own ? reach(name, own, reachable) : undefined)) ?? [];
  const read = kind?.reads?.(generator?.params ?? {}) ?? [];
  const wanted = [...named.flatMap((found) => (found ? [{ table: found.table.name, column: found.column.name }] : [])), ...read];
  return [...wanted.flatMap((name) => findSource(name, tables)), ...modifierSources({ table, column }, tables)];
}

function findSource(wanted: { readonly table: string; readonly column: string }, tables: readonly CheckedTable[]): readonly Source[] {
  const table = tables.find(({ name }) => name.toLowerCase() === wanted.table.toLowerCase());
  const column = table?.columns.find(({ name }) => name.toLowerCase() === wanted.column.toLowerCase());
  return table && column ? [{ table, column }] : [];
}

/** Columns of this table and of others that a column's modifiers read. */
function modifierSources({ table, column }: Source, tables: readonly CheckedTable[]): readonly Source[] {
  const own = table.columns.filter((other) => other !== column).flatMap(({ name, type }): readonly KnownColumn[] => (type ? [{ name, type }] : []));
  return column.modifiers.flatMap(({ kind, params }) => modifierKind(kind)?.dependsOn?.(params, own) ?? []).flatMap((source) => findSource({ table: source.table ?? table.name, column: source.column }, tables));
}

function addFault(cycle: readonly Source[], faults: FaultList): void {
  const chain = [...cycle, cycle[0]].map(({ table, column }) => `${table.name}.${column.name}`).join(' → ');
  const { column } = cycle[0];
  const what = cycle.length > 1 ? `the columns take their values from each other: ${chain}` : `the column takes its values from itself: ${chain}`;
  const key = column.definition.foreign_key ? 'foreign_key' : column.definition.generator || column.modifiers.length === 0 ? 'generator' : 'modifiers';
  faults.add(`${column.path}.${key}`, cycle.every((source) => source.column.generator?.kind === 'foreign_key') ? 'key_cycle' : 'column_cycle', what, { allowed: 'a generator of its own for one of them, such as sequence' });
}
