import type { ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { generatorKind } from '@dw-sim/generation-generators';
import { capacityFaults, type ExperimentModel } from '@dw-sim/generation-plan';
import { checkedWithOneRow } from './one-row';
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
    const { errors, model } = checkedWithOneRow(candidate);
    const places = new Set(errors.map(({ path }) => /^\$\.tables\[\d+\]\.columns\[\d+\]/.exec(path)?.[0]));
    const refused = open.filter(({ table, column }) => places.has(`$.tables[${table}].columns[${column}]`));
    const isMoved = refused.length > 0 ? refused.filter(advance).length > 0 : model !== undefined && widen(open, candidate, model);
    if (!isMoved) return { definition: candidate, filled: open.map(({ table, column, proposals, chosen }) => ({ table, column, proposal: proposals[chosen] })) };
  }
}

/** Takes the next proposal; false where there is none. */
function advance(column: OpenColumn): boolean {
  if (column.chosen + 1 >= column.proposals.length) return false;
  column.chosen++;
  return true;
}

/** Moves unique columns on that have too few values; false where all stay. */
function widen(open: readonly OpenColumn[], { tables }: ExperimentDefinition, model: ExperimentModel): boolean {
  const narrow = new Map(capacityFaults(model, () => WANTED_ROWS).map(({ table, column, distinct }) => [`${table.name}.${column.name}`, distinct]));
  const moved = open.filter((column) => !column.isSettled && !isWideEnough(column, narrow.get(`${tables[column.table].name}.${tables[column.table].columns[column.column].name}`)));
  return moved.length > 0;
}

/** Takes the next proposal where one has too few values, and in the end the one that has most; true where the column stays. */
function isWideEnough(column: OpenColumn, distinct: number | undefined): boolean {
  const isLast = distinct === undefined || column.proposals[column.chosen].isClosed === true;
  if (!isLast && distinct > column.widest.distinct) column.widest = { distinct, at: column.chosen };
  if (!isLast && advance(column)) return false;
  column.isSettled = true;
  if (isLast || column.chosen === column.widest.at) return true;
  column.chosen = column.widest.at;
  return false;
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
