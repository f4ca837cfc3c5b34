import { type ColumnContext, type ColumnRelations, generatorKind, type SiblingColumn } from '@dw-sim/generation-generators';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { parseColumnType } from './column-type-parser';
import { columnRelations, mayBeNull, type ReachableTable } from './column-paths';
import { FaultList } from './fault-list';
import type { ColumnModel, ExperimentModel, TableModel } from './model';

/** One source for all plans: its recipes depend on nothing else. */
export const textSource = new FakerTextSource();

/** What all columns of an experiment share. */
export type Setting = Pick<ExperimentModel, 'locale' | 'clock' | 'timeframe'>;

/** Where a column stands. */
export interface ColumnPlace {
  /** Columns of the table. */
  readonly siblings: readonly ColumnModel[];
  readonly rowCount: number;
  readonly setting: Setting;
  /** True where the table's rows follow from those of a parent. */
  readonly fansOut: boolean;
  readonly relations: ColumnRelations;
}

/** The place of a column without regard to the others. */
export function alone(rowCount: number, setting: Setting): ColumnPlace {
  return { siblings: [], rowCount, setting, fansOut: true, relations: columnRelations({ name: '', columns: [], relations: [] }, [], () => undefined) };
}

/** The place of a column of a table. */
export function placeIn(table: Pick<TableModel, 'name' | 'columns' | 'isDerived' | 'relations'>, tables: readonly ReachableTable[], rowCount: number, setting: Setting): ColumnPlace {
  return { siblings: table.columns, rowCount, setting, fansOut: table.isDerived, relations: relationsIn(table, tables, setting) };
}

function relationsIn(own: ReachableTable, tables: readonly ReachableTable[], setting: Setting): ColumnRelations {
  return columnRelations(own, tables, (table, column) => possibleValues(column, { siblings: [], rowCount: 1, setting, fansOut: false, relations: relationsIn(table, tables, setting) }));
}

/** Columns whose values are being looked for: those of a cycle, which has a fault of its own, are never found. */
const visited = new Set<unknown>();

function possibleValues(column: ReachableTable['columns'][number], place: ColumnPlace): readonly string[] | undefined {
  const { kind, params } = column.generator;
  if (column.modifiers.length > 0 || visited.has(column)) return undefined;
  visited.add(column);
  try {
    return generatorKind(kind)?.possibleValues?.(params, columnContext(column, place));
  } finally {
    visited.delete(column);
  }
}

/** What generators may know of a column. */
export function columnContext(column: Pick<ColumnModel, 'name' | 'type' | 'unique' | 'nullable' | 'generator'> & { readonly isMember?: boolean }, place: ColumnPlace): ColumnContext {
  const { siblings, rowCount, setting: { locale, clock, timeframe }, fansOut, relations } = place;
  return {
    name: column.name,
    type: column.type,
    unique: column.unique,
    isMember: column.isMember,
    nullable: column.nullable,
    rowCount,
    locale,
    clock,
    ...(timeframe && { timeframe }),
    fansOut,
    relations,
    text: textSource,
    parseType: (text) => parseColumnType(text, undefined, '', new FaultList()),
    siblings: [...siblings.filter(({ name }) => name !== column.name).map((sibling) => siblingOf(sibling, place)), ...reachedColumns(column, relations, locale)],
  };
}

function siblingOf(column: ColumnModel, place: ColumnPlace): SiblingColumn {
  const { name, unique, type, generator } = column;
  return {
    name, unique, type, kind: generator.kind, params: generator.params, locale: place.setting.locale, isModified: column.modifiers.length > 0, mayBeNull: mayBeNull(column),
    possibleValues: () => possibleValues(column, place),
  };
}

/** Columns of other rows that a column is made of, by paths such as `customer_id.country`. */
function reachedColumns({ generator }: Pick<ColumnModel, 'generator'>, relations: ColumnRelations, locale: string): readonly SiblingColumn[] {
  const names = new Set((generatorKind(generator.kind)?.dependsOn?.(generator.params) ?? []).filter((name) => name.includes('.')));
  return [...names].flatMap((name) => {
    const source = relations.reach(name);
    return source ? [{ name: source.path, unique: false, type: source.type, kind: source.kind, params: source.params, locale, mayBeNull: source.mayBeNull, possibleValues: source.possibleValues }] : [];
  });
}
