import type { ColumnType } from '@dw-sim/contracts';
import { quoteIdentifier, type PhysicalColumn } from '@dw-sim/warehouse-core';
import type { ResultRow, Values } from './result-row';

/** A column's values of one chunk, in row order. */
export type StagedColumn = NumberColumn | TextColumn;

/** In {@link plainField}, of the types INT, BIGINT, FLOAT, DECIMAL up to 15 digits and BOOLEAN. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Values<number | bigint | boolean>;
}

/** In {@link plainField}, of all other types: longer decimals in digits, times as ISO text. One run of bytes is read many times as fast as many texts. */
export interface TextColumn {
  readonly kind: 'text';
  /** UTF-8 of all values, one after the other. */
  readonly bytes: Uint8Array;
  /** Bytes of each value, {@link NULL_TEXT} for NULL. */
  readonly lengths: Values<number>;
}

export const NULL_TEXT = -1;

/** Decimal digits that a double always keeps. */
const EXACT_DIGITS = 15;

/** What is read of a column: the value of an expression over it. */
export interface StagedField {
  readonly kind: StagedColumn['kind'];
  readonly sql: string;
}

/** A whole column as numbers, or else as texts. */
export function plainField({ name, type }: PhysicalColumn): StagedField {
  const column = quoteIdentifier(name);
  if (isText(type)) return { kind: 'text', sql: textSql(column, type) };
  return { kind: 'number', sql: type.kind === 'DECIMAL' ? `${column}::DOUBLE` : column };
}

/** The two aggregates of a chunk of which {@link stagedColumn} makes a column. */
export function fieldAggregates({ kind, sql }: StagedField): string {
  if (kind === 'number') return `list(${sql}), NULL`;
  // A list without NULL is read far faster than one with.
  return `list(coalesce(strlen(${sql})::INTEGER, ${NULL_TEXT})), encode(string_agg(${sql}, ''))`;
}

/** @param index of the first of the two aggregates of {@link fieldAggregates} */
export function stagedColumn({ kind }: StagedField, row: ResultRow, index: number): StagedColumn {
  if (kind === 'number') return { kind, values: row.list(index) as NumberColumn['values'] };
  return { kind, bytes: row.bytes(index + 1), lengths: row.list(index) as TextColumn['lengths'] };
}

function textSql(column: string, type: ColumnType): string {
  // Engines without a type for moments read them by ISO 8601, which writes the minutes of a zone.
  return type.kind === 'TIMESTAMPTZ' ? `((${column} AT TIME ZONE 'UTC')::VARCHAR || '+00:00')` : `${column}::VARCHAR`;
}

function isText(type: ColumnType): boolean {
  switch (type.kind) {
    case 'INT':
    case 'BIGINT':
    case 'FLOAT':
    case 'BOOLEAN':
      return false;
    case 'DECIMAL':
      return type.precision > EXACT_DIGITS;
    default:
      return true;
  }
}
