import type { ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { generatorKind } from '@dw-sim/generation-generators';
import { capacityFaults, checkDefinition } from '@dw-sim/generation-plan';
import type { Proposal } from './proposal';
import { proposalsFor } from './rules';
import type { Subject } from './subject';

/** Rows that a unique column should be able to fill, unless it is of something that there are only so many of. */
const WANTED_ROWS = 1_000_000;

const faker = new FakerTextSource();

/** A column to be filled, with what may fill it. */
interface OpenColumn {
  readonly table: number;
  readonly column: number;
  readonly proposals: readonly Proposal[];
  chosen: number;
  /** Most different values that a proposal has so far, and which. */
  widest: { readonly distinct: number; readonly at: number };
  /** True where another proposal is not looked for any more. */
  isSettled: boolean;
}

/** A proposal that was taken. */
export interface FilledColumn {
  readonly table: number;
  readonly column: number;
  readonly proposal: Proposal;
}

/** A column that is to be filled, by the places of its table and itself. */
export interface ColumnPlace {
  readonly table: number;
  readonly column: number;
  readonly subject: Subject;
}

/**
 * Gives each column the first proposal that the checks of definitions accept, and each unique one the first that has
 * enough values. The last proposal of a column is what its type decides, so this ends.
 */
export function fillColumns(definition: ExperimentDefinition, places: readonly ColumnPlace[]): { readonly definition: ExperimentDefinition; readonly filled: readonly FilledColumn[] } {
  const open = places.map(({ subject, ...place }): OpenColumn => ({ ...place, proposals: proposalsFor(subject).filter((proposal) => isApplicable(proposal, subject)), chosen: 0, widest: { distinct: -1, at: 0 }, isSettled: !subject.unique }));
  for (;;) {
    const candidate = applied(definition, open);
    const { errors, model } = checkDefinition(withOneRow(candidate), { warehouses: candidate.target_warehouse === undefined ? [] : [candidate.target_warehouse] });
    const refused = open.filter((column) => errors.some(({ path }) => isAt(path, column)));
    const next = refused.length > 0 ? refused.filter(advance) : model ? open.filter((column) => !column.isSettled && isTooNarrow(column, candidate, model)) : [];
    if (next.length === 0) return { definition: candidate, filled: open.map(({ table, column, proposals, chosen }) => ({ table, column, proposal: proposals[chosen] })) };
  }
}

type Model = NonNullable<ReturnType<typeof checkDefinition>['model']>;

/** Takes the next proposal; false where there is none. */
function advance(column: OpenColumn): boolean {
  if (column.chosen + 1 >= column.proposals.length) return false;
  column.chosen++;
  return true;
}

/** Moves a unique column on to a proposal with more values, and back to the widest where none has enough; false where it stays. */
function isTooNarrow(column: OpenColumn, definition: ExperimentDefinition, model: Model): boolean {
  const table = definition.tables[column.table].name;
  const name = definition.tables[column.table].columns[column.column].name;
  const fault = capacityFaults(model, () => WANTED_ROWS).find((found) => found.table.name === table && found.column.name === name);
  if (!fault || column.proposals[column.chosen].isClosed) {
    column.isSettled = true;
    return false;
  }
  if (fault.distinct > column.widest.distinct) column.widest = { distinct: fault.distinct, at: column.chosen };
  if (advance(column)) return true;
  column.isSettled = true;
  const isMoved = column.chosen !== column.widest.at;
  column.chosen = column.widest.at;
  return isMoved;
}

function isAt(path: string, { table, column }: OpenColumn): boolean {
  const place = `$.tables[${table}].columns[${column}]`;
  return path === place || path.startsWith(`${place}.`);
}

/** With one row in each table nothing has too few values. */
function withOneRow(definition: ExperimentDefinition): ExperimentDefinition {
  return { ...definition, tables: definition.tables.map((table) => (table.target_rows === undefined ? table : { ...table, target_rows: 1 })) };
}

function applied(definition: ExperimentDefinition, open: readonly OpenColumn[]): ExperimentDefinition {
  const fills = new Map(open.map(({ table, column, proposals, chosen }) => [`${table}.${column}`, proposals[chosen].fill]));
  const tables = definition.tables.map((table, t) => ({ ...table, columns: table.columns.map((column, c) => filledBy(column, fills.get(`${t}.${c}`))) }));
  return { ...definition, tables };
}

/** Bounds go where a generator has them in its parameters. */
function filledBy(column: ColumnDefinition, fill: Proposal['fill'] | undefined): ColumnDefinition {
  if (!fill) return column;
  if (!fill.generator) return { ...column, ...fill };
  const { min_value: _min, max_value: _max, date_start: _start, date_end: _end, ...rest } = column;
  return { ...rest, ...fill };
}

/** Only what the type can hold and what keeps to declared bounds: the checks of definitions need not tell. */
function isApplicable({ fill }: Proposal, { definition, type }: Subject): boolean {
  const isBounded = [definition.min_value, definition.max_value, definition.date_start, definition.date_end].some((bound) => bound !== undefined);
  const { generator, faker_rule: rule } = fill;
  if (rule !== undefined && type.kind !== 'VARCHAR' && !faker.valueRule(rule)) return false;
  if (!generator) return true;
  const mayStayInside = ['choice', 'uniform_float'].includes(generator.type) || fill.generator?.params?.['start'] !== undefined;
  return (generatorKind(generator.type)?.types.includes(type.kind) ?? false) && (!isBounded || mayStayInside);
}
