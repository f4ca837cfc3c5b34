import { AppError } from '@dw-sim/contracts';
import { childPath, generatorKind, type KnownTable, MAX_EFFECT_ROWS } from '@dw-sim/generation-generators';
import { capacityFaults, compositeCapacityFaults } from './capacity';
import { compositeRadices } from './composite-keys';
import { columnContext, settingOf, type Setting } from './column-context';
import { planModifiers } from './plan-modifiers';
import { checkRelativeTimes, resolveClock } from './clock';
import { isRowCount, MAX_ROWS, ROWS_ALLOWED } from './document-shape';
import { didYouMean, FaultList, shown } from './fault-list';
import type { GenerationPlan, PlannedColumn, PlannedTable } from './generation-plan';
import type { ColumnModel, ExperimentModel, TableModel } from './model';
import { tablesInDependencyOrder } from './table-order';

/** DuckDB's own row group: 60 vectors of 2,048 rows. */
const ROW_GROUP_ROWS = 122_880;
/** Values of a row group: wide tables get shorter ones, so that a group of any table takes about as much memory. */
const ROW_GROUP_VALUES = ROW_GROUP_ROWS * 24;
const VECTOR_ROWS = 2048;
const ROW_GROUPS_PER_PART = 4;

/** What a run may choose. */
export interface PlanOptions {
  readonly seed: number;
  /** Rows by table, instead of `targetRows`. */
  readonly rows?: Readonly<Record<string, number>>;
  /** What `now` is in relative times: ISO 8601, or milliseconds since 1970-01-01 UTC. The machine's clock by default. */
  readonly clock?: number | string;
}

/**
 * Compiles a model for one run.
 * @throws AppError `invalid_request` with every fault (`$.rows.<table>`, `$.seed`, `$.clock`) where it can't be run so.
 */
export function compilePlan(model: ExperimentModel, { seed, rows = {}, clock: given }: PlanOptions): GenerationPlan {
  const faults = new FaultList();
  if (!Number.isSafeInteger(seed) || seed < 0) {
    faults.add('$.seed', 'out_of_range', `seed is ${shown(seed)}`, { value: seed, allowed: `whole numbers from 0 to ${Number.MAX_SAFE_INTEGER}` });
  }
  const clock = resolveClock(given, faults);
  const rowsOf = resolveRows(model, rows, faults);
  if (faults.isEmpty) checkEffectTables(model, rowsOf, faults);
  if (faults.isEmpty) checkRelativeTimes(model, rowsOf, clock, faults);
  if (faults.isEmpty) checkCapacity(model, rowsOf, clock, faults);
  if (!faults.isEmpty) throw new AppError('invalid_request', faults.faults.map(({ message }) => message).join('; '), { errors: faults.faults });
  return { seed, clock, tables: tablesInDependencyOrder(model.tables).map((table) => planTable(model, table, rowsOf, clock)) };
}

function resolveRows(model: ExperimentModel, rows: Readonly<Record<string, number>>, faults: FaultList): (table: TableModel) => number {
  const names = model.tables.map(({ name }) => name);
  const counts = new Map<string, number>();
  for (const [name, count] of Object.entries(rows)) {
    const path = childPath('$.rows', name);
    const table = names.find((known) => known.toLowerCase() === name.toLowerCase());
    if (!table) faults.add(path, 'unknown_table', `there is no table ${shown(name)}${didYouMean(name, names)}`, { value: count, allowed: names });
    else if (counts.has(table)) faults.add(path, 'duplicate_name', `${shown(name)} names ${table} a second time (case makes no difference)`, { value: count, allowed: 'each table once' });
    else if (!isRowCount(count)) faults.add(path, 'out_of_range', `${shown(count)} rows are asked of ${table}`, { value: count, allowed: ROWS_ALLOWED });
    else counts.set(table, count);
  }
  return ({ name, targetRows }) => counts.get(name) ?? Math.min(targetRows, MAX_ROWS);
}

/** Tables whose rows are kept in memory may not be of any length. */
function checkEffectTables(model: ExperimentModel, rowsOf: (table: TableModel) => number, faults: FaultList): void {
  const read = new Set(model.tables.flatMap(({ columns }) => columns.flatMap(({ modifiers }) => modifiers.filter(({ kind }) => kind === 'effect').map(({ params }) => String(params['effect_table']).toLowerCase()))));
  for (const table of model.tables) {
    if (!read.has(table.name.toLowerCase()) || rowsOf(table) <= MAX_EFFECT_ROWS) continue;
    faults.add(childPath('$.rows', table.name), 'too_large', `${rowsOf(table).toLocaleString('en-US')} rows are asked of the effect table ${table.name}`, { value: rowsOf(table), allowed: `at most ${MAX_EFFECT_ROWS.toLocaleString('en-US')} rows` });
  }
}

function checkCapacity(model: ExperimentModel, rowsOf: (table: TableModel) => number, clock: number, faults: FaultList): void {
  for (const { table, what, rows, distinct } of capacityFaults(model, rowsOf, clock)) {
    faults.add(childPath('$.rows', table.name), 'not_enough_values', what, { value: rows, allowed: `at most ${distinct.toLocaleString('en-US')} rows` });
  }
  for (const { table, what, rows, combinations } of compositeCapacityFaults(model, rowsOf, clock)) {
    faults.add(childPath('$.rows', table.name), 'not_enough_values', what, { value: rows, allowed: `at most ${combinations.toLocaleString('en-US')} rows` });
  }
}

function planTable(model: ExperimentModel, table: TableModel, rowsOf: (table: TableModel) => number, clock: number): PlannedTable {
  const rowCount = rowsOf(table);
  const setting = settingOf(model, clock);
  const tables = model.tables.map((known): KnownTable => ({ ...known, rowCount: rowsOf(known) }));
  const columns = table.columns.map((column) => planColumn(table, column, rowCount, setting, tables));
  const valuesPerRow = columns.reduce((sum, { valueCount }) => sum + valueCount, 0);
  const perGroup = Math.floor(ROW_GROUP_VALUES / Math.max(1, valuesPerRow) / VECTOR_ROWS) * VECTOR_ROWS;
  const rowGroupRows = Math.max(VECTOR_ROWS, Math.min(ROW_GROUP_ROWS, perGroup));
  return {
    name: table.name,
    rowCount,
    columns,
    compositeKeys: table.compositeKeys.map((names) => ({ columns: names, radices: compositeRadices(model, table, names, rowsOf, clock) })),
    rowGroupRows,
    partRows: rowGroupRows * ROW_GROUPS_PER_PART,
  };
}

function planColumn(table: TableModel, column: ColumnModel, rowCount: number, setting: Setting, tables: readonly KnownTable[]): PlannedColumn {
  const generator = generatorKind(column.generator.kind);
  if (!generator) throw new Error(`the model holds the unknown generator ${column.generator.kind}`);
  const { name, type, nullable, nullRate, unique } = column;
  const isMember = table.compositeKeys.flat().includes(name);
  const context = columnContext({ ...column, unique: unique || isMember }, table.columns, rowCount, setting);
  const { params } = column.generator;
  const valueCount = generator.valueCount?.(params, context) ?? 1;
  const modifiers = planModifiers(column, { ...context, tables });
  return { name, type, nullable, nullRate, unique, valueCount, kind: generator.kind, prepared: generator.prepare(params, context), ...(modifiers && { modifiers }) };
}
