import { childPath, type FanOutBlocks, meanFanOut, soundFanOut, splitFrom, sumFanOut } from '@dw-sim/generation-generators';
import { streamKey } from '@dw-sim/generation-rng';
import type { CheckedTable } from './checked-column';
import { MAX_ROWS } from './document-shape';
import type { FaultList } from './fault-list';
import type { ExperimentModel, GeneratorSpec, TableModel } from './model';
import { parentOf } from './references';
import { relationName } from './relation-name';

/** Most parents whose rows are counted: about five seconds. */
const MAX_PARENTS = 1_000_000_000;

/** Rows of every table of a run. */
export interface RowCounts {
  rowsOf(table: TableModel): number;
  /** Where the rows of each parent begin, for a table whose rows follow from it. */
  fanOutOf(table: TableModel): FanOutBlocks | undefined;
}

/** Rows that a table can expect; undefined where they are faulty, or follow from themselves. */
export function expectedRows(table: CheckedTable, tables: readonly CheckedTable[], children: readonly CheckedTable[] = []): number | undefined {
  const key = table.relations.find(({ params }) => params['fan_out'] !== undefined);
  if (!key) return table.targetRows;
  const parent = parentOf(key, tables)?.table;
  const fanOut = soundFanOut(key.params);
  if (!parent || !fanOut || children.includes(table)) return undefined;
  const parents = expectedRows(parent, tables, [...children, table]);
  return parents === undefined ? undefined : Math.round(parents * meanFanOut(fanOut));
}

/** Counts the rows that follow from those of parents, with this seed. */
export function deriveRows(model: ExperimentModel, tables: readonly TableModel[], seed: number, chosen: (table: TableModel) => number, faults: FaultList): RowCounts {
  const counts = new Map<string, number>(model.tables.filter(({ isDerived }) => !isDerived).map((table) => [table.name, chosen(table)]));
  const blocks = new Map<string, FanOutBlocks>();
  // Parents come before children.
  for (const table of tables) {
    const relation = table.relations.find(({ fanOut }) => fanOut);
    if (!relation?.fanOut) continue;
    const parents = counts.get(relation.table) ?? 0;
    const expected = parents * meanFanOut(relation.fanOut);
    if (parents > MAX_PARENTS || expected > MAX_ROWS) {
      const most = Math.min(MAX_PARENTS, Math.floor(MAX_ROWS / meanFanOut(relation.fanOut)));
      faults.add(childPath('$.rows', relation.table), 'out_of_range', `${relation.table} would have ${parents.toLocaleString('en-US')} rows, from which about ${Math.round(expected).toLocaleString('en-US')} of ${table.name} follow`, { value: parents, allowed: `at most ${most.toLocaleString('en-US')} rows` });
      counts.set(table.name, 0);
      continue;
    }
    const counted = sumFanOut(relation.fanOut, streamKey(seed, table.name, relationName(relation), 'fan out'), parents);
    blocks.set(table.name, counted);
    counts.set(table.name, counted.rowCount);
  }
  const rowsOf = ({ name }: TableModel): number => counts.get(name) ?? 0;
  if (faults.isEmpty) checkEmptyTables(model, rowsOf, faults);
  return { rowsOf, fanOutOf: ({ name }) => blocks.get(name) };
}

/** Chance may leave a table without rows, and required columns that take their values from it without any. */
function checkEmptyTables(model: ExperimentModel, rowsOf: (table: TableModel) => number, faults: FaultList): void {
  const isEmpty = (name: string): boolean => model.tables.some((table) => table.name === name && rowsOf(table) === 0);
  for (const table of model.tables.filter((filled) => rowsOf(filled) > 0)) {
    for (const { table: parent, nullable, columns } of table.relations) {
      if (nullable || !isEmpty(parent)) continue;
      faults.add(childPath('$.rows', parent), 'no_parent', `${parent} has no rows with this seed, so ${table.name}.${columns[0]} can't refer to any`, { allowed: `${MORE_ROWS}, or a nullable foreign key` });
    }
    for (const { name, nullable, generator } of table.columns) {
      const source = nullable ? undefined : randomSource(generator, model);
      if (source === undefined || !isEmpty(source)) continue;
      faults.add(childPath('$.rows', source), 'no_parent', `${source} has no rows with this seed, so ${table.name}.${name} can't take a value from any`, { allowed: `${MORE_ROWS}, a default, or required: false` });
    }
  }
}

const MORE_ROWS = 'more rows of its parent, a min of 1 in its fan_out';

/** Table of whose rows a look-up draws one, and has no default. Others check their columns' NULLs, or follow a foreign key. */
function randomSource({ kind, params }: GeneratorSpec, { tables }: ExperimentModel): string | undefined {
  if (kind !== 'lookup' || ['via', 'on', 'default'].some((name) => params[name] !== undefined)) return undefined;
  const { table } = splitFrom(params);
  return tables.find(({ name }) => name.toLowerCase() === table.toLowerCase())?.name;
}
