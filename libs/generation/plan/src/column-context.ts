import { type ColumnContext, generatorKind, type SiblingColumn } from '@dw-sim/generation-generators';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { parseColumnType } from './column-type-parser';
import { FaultList } from './fault-list';
import type { ColumnModel } from './model';

/** One source for all plans: its recipes depend on nothing else. */
export const textSource = new FakerTextSource();

/** What generators may know of a column of a table with the given columns. */
export function columnContext(column: Pick<ColumnModel, 'name' | 'type' | 'unique' | 'nullable'> & { readonly isMember?: boolean }, siblings: readonly ColumnModel[], rowCount: number, locale: string): ColumnContext {
  return {
    name: column.name,
    type: column.type,
    unique: column.unique,
    isMember: column.isMember,
    nullable: column.nullable,
    rowCount,
    locale,
    text: textSource,
    parseType: (text) => parseColumnType(text, undefined, '', new FaultList()),
    siblings: siblings.filter(({ name }) => name !== column.name).map((sibling) => siblingOf(sibling, siblings, rowCount, locale)),
  };
}

function siblingOf(column: ColumnModel, siblings: readonly ColumnModel[], rowCount: number, locale: string): SiblingColumn {
  const { name, unique, nullable, nullRate, type, generator } = column;
  const yieldsNull = generator.kind === 'foreign_key' || generatorKind(generator.kind)?.dependsOn !== undefined;
  return { name, unique, type, kind: generator.kind, params: generator.params, locale, mayBeNull: nullRate > 0 || (nullable && yieldsNull), possibleValues: () => generatorKind(generator.kind)?.possibleValues?.(generator.params, columnContext(column, siblings, rowCount, locale)) };
}
