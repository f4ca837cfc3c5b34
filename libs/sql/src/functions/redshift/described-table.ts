import type { ColumnType } from '@dw-sim/contracts';
import type { DescribedTable } from './system-tables';

/** Longest VARCHAR, and a UUID as text, in bytes. */
const MAX_VARCHAR = 65_535;
const UUID_LENGTH = 36;

/** A table as the system tables of Redshift describe it. @param name as the user knows it */
export function describedTable(name: string, columns: readonly { readonly name: string; readonly type: ColumnType; readonly nullable: boolean }[]): DescribedTable {
  return { name, columns: columns.map((column) => ({ name: column.name, type: redshiftTypeName(column.type), nullable: column.nullable })) };
}

/** A type as Redshift writes it. */
export function redshiftTypeName(type: ColumnType): string {
  switch (type.kind) {
    case 'INT':
      return 'integer';
    case 'FLOAT':
      return 'double precision';
    case 'DECIMAL':
      return `numeric(${type.precision},${type.scale})`;
    case 'VARCHAR':
      return `character varying(${Math.min(type.length ?? MAX_VARCHAR, MAX_VARCHAR)})`;
    case 'UUID':
      return `character(${UUID_LENGTH})`;
    case 'JSON':
      return 'super';
    case 'TIMESTAMP':
    case 'TIME':
      return `${type.kind.toLowerCase()} without time zone`;
    case 'TIMESTAMPTZ':
      return 'timestamp with time zone';
    default:
      return type.kind.toLowerCase();
  }
}
