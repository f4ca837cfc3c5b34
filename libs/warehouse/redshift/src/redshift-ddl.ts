import type { ColumnType } from '@dw-sim/contracts';
import { keysOf, quoteIdentifier, quoteIdentifiers, type PhysicalColumn, type PhysicalTable } from '@dw-sim/warehouse-core';
import { postgresType } from '@dw-sim/warehouse-postgres';

/** Longest VARCHAR, in bytes (https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html). */
const MAX_VARCHAR = 65_535;
const UUID_LENGTH = 36;

/** A real Redshift's type for a logical one. It has no UUID, counts VARCHAR in bytes, and keeps JSON as SUPER. */
export function redshiftType(type: ColumnType): string {
  switch (type.kind) {
    case 'VARCHAR':
      return `varchar(${Math.min(type.length ?? MAX_VARCHAR, MAX_VARCHAR)})`;
    case 'UUID':
      return `char(${UUID_LENGTH})`;
    case 'JSON':
      return 'super';
    default:
      return postgresType(type);
  }
}

/**
 * A real Redshift's CREATE TABLE: keys are declared with the table, for its planner alone, and rows are spread and
 * sorted as the layout says (https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html).
 */
export function redshiftCreateTable(table: PhysicalTable, name: string): string {
  const { layout = {} } = table;
  const columns = table.columns.map((column) => columnSql(column, layout.encodings?.[column.name]));
  const keys = keysOf(table).map((key) => `${key === table.primaryKey ? 'PRIMARY KEY' : 'UNIQUE'} (${quoteIdentifiers(key)})`);
  const parents = table.foreignKeys.map(
    ({ columns: own, referencesTable, referencesColumns }) =>
      `FOREIGN KEY (${quoteIdentifiers(own)}) REFERENCES ${quoteIdentifier(referencesTable === table.name ? name : referencesTable)} (${quoteIdentifiers(referencesColumns)})`,
  );
  const distribution = layout.distKey === undefined ? '' : ` DISTSTYLE KEY DISTKEY (${quoteIdentifier(layout.distKey)})`;
  const order = layout.sortKeys?.length ? ` SORTKEY (${quoteIdentifiers(layout.sortKeys)})` : '';
  return `CREATE TABLE ${quoteIdentifier(name)} (${[...columns, ...keys, ...parents].join(', ')})${distribution}${order}`;
}

function columnSql({ name, type, nullable }: PhysicalColumn, encoding: string | undefined): string {
  return `${quoteIdentifier(name)} ${redshiftType(type)}${encoding === undefined ? '' : ` ENCODE ${encoding.toLowerCase()}`}${nullable ? '' : ' NOT NULL'}`;
}
