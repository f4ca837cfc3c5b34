import { type ColumnContext, generatorKind, type SiblingColumn } from '@dw-sim/generation-generators';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { parseColumnType } from './column-type-parser';
import { FaultList } from './fault-list';
import type { ColumnModel, TableModel } from './model';

/** One source for all plans: its recipes depend on nothing else. */
export const textSource = new FakerTextSource();

/** Where a column stands. */
export interface ColumnPlace {
  /** Columns of the table. */
  readonly siblings: readonly ColumnModel[];
  readonly rowCount: number;
  readonly locale: string;
  /** True where the table's rows follow from those of a parent. */
  readonly fansOut: boolean;
}

/** The place of a column without regard to the others. */
export function alone(rowCount: number, locale: string): ColumnPlace {
  return { siblings: [], rowCount, locale, fansOut: true };
}

/** The place of a column of a table. */
export function placeIn({ columns, isDerived }: Pick<TableModel, 'columns' | 'isDerived'>, rowCount: number, locale: string): ColumnPlace {
  return { siblings: columns, rowCount, locale, fansOut: isDerived };
}

/** What generators may know of a column. */
export function columnContext(column: Pick<ColumnModel, 'name' | 'type' | 'unique' | 'nullable'>, { siblings, rowCount, locale, fansOut }: ColumnPlace): ColumnContext {
  return {
    name: column.name,
    type: column.type,
    unique: column.unique,
    nullable: column.nullable,
    rowCount,
    locale,
    fansOut,
    text: textSource,
    parseType: (text) => parseColumnType(text, undefined, '', new FaultList()),
    siblings: siblings.filter(({ name }) => name !== column.name).map((sibling) => siblingOf(sibling, locale)),
  };
}

function siblingOf({ name, unique, nullable, nullRate, type, generator }: ColumnModel, locale: string): SiblingColumn {
  const yieldsNull = generator.kind === 'foreign_key' || generatorKind(generator.kind)?.dependsOn !== undefined;
  return { name, unique, type, kind: generator.kind, params: generator.params, locale, mayBeNull: nullRate > 0 || (nullable && yieldsNull) };
}
