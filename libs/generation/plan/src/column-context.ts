import { type ColumnContext, generatorKind, type SiblingColumn, type Timeframe } from '@dw-sim/generation-generators';
import { FakerTextSource } from '@dw-sim/generation-faker';
import { parseColumnType } from './column-type-parser';
import { FaultList } from './fault-list';
import type { ColumnModel, ExperimentModel } from './model';

/** One source for all plans: its recipes depend on nothing else. */
export const textSource = new FakerTextSource();

/** What all columns of an experiment share. */
export interface Setting {
  readonly locale: string;
  /** What `now` is, in milliseconds since 1970-01-01 UTC. */
  readonly clock: number;
  readonly timeframe?: Timeframe;
}

export function settingOf({ locale, timeframe }: ExperimentModel, clock: number): Setting {
  return { locale, clock, ...(timeframe && { timeframe }) };
}

/** What generators may know of a column of a table with the given columns. */
export function columnContext(column: Pick<ColumnModel, 'name' | 'type' | 'unique' | 'nullable'>, siblings: readonly ColumnModel[], rowCount: number, setting: Setting): ColumnContext {
  return {
    name: column.name,
    type: column.type,
    unique: column.unique,
    nullable: column.nullable,
    rowCount,
    ...setting,
    text: textSource,
    parseType: (text) => parseColumnType(text, undefined, '', new FaultList()),
    siblings: siblings.filter(({ name }) => name !== column.name).map((sibling) => siblingOf(sibling, setting.locale)),
  };
}

function siblingOf({ name, unique, nullable, nullRate, type, generator, modifiers }: ColumnModel, locale: string): SiblingColumn {
  const yieldsNull = generator.kind === 'foreign_key' || generatorKind(generator.kind)?.dependsOn !== undefined;
  return { name, unique, type, kind: generator.kind, params: generator.params, locale, isModified: modifiers.length > 0, mayBeNull: nullRate > 0 || (nullable && yieldsNull) };
}
