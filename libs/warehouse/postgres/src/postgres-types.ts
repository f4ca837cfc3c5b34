import type { CellValue, ColumnType, ResultColumn } from '@dw-sim/contracts';
import { decimalCell, floatCell, integerCell } from '@dw-sim/warehouse-core';

/** PostgreSQL's type for a logical one. All keep their precision, length and zone. */
export function postgresType(type: ColumnType): string {
  switch (type.kind) {
    case 'INT':
      return 'integer';
    case 'FLOAT':
      return 'double precision';
    case 'DECIMAL':
      return `numeric(${type.precision},${type.scale})`;
    case 'VARCHAR':
      return type.length === undefined ? 'text' : `varchar(${type.length})`;
    case 'TIMESTAMPTZ':
      return 'timestamp with time zone';
    case 'JSON':
      // Compares and groups, which the type `json` does not.
      return 'jsonb';
    default:
      return type.kind.toLowerCase();
  }
}

/** A type as the catalogue writes it: `varchar(20)` is `character varying(20)` there. */
export function catalogueType(physicalType: string): string {
  if (physicalType === 'time' || physicalType === 'timestamp') return `${physicalType} without time zone`;
  return physicalType.replace(/^varchar\b/, 'character varying').replace(/^char\b/, 'character');
}

/** How a type of a result is shown, and how its text becomes a cell. */
interface ResultType {
  readonly name: string;
  readonly category: ResultColumn['category'];
  readonly cell?: (text: string) => CellValue;
}

const integer = (text: string) => integerCell(BigInt(text));
const float = (text: string) => floatCell(Number(text));
/** PostgreSQL's numeric knows NaN and infinities, too. */
const decimal = (text: string) => (/[a-z]/i.test(text) ? text : decimalCell(text));

/** Without the blanks that PostgreSQL puts between the parts of a document, as other engines write it. */
function compactJson(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** Types by their object ids, which never change (https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat). */
const TYPES: Readonly<Record<number, ResultType>> = {
  16: { name: 'boolean', category: 'boolean', cell: (text) => text === 't' },
  17: { name: 'bytea', category: 'other', cell: (text) => text.replace(/^\\x/, '') },
  18: { name: '"char"', category: 'text' },
  19: { name: 'name', category: 'text' },
  20: { name: 'bigint', category: 'number', cell: integer },
  21: { name: 'smallint', category: 'number', cell: integer },
  23: { name: 'integer', category: 'number', cell: integer },
  25: { name: 'text', category: 'text' },
  26: { name: 'oid', category: 'number', cell: integer },
  114: { name: 'json', category: 'text' },
  700: { name: 'real', category: 'number', cell: float },
  701: { name: 'double precision', category: 'number', cell: float },
  705: { name: 'unknown', category: 'text' },
  1000: { name: 'boolean[]', category: 'other' },
  1007: { name: 'integer[]', category: 'other' },
  1009: { name: 'text[]', category: 'other' },
  1016: { name: 'bigint[]', category: 'other' },
  1042: { name: 'char', category: 'text' },
  1043: { name: 'varchar', category: 'text' },
  1082: { name: 'date', category: 'time' },
  1083: { name: 'time', category: 'time' },
  1114: { name: 'timestamp', category: 'time' },
  1184: { name: 'timestamp with time zone', category: 'time' },
  1186: { name: 'interval', category: 'other' },
  1231: { name: 'numeric[]', category: 'other' },
  1266: { name: 'time with time zone', category: 'time' },
  1700: { name: 'numeric', category: 'number', cell: decimal },
  2205: { name: 'regclass', category: 'text' },
  2206: { name: 'regtype', category: 'text' },
  2249: { name: 'record', category: 'other' },
  2950: { name: 'uuid', category: 'text' },
  3802: { name: 'jsonb', category: 'text', cell: compactJson },
};

/** A column as the server describes it. */
export interface FieldDescription {
  readonly name: string;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
}

/** A column of a result, with how to show it. */
export function resultColumn({ name, dataTypeID, dataTypeModifier }: FieldDescription): ResultColumn {
  const type = TYPES[dataTypeID];
  return { name, type: `${type?.name ?? 'other'}${modifierOf(dataTypeID, dataTypeModifier)}`, category: type?.category ?? 'other' };
}

/** What makes cells of a column's texts. Types that JSON has no like of come as PostgreSQL writes them. */
export function cellReader({ dataTypeID }: FieldDescription): (text: string | null) => CellValue {
  const cell = TYPES[dataTypeID]?.cell;
  return (text) => (text === null || !cell ? text : cell(text));
}

/** Precision and length are packed into one number, four more than the length. */
function modifierOf(dataTypeID: number, modifier: number): string {
  if (modifier < 4) return '';
  if (dataTypeID === 1700) return `(${(modifier - 4) >> 16},${(modifier - 4) & 0x7ff})`;
  return dataTypeID === 1043 || dataTypeID === 1042 ? `(${modifier - 4})` : '';
}

/** DuckDB's types for those whose names it does not share. Digits of a numeric without a scale are kept as text. */
const EXPORTED: Readonly<Record<string, readonly string[]>> = {
  bytea: ['BLOB'], jsonb: ['JSON'], json: ['JSON'], oid: ['BIGINT'], numeric: ['VARCHAR'], 'time with time zone': ['VARCHAR'], 'numeric[]': ['VARCHAR'], 'text[]': ['VARCHAR'],
};
const SHARED = /^(boolean|smallint|integer|bigint|real|double precision|numeric\(\d+,\d+\)|date|time|timestamp|timestamp with time zone|interval|uuid|(boolean|integer|bigint)\[\])$/;

/** Types of a column in files, the best first. */
export function exportTypes({ type }: ResultColumn): readonly string[] {
  return EXPORTED[type] ?? (SHARED.test(type) ? [type, 'VARCHAR'] : ['VARCHAR']);
}
