import type { ColumnType } from '@dw-sim/contracts';
import { quoteIdentifier, type PhysicalColumn } from '@dw-sim/warehouse-core';

/** A staged value: numbers of more than 15 digits as text, so that none is lost; times as ISO text. */
export type StagedValue = string | number | boolean | null;

/** Decimal digits that a double always keeps. */
const EXACT_DIGITS = 15;
const LONG_INTEGER = /-?\d{16,}/g;

/**
 * A column's values of one chunk as the text of a JSON array. Reading one text of two thousand values is several times
 * as fast as reading two thousand values through the driver. A list made into JSON takes DuckDB three quarters of the time
 * of json_group_array.
 */
export function jsonColumnSql({ name, type }: PhysicalColumn): string {
  return `to_json(list(${valueSql(quoteIdentifier(name), type)}))`;
}

/** Reads what {@link jsonColumnSql} wrote. */
export function parseJsonColumn(type: ColumnType, text: string): StagedValue[] {
  if (type.kind === 'BIGINT') return JSON.parse(quoteLongIntegers(text)) as StagedValue[];
  if (type.kind === 'FLOAT') return parseFloats(text);
  return JSON.parse(text) as StagedValue[];
}

function valueSql(column: string, type: ColumnType): string {
  // Engines without a type for moments read them by ISO 8601, which writes the minutes of a zone.
  if (type.kind === 'TIMESTAMPTZ') return `(${column} AT TIME ZONE 'UTC')::VARCHAR || '+00:00'`;
  return isText(type) ? `${column}::VARCHAR` : column;
}

function isText(type: ColumnType): boolean {
  switch (type.kind) {
    case 'VARCHAR':
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
    case 'UUID':
    case 'JSON':
      return true;
    case 'DECIMAL':
      return type.precision > EXACT_DIGITS;
    default:
      return false;
  }
}

function quoteLongIntegers(text: string): string {
  return text.replace(LONG_INTEGER, '"$&"');
}

/** DuckDB writes NaN and infinities as no JSON reader takes them. */
function parseFloats(text: string): number[] {
  if (!/[aI]/.test(text)) return JSON.parse(text) as number[];
  const values = JSON.parse(text.replace(/-?(?:NaN|Infinity)/g, '"$&"')) as (string | number | null)[];
  return values.map((value) => (typeof value === 'string' ? Number(value) : (value as number)));
}
