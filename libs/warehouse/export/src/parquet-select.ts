import { quoteIdentifier, uniqueNames } from '@dw-sim/warehouse-core';
import { DuckDBTypeId, type DuckDBArrayType, type DuckDBListType, type DuckDBMapType, type DuckDBStructType, type DuckDBType } from '@duckdb/node-api';
import type { TypedColumn } from './arrow-stream';

/** What Parquet would lose: large integers as doubles, microseconds of intervals, zones of times, the alternatives of unions. */
const WRITTEN_AS: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.HUGEINT]: 'DECIMAL(38,0)',
  [DuckDBTypeId.UHUGEINT]: 'DECIMAL(38,0)',
  [DuckDBTypeId.INTERVAL]: 'VARCHAR',
  [DuckDBTypeId.TIME_TZ]: 'VARCHAR',
  [DuckDBTypeId.UNION]: 'VARCHAR',
  [DuckDBTypeId.BIGNUM]: 'VARCHAR',
  [DuckDBTypeId.BIT]: 'VARCHAR',
  [DuckDBTypeId.VARIANT]: 'VARCHAR',
  [DuckDBTypeId.GEOMETRY]: 'VARCHAR',
  [DuckDBTypeId.SQLNULL]: 'INTEGER',
};

/** Columns of a query for Parquet: each with a name of its own, and in a type that keeps its values. */
export function parquetSelect(query: string, columns: readonly TypedColumn[]): string {
  const names = uniqueNames(columns.map(({ name }) => name));
  const items = columns.map(({ type }, index) => {
    const written = writtenAs(type);
    return `${written === undefined ? `c${index}` : `CAST(c${index} AS ${written})`} AS ${quoteIdentifier(names[index]!)}`;
  });
  return `SELECT ${items.join(', ')} FROM (${query}\n) AS dw_result(${columns.map((_, index) => `c${index}`).join(', ')})`;
}

/** The type to cast to; undefined where Parquet keeps the type. */
function writtenAs(type: DuckDBType): string | undefined {
  const own = WRITTEN_AS[type.typeId];
  if (own !== undefined) return own;
  switch (type.typeId) {
    case DuckDBTypeId.LIST:
      return suffixed(writtenAs((type as DuckDBListType).valueType), '[]');
    case DuckDBTypeId.ARRAY:
      // A fixed length is one of DuckDB's.
      return `${writtenAs((type as DuckDBArrayType).valueType) ?? String((type as DuckDBArrayType).valueType)}[]`;
    case DuckDBTypeId.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType;
      const members = entryTypes.map((member) => writtenAs(member));
      if (members.every((member) => member === undefined)) return undefined;
      return `STRUCT(${members.map((member, index) => `${quoteIdentifier(entryNames[index] ?? '')} ${member ?? String(entryTypes[index])}`).join(', ')})`;
    }
    case DuckDBTypeId.MAP: {
      const { keyType, valueType } = type as DuckDBMapType;
      const [key, value] = [writtenAs(keyType), writtenAs(valueType)];
      return key === undefined && value === undefined ? undefined : `MAP(${key ?? String(keyType)}, ${value ?? String(valueType)})`;
    }
    default:
      return undefined;
  }
}

function suffixed(type: string | undefined, suffix: string): string | undefined {
  return type === undefined ? undefined : type + suffix;
}
