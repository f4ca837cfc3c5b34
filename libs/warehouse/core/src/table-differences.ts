import type { PhysicalTable } from './physical-table';

/** A column of a table as an engine has it. */
export interface ExistingColumn {
  readonly name: string;
  /** In the engine's own words. */
  readonly type: string;
  readonly nullable: boolean;
}

/**
 * What keeps a table from taking the rows of a model, in words; empty where nothing does. Names are the same in whatever
 * case, and their order makes no difference.
 * @param typeOf the engine's own words for the type of a model's column, as they stand in `existing`
 */
export function tableDifferences({ columns }: PhysicalTable, existing: readonly ExistingColumn[], typeOf: (column: PhysicalTable['columns'][number]) => string): readonly string[] {
  const found = new Map(existing.map((column) => [column.name.toLowerCase(), column]));
  const expected = new Set(columns.map(({ name }) => name.toLowerCase()));
  return [
    ...columns.flatMap((column) => {
      const there = found.get(column.name.toLowerCase());
      if (!there) return [`column ${column.name} is missing`];
      const type = typeOf(column);
      return [
        ...(there.type.toLowerCase() === type.toLowerCase() ? [] : [`column ${there.name} is ${there.type}, not ${type}`]),
        ...(column.nullable && !there.nullable ? [`column ${there.name} refuses NULL`] : []),
      ];
    }),
    ...existing.filter(({ name }) => !expected.has(name.toLowerCase())).map(({ name }) => `column ${name} is not in the experiment`),
  ];
}
