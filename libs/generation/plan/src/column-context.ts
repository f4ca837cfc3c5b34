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
  return { siblings: [], rowCount, setting, fansOut: true, relations: columnRelations({ name: '', columns: [], relations: [] }, []) };
}

/** The place of a column of a table. */
export function placeIn(table: Pick<TableModel, 'name' | 'columns' | 'isDerived' | 'relations'>, tables: readonly ReachableTable[], rowCount: number, setting: Setting): ColumnPlace {
  return { siblings: table.columns, rowCount, setting, fansOut: table.isDerived, relations: columnRelations(table, tables) };
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
  const isModified = column.modifiers.length > 0;
  const possibleValues = () => isModified ? undefined : generatorKind(generator.kind)?.possibleValues?.(generator.params, columnContext(column, place));
  return { name, unique, type, kind: generator.kind, params: generator.params, locale: place.setting.locale, isModified, mayBeNull: mayBeNull(column), possibleValues };
}

/** Columns of other rows that a column is made of, by paths such as `customer_id.country`. */
function reachedColumns({ generator }: Pick<ColumnModel, 'generator'>, relations: ColumnRelations, locale: string): readonly SiblingColumn[] {
  const names = new Set((generatorKind(generator.kind)?.dependsOn?.(generator.params) ?? []).filter((name) => name.includes('.')));
  return [...names].flatMap((name) => {
    const source = relations.reach(name);
    return source ? [{ name: source.path, unique: false, type: source.type, kind: source.kind, params: source.params, locale, mayBeNull: source.mayBeNull, possibleValues: () => undefined }] : [];
  });
}
