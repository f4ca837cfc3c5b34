import { describedRows, typeParts, type DescribedTable, type SystemRows } from '../redshift/system-tables';

const DATABASE = 'SIMULATED';
const SCHEMA = 'PUBLIC';

/** Snowflake's names of types, by the names that Redshift has for them. */
const TYPES: Readonly<Record<string, string>> = {
  integer: 'NUMBER', bigint: 'NUMBER', smallint: 'NUMBER', numeric: 'NUMBER', 'double precision': 'FLOAT', 'character varying': 'TEXT', character: 'TEXT', boolean: 'BOOLEAN', date: 'DATE',
  'time without time zone': 'TIME', 'timestamp without time zone': 'TIMESTAMP_NTZ', 'timestamp with time zone': 'TIMESTAMP_LTZ', super: 'VARIANT',
};
const INTEGER_DIGITS = 38;

/** A view of Snowflake's INFORMATION_SCHEMA over the tables of an experiment, as a sub-query; undefined for one that is not simulated. */
export function informationSchema(name: string, tables: readonly DescribedTable[]): SystemRows | undefined {
  switch (name.toUpperCase()) {
    case 'TABLES':
      return describedRows(
        { table_catalog: 'text', table_schema: 'text', table_name: 'text', table_owner: 'text', table_type: 'text', is_transient: 'text', row_count: 'integer', comment: 'text' },
        tables.map((table) => [DATABASE, SCHEMA, table.name.toUpperCase(), 'SYSADMIN', 'BASE TABLE', 'NO', null, null]),
      );
    case 'COLUMNS':
      return describedRows(
        {
          table_catalog: 'text', table_schema: 'text', table_name: 'text', column_name: 'text', ordinal_position: 'integer', column_default: 'text', is_nullable: 'text', data_type: 'text',
          character_maximum_length: 'integer', numeric_precision: 'integer', numeric_scale: 'integer', comment: 'text',
        },
        tables.flatMap((table) => table.columns.map((column, index) => {
          const { name: type, length, precision, scale } = typeParts(column.type);
          const isWhole = type === 'integer' || type === 'bigint' || type === 'smallint';
          return [DATABASE, SCHEMA, table.name.toUpperCase(), column.name.toUpperCase(), index + 1, null, column.nullable ? 'YES' : 'NO', TYPES[type] ?? 'TEXT', length, isWhole ? INTEGER_DIGITS : precision, isWhole ? 0 : scale, null];
        })),
      );
    default:
      return undefined;
  }
}
