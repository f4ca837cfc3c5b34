import { AppError } from '@dw-sim/contracts';
import { childPath, generatorKind, MAX_EFFECT_ROWS } from '@dw-sim/generation-generators';
import { capacityFaults, compositeCapacityFaults, crowdedParents, describeJoin, longJoins } from './capacity';
import { compositeMembers, drawnKeys } from './composite-keys';
import { checkRelativeTimes, resolveClock } from './clock';
import { columnContext, placeIn } from './column-context';
import { deriveRows, type RowCounts } from './derived-rows';
import { isRowCount, MAX_ROWS, ROWS_ALLOWED } from './document-shape';
import { planModifiers } from './plan-modifiers';
import { relationName } from './relation-name';
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
export function compilePlan(checked: ExperimentModel, { seed, rows = {}, clock }: PlanOptions): GenerationPlan {
  const faults = new FaultList();
  const model = { ...checked, clock: resolveClock(clock, faults) };
  if (!Number.isSafeInteger(seed) || seed < 0) {
    faults.add('$.seed', 'out_of_range', `seed is ${shown(seed)}`, { value: seed, allowed: `whole numbers from 0 to ${Number.MAX_SAFE_INTEGER}` });
  }
  const chosen = resolveRows(model, rows, faults);
  if (!faults.isEmpty) throw refused(faults);
  const tables = tablesInDependencyOrder(model.tables);
  const counts = deriveRows(model, tables, seed, chosen, faults);
  if (faults.isEmpty) checkEffectTables(model, counts.rowsOf, faults);
  if (faults.isEmpty) checkRelativeTimes(model, counts.rowsOf, faults);
  if (faults.isEmpty) checkCapacity(model, counts, faults);
  if (!faults.isEmpty) throw refused(faults);
  return { seed, clock: model.clock, tables: tables.map((table) => planTable(model, table, counts)) };
}

function refused({ faults }: FaultList): AppError {
  return new AppError('invalid_request', faults.map(({ message }) => message).join('; '), { errors: faults });
}

function resolveRows(model: ExperimentModel, rows: Readonly<Record<string, number>>, faults: FaultList): (table: TableModel) => number {
  const names = model.tables.map(({ name }) => name);
  const counts = new Map<string, number>();
  for (const [name, count] of Object.entries(rows)) {
    const path = childPath('$.rows', name);
    const table = names.find((known) => known.toLowerCase() === name.toLowerCase());
    if (!table) faults.add(path, 'unknown_table', `there is no table ${shown(name)}${didYouMean(name, names)}`, { value: count, allowed: names });
    else if (counts.has(table)) faults.add(path, 'duplicate_name', `${shown(name)} names ${table} a second time (case makes no difference)`, { value: count, allowed: 'each table once' });
    else if (model.tables.some(({ name, isDerived }) => name === table && isDerived)) refuseDerived(model, table, path, count, faults);
    else if (!isRowCount(count)) faults.add(path, 'out_of_range', `${shown(count)} rows are asked of ${table}`, { value: count, allowed: ROWS_ALLOWED });
    else counts.set(table, count);
  }
  return ({ name, targetRows }) => counts.get(name) ?? Math.min(targetRows, MAX_ROWS);
}

function refuseDerived(model: ExperimentModel, name: string, path: string, count: number, faults: FaultList): void {
  const parent = model.tables.find((table) => table.name === name)?.relations.find(({ fanOut }) => fanOut)?.table ?? '';
  faults.add(path, 'not_applicable', `the rows of ${name} follow from ${parent} by fan_out, so their number can't be chosen`, { value: count, allowed: `other rows of ${parent}, or another mean of the fan_out in the definition` });
}

/** Tables whose rows are kept in memory may not be of any length. */
function checkEffectTables(model: ExperimentModel, rowsOf: RowCounts['rowsOf'], faults: FaultList): void {
  const effects = model.tables.flatMap(({ columns }) => columns.flatMap(({ modifiers }) => modifiers.filter(({ kind }) => kind === 'effect')));
  const read = new Set(effects.map(({ params }) => String(params['effect_table']).toLowerCase()));
  for (const table of model.tables) {
    if (!read.has(table.name.toLowerCase()) || rowsOf(table) <= MAX_EFFECT_ROWS) continue;
    faults.add(childPath('$.rows', table.name), 'too_large', `${rowsOf(table).toLocaleString('en-US')} rows are asked of the effect table ${table.name}`, { value: rowsOf(table), allowed: `at most ${MAX_EFFECT_ROWS.toLocaleString('en-US')} rows` });
  }
}

