import { formatColumnType, type ColumnType, type SqlDialect } from '@dw-sim/contracts';
import { redshiftTypeName } from '../functions/redshift/described-table';

/** Length of a VARCHAR of Snowflake that names none. */
const SNOWFLAKE_LENGTH = 16_777_216;
const SNOWFLAKE_TYPES: Readonly<Record<Exclude<ColumnType['kind'], 'DECIMAL' | 'VARCHAR'>, string>> = {
  INT: 'NUMBER(38,0)', BIGINT: 'NUMBER(38,0)', FLOAT: 'FLOAT', DATE: 'DATE', TIME: 'TIME(9)', TIMESTAMP: 'TIMESTAMP_NTZ(9)', TIMESTAMPTZ: 'TIMESTAMP_TZ(9)', BOOLEAN: 'BOOLEAN', UUID: 'VARCHAR(36)', JSON: 'VARIANT',
};

/** A type of a definition as the catalogue of a dialect's warehouse writes it. */
export function writtenType(type: ColumnType, dialect: SqlDialect): string {
  if (dialect === 'redshift') return redshiftTypeName(type);
  if (dialect === 'ansi') return formatColumnType(type);
  if (type.kind === 'DECIMAL') return `NUMBER(${type.precision},${type.scale})`;
  return type.kind === 'VARCHAR' ? `VARCHAR(${type.length ?? SNOWFLAKE_LENGTH})` : SNOWFLAKE_TYPES[type.kind];
}
