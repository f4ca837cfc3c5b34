import { keysOf, quoteIdentifier, quoteIdentifiers, quoteLiteral, type PhysicalTable } from '@dw-sim/warehouse-core';
import { nameBeside } from './constraint-names';

/** Adds the primary key and the unique keys to a table under some name. */
export function keySql(table: PhysicalTable, on: string): readonly string[] {
  return keysOf(table).map((columns, index) => {
    // A primary key would forbid NULLs in columns that have some.
    const primary = index === 0 && columns === table.primaryKey && columns.every((name) => isRequired(table, name));
    const name = quoteIdentifier(nameBeside(on, `key_${index + 1}`));
    return `ALTER TABLE ${quoteIdentifier(on)} ADD CONSTRAINT ${name} ${primary ? 'PRIMARY KEY' : 'UNIQUE'} (${quoteIdentifiers(columns)})`;
  });
}

/** Comments of a table and its columns. */
export function commentSql(table: PhysicalTable, on: string): readonly string[] {
  const quoted = quoteIdentifier(on);
  return [
    ...(table.comment === undefined ? [] : [`COMMENT ON TABLE ${quoted} IS ${quoteLiteral(table.comment)}`]),
    ...table.columns.flatMap(({ name, comment }) =>
      comment === undefined ? [] : [`COMMENT ON COLUMN ${quoted}.${quoteIdentifier(name)} IS ${quoteLiteral(comment)}`],
    ),
  ];
}

function isRequired({ columns }: PhysicalTable, name: string): boolean {
  return columns.some((column) => column.name === name && !column.nullable);
}