function checkCapacity(model: ExperimentModel, { rowsOf, fanOutOf }: RowCounts, faults: FaultList): void {
  for (const { table, what, rows, distinct } of capacityFaults(model, rowsOf)) {
    faults.add(childPath('$.rows', table.name), 'not_enough_values', what, { value: rows, allowed: `at most ${distinct.toLocaleString('en-US')} rows` });
  }
  for (const join of longJoins(model, rowsOf)) {
    const { what, allowed } = describeJoin(join);
    faults.add(childPath('$.rows', join.source), 'too_many_rows', what, { value: join.rows, allowed });
  }
  for (const { table, key, most, largest, rest } of crowdedParents(model, rowsOf, fanOutOf)) {
    faults.add(childPath('$.rows', table.name), 'not_enough_values', `a row of ${most} has ${largest.toLocaleString('en-US')} rows of ${table.name}, which (${key.join(', ')}) is to tell apart with ${rest.toLocaleString('en-US')} combinations`, {
      value: largest, allowed: `more values, or a max of ${rest} in fan_out`,
    });
  }
  for (const { table, what, rows, combinations } of compositeCapacityFaults(model, rowsOf)) {
    faults.add(childPath('$.rows', table.name), 'not_enough_values', what, { value: rows, allowed: `at most ${combinations.toLocaleString('en-US')} rows` });
  }
}

function planTable(model: ExperimentModel, table: TableModel, { rowsOf, fanOutOf }: RowCounts): PlannedTable {
  const rowCount = rowsOf(table);
  const columns = table.columns.map((column) => planColumn(model, table, column, rowCount, rowsOf));
  const valuesPerRow = columns.reduce((sum, { valueCount }) => sum + valueCount, 0);
  const perGroup = Math.floor(ROW_GROUP_VALUES / Math.max(1, valuesPerRow) / VECTOR_ROWS) * VECTOR_ROWS;
  const rowGroupRows = Math.max(VECTOR_ROWS, Math.min(ROW_GROUP_ROWS, perGroup));
  return {
    name: table.name,
    rowCount,
    columns,
    compositeKeys: drawnKeys(table).map(({ key }) => ({ columns: key, members: compositeMembers(model, table, key, rowsOf) })),
    relations: table.relations.map((relation) => {
      const { columns: names, table: parent, nullable, isUnique, popularity } = relation;
      return { name: relationName(relation), columns: names, table: parent, nullable, isUnique, popularity, fanOut: relation.fanOut ? (fanOutOf(table) ?? null) : null };
    }),
    correlations: table.correlations.map((group) => ({ columns: group.columns, factor: group.factor })),
    rowGroupRows,
    partRows: rowGroupRows * ROW_GROUPS_PER_PART,
  };
}

function planColumn(model: ExperimentModel, table: TableModel, column: ColumnModel, rowCount: number, rowsOf: RowCounts['rowsOf']): PlannedColumn {
  const generator = generatorKind(column.generator.kind);
  if (!generator) throw new Error(`the model holds the unknown generator ${column.generator.kind}`);
  const { name, type, nullable, unique } = column;
  const isMember = drawnKeys(table).some(({ key }) => key.includes(name));
  const context = columnContext({ ...column, unique: unique || isMember, isMember }, placeIn(table, model.tables, rowCount, model));
  const { params } = column.generator;
  const valueCount = generator.valueCount?.(params, context) ?? 1;
  // Nobody can refer to a table without rows.
  const parent = model.tables.find((other) => other.name === column.references?.table);
  const nullRate = parent && rowsOf(parent) === 0 ? 1 : column.nullRate;
  const modifiers = planModifiers(column, { ...context, tables: model.tables.map((known) => ({ ...known, rowCount: rowsOf(known) })) });
  return { name, type, nullable, nullRate, unique, valueCount, kind: generator.kind, prepared: generator.prepare(params, context), ...(modifiers && { modifiers }) };
}
