import type { ColumnType } from '@dw-sim/contracts';
import { NULL_TEXT, type NumberColumn, type StagedColumn, type TextColumn } from '@dw-sim/warehouse-staging';
import { DOUBLE_TYPE, INT64_TYPE, integerType, NULL_TYPE, ONE_TYPE, textType, writeInteger, ZERO_TYPE } from './serial-type';
import { inUtf16, type TextEncoding } from './text-encoding';

/** Writes a column's values as fields of SQLite's records. */
export interface Field {
  /** Takes the next chunk. */
  take(column: StagedColumn): void;
  /** Goes to a row, from 0 on, each in turn, and answers the serial type of its field. */
  next(row: number): number;
  /** Writes the row's field. Only asked for where its serial type has bytes. */
  write(into: Buffer, at: number): void;
}

/** Larger whole numbers are stored as doubles. */
const INTEGER_LIMIT = 2 ** 63;
/** Up to here a loop is faster than a call that copies. */
const SHORT_BYTES = 32;
const NO_VALUES = { getItem: () => null };

/** The field of a column, which stores values as the affinity of the column's SQLite type does. */
export function fieldOf(type: ColumnType, encoding: TextEncoding): Field {
  switch (type.kind) {
    case 'FLOAT':
      return new RealField();
    case 'INT':
    case 'BIGINT':
    case 'BOOLEAN':
    case 'DECIMAL':
      return new NumberField();
    default:
      return encoding === 'UTF-8' ? new TextField() : new WideTextField(encoding);
  }
}

/** Affinity INTEGER or NUMERIC: whole numbers as integers, others as doubles. */
class NumberField implements Field {
  private values: NumberColumn['values'] = NO_VALUES;
  private value: number | bigint = 0;
  private type = NULL_TYPE;

  take(column: StagedColumn): void {
    this.values = column.kind === 'number' ? column.values : new Digits(column);
  }

  next(row: number): number {
    return (this.type = this.typeOf(this.values.getItem(row)));
  }

  write(into: Buffer, at: number): void {
    const { value, type } = this;
    if (typeof value === 'bigint') into.writeBigInt64BE(value, at);
    else if (type === DOUBLE_TYPE) into.writeDoubleBE(value, at);
    else writeInteger(value, type, into, at);
  }

  private typeOf(value: number | bigint | boolean | null): number {
    if (value === null) return NULL_TYPE;
    if (typeof value === 'boolean') return value ? ONE_TYPE : ZERO_TYPE;
    if (typeof value === 'bigint') return this.typeOfBigint(value);
    this.value = value;
    return Number.isInteger(value) && Math.abs(value) < INTEGER_LIMIT ? integerType(value) : DOUBLE_TYPE;
  }

  private typeOfBigint(value: bigint): number {
    const type = BigInt.asIntN(64, value) === value ? integerType(Number(value)) : DOUBLE_TYPE;
    this.value = type === INT64_TYPE ? value : Number(value);
    return type;
  }
}

/** Affinity REAL: doubles. What is not a number is NULL. */
class RealField implements Field {
  private values: NumberColumn['values'] = NO_VALUES;
  private value = 0;

  take(column: StagedColumn): void {
    if (column.kind === 'number') this.values = column.values;
  }

  next(row: number): number {
    const value = this.values.getItem(row);
    this.value = Number(value);
    return value === null || Number.isNaN(this.value) ? NULL_TYPE : DOUBLE_TYPE;
  }

  write(into: Buffer, at: number): void {
    into.writeDoubleBE(this.value, at);
  }
}

class TextField implements Field {
  private lengths: TextColumn['lengths'] = NO_VALUES;
  private bytes: Uint8Array = new Uint8Array();
  private start = 0;
  private end = 0;

  take(column: StagedColumn): void {
    if (column.kind !== 'text') return;
    this.lengths = column.lengths;
    this.bytes = column.bytes;
    this.end = 0;
  }

  next(row: number): number {
    const length = this.lengths.getItem(row) ?? NULL_TEXT;
    if (length === NULL_TEXT) return NULL_TYPE;
    this.start = this.end;
    this.end += length;
    return textType(length);
  }

  write(into: Buffer, at: number): void {
    const { bytes, start, end } = this;
    if (end - start > SHORT_BYTES) into.set(bytes.subarray(start, end), at);
    else for (let from = start, to = at; from < end; from++, to++) into[to] = bytes[from] as number;
  }
}

/** Texts of a database in UTF-16, which somebody else has made. */
class WideTextField implements Field {
  private column: TextColumn = { kind: 'text', bytes: new Uint8Array(), lengths: NO_VALUES };
  private text: Buffer = Buffer.alloc(0);
  private end = 0;

  constructor(private readonly encoding: TextEncoding) {}

  take(column: StagedColumn): void {
    if (column.kind !== 'text') return;
    this.column = column;
    this.end = 0;
  }

  next(row: number): number {
    const length = this.column.lengths.getItem(row) ?? NULL_TEXT;
    if (length === NULL_TEXT) return NULL_TYPE;
    this.text = inUtf16(this.column.bytes.subarray(this.end, (this.end += length)), this.encoding);
    return textType(this.text.length);
  }

  write(into: Buffer, at: number): void {
    this.text.copy(into, at);
  }
}

/** Decimals of many digits: exact where they are whole and fit 64 bits, else the nearest double. Each is read once, in turn. */
class Digits {
  private readonly text: string;
  private end = 0;

  constructor(private readonly column: TextColumn) {
    this.text = Buffer.from(column.bytes).toString('latin1');
  }

  getItem(row: number): number | bigint | null {
    const length = this.column.lengths.getItem(row) ?? NULL_TEXT;
    if (length === NULL_TEXT) return null;
    const digits = this.text.slice(this.end, (this.end += length));
    return digits.includes('.') ? Number(digits) : BigInt(digits);
  }
}
