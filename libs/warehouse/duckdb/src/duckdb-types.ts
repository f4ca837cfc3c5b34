import type { ColumnType, ResultColumn } from '@dw-sim/contracts';
import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';

/** DuckDB's type for a logical one. It reads `VARCHAR(n)` but does not enforce the length. */
export function duckDbType(type: ColumnType): string {
  switch (type.kind) {
    case 'INT':
      return 'INTEGER';
    case 'FLOAT':
      return 'DOUBLE';
    case 'DECIMAL':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'VARCHAR':
      return type.length === undefined ? 'VARCHAR' : `VARCHAR(${type.length})`;
    default:
      return type.kind;
  }
}

/** The same as DuckDB's catalogue tells it, which keeps no length of text. */
export function catalogueType(type: ColumnType): string {
  if (type.kind === 'VARCHAR') return 'VARCHAR';
  return type.kind === 'TIMESTAMPTZ' ? 'TIMESTAMP WITH TIME ZONE' : duckDbType(type);
}

const CATEGORIES: Readonly<Partial<Record<DuckDBTypeId, ResultColumn['category']>>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.VARCHAR]: 'text',
  [DuckDBTypeId.ENUM]: 'text',
  [DuckDBTypeId.UUID]: 'text',
  [DuckDBTypeId.DATE]: 'time',
  [DuckDBTypeId.TIME]: 'time',
  [DuckDBTypeId.TIME_TZ]: 'time',
  [DuckDBTypeId.TIMESTAMP]: 'time',
  [DuckDBTypeId.TIMESTAMP_S]: 'time',
  [DuckDBTypeId.TIMESTAMP_MS]: 'time',
  [DuckDBTypeId.TIMESTAMP_NS]: 'time',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'time',
  [DuckDBTypeId.TINYINT]: 'number',
  [DuckDBTypeId.SMALLINT]: 'number',
  [DuckDBTypeId.INTEGER]: 'number',
  [DuckDBTypeId.BIGINT]: 'number',
  [DuckDBTypeId.HUGEINT]: 'number',
  [DuckDBTypeId.UTINYINT]: 'number',
  [DuckDBTypeId.USMALLINT]: 'number',
  [DuckDBTypeId.UINTEGER]: 'number',
  [DuckDBTypeId.UBIGINT]: 'number',
  [DuckDBTypeId.UHUGEINT]: 'number',
  [DuckDBTypeId.FLOAT]: 'number',
  [DuckDBTypeId.DOUBLE]: 'number',
  [DuckDBTypeId.DECIMAL]: 'number',
};

/** A column of a result, with how to show it. */
export function resultColumn(name: string, type: DuckDBType): ResultColumn {
  return { name, type: type.alias ?? String(type), category: CATEGORIES[type.typeId] ?? 'other' };
}
