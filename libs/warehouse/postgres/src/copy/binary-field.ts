import type { ColumnType } from '@dw-sim/contracts';
import { quoteIdentifier, type PhysicalColumn } from '@dw-sim/warehouse-core';
import { NULL_TEXT, type NumberColumn, type StagedColumn, type StagedField, type TextColumn } from '@dw-sim/warehouse-staging';
import type { BinaryWriter } from './binary-writer';
import { numericByteCount, writeNumeric } from './numeric';

/** Length of a field that is NULL. */
const NULL_FIELD = -1;
const LENGTH_BYTES = 4;

/**
 * Writes one column's values as fields of COPY's binary format: a length and the type's own bytes, big-endian
 * (https://www.postgresql.org/docs/current/sql-copy.html). Rows are written once each, in order.
 */
export interface BinaryField {
  /** What it reads of the staged column. */
  readonly staged: readonly StagedField[];
  /** Takes the values of a chunk, one for each of {@link staged}. Answers the bytes that its fields need at most. */
  take(columns: readonly StagedColumn[], rowCount: number): number;
  write(writer: BinaryWriter, row: number): void;
}

/** The field of a column, by its type. */
export function binaryField({ name, type }: PhysicalColumn): BinaryField {
  const column = quoteIdentifier(name);
  switch (type.kind) {
    case 'INT':
      return new NumberField(column, 4, (writer, value) => writer.int32(value));
    case 'FLOAT':
      return new NumberField(column, 8, (writer, value) => writer.float64(value));
    case 'BOOLEAN':
      return new NumberField(`${column}::UTINYINT`, 1, (writer, value) => writer.uint8(value));
    case 'DATE':
      return new NumberField(sinceEpoch(column, `(${column} - DATE '2000-01-01')::INTEGER`, 31), 4, (writer, value) => writer.int32(value));
    case 'BIGINT':
      return new Int64Field(column);
    case 'TIME':
      return new Int64Field(`epoch_us(${column})`);
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      return new Int64Field(sinceEpoch(column, `epoch_us(${column}) - 946684800000000`, 63));
    default:
      return new TextField(`${column}::VARCHAR`, TEXT_FORMATS[type.kind]);
  }
}

/** Time from PostgreSQL's epoch, 2000-01-01; the last and the first number of so many bits stand for infinity. */
function sinceEpoch(column: string, sql: string, bits: number): string {
  const last = 2n ** BigInt(bits) - 1n;
  return `(CASE ${column} WHEN 'infinity' THEN ${last} WHEN '-infinity' THEN -${last} - 1 ELSE ${sql} END)`;
}

/** Of a size that is always the same. */
class NumberField implements BinaryField {
  readonly staged: readonly StagedField[];
  private values!: NumberColumn['values'];

  constructor(
    sql: string,
    private readonly byteCount: number,
    private readonly writeValue: (writer: BinaryWriter, value: number) => void,
  ) {
    this.staged = [{ kind: 'number', sql }];
  }

  take([column]: readonly StagedColumn[], rowCount: number): number {
    this.values = (column as NumberColumn).values;
    return rowCount * (LENGTH_BYTES + this.byteCount);
  }

  write(writer: BinaryWriter, row: number): void {
    const value = this.values.getItem(row);
    if (value === null) return writer.int32(NULL_FIELD);
    writer.int32(this.byteCount);
    this.writeValue(writer, value as number);
  }
}

/** Read as two halves, since a bigint of JavaScript is an object. */
class Int64Field implements BinaryField {
  readonly staged: readonly StagedField[];
  private high!: NumberColumn['values'];
  private low!: NumberColumn['values'];

  constructor(sql: string) {
    this.staged = [`(${sql} >> 32)::INTEGER`, `(${sql} & 4294967295)::UINTEGER`].map((half) => ({ kind: 'number', sql: half }));
  }

  take([high, low]: readonly StagedColumn[], rowCount: number): number {
    this.high = (high as NumberColumn).values;
    this.low = (low as NumberColumn).values;
    return rowCount * (LENGTH_BYTES + 8);
  }

  write(writer: BinaryWriter, row: number): void {
    const high = this.high.getItem(row);
    if (high === null) return writer.int32(NULL_FIELD);
    writer.int32(8);
    writer.int32(high as number);
    writer.int32(this.low.getItem(row) as number);
  }
}

/** How a type is made of its text. */
interface TextFormat {
  /** Bytes of a field at most, from the bytes of its text. */
  byteCount(textBytes: number): number;
  /** Writes the field with its length. */
  write(writer: BinaryWriter, bytes: Uint8Array, start: number, end: number): void;
}

class TextField implements BinaryField {
  readonly staged: readonly StagedField[];
  private column!: TextColumn;
  private position = 0;

  constructor(
    sql: string,
    private readonly format: TextFormat,
  ) {
    this.staged = [{ kind: 'text', sql }];
  }

  take([column]: readonly StagedColumn[], rowCount: number): number {
    this.column = column as TextColumn;
    this.position = 0;
    // Every value may round up.
    return rowCount * (LENGTH_BYTES + this.format.byteCount(0)) + this.format.byteCount(this.column.bytes.length);
  }

  write(writer: BinaryWriter, row: number): void {
    const length = this.column.lengths.getItem(row) ?? NULL_TEXT;
    if (length === NULL_TEXT) return writer.int32(NULL_FIELD);
    const start = this.position;
    this.position += length;
    this.format.write(writer, this.column.bytes, start, this.position);
  }
}

const PLAIN: TextFormat = {
  byteCount: (textBytes) => textBytes,
  write: (writer, bytes, start, end) => {
    writer.int32(end - start);
    writer.copy(bytes, start, end);
  },
};

/** A version before the text. */
const JSONB: TextFormat = {
  byteCount: (textBytes) => textBytes + 1,
  write: (writer, bytes, start, end) => {
    writer.int32(end - start + 1);
    writer.uint8(1);
    writer.copy(bytes, start, end);
  },
};

const UUID_BYTES = 16;
const DASH = 0x2d;
/** Of ASCII codes of hexadecimal digits. */
const nibble = (code: number): number => (code & 0x0f) + (code > 0x40 ? 9 : 0);

const UUID: TextFormat = {
  byteCount: () => UUID_BYTES,
  write: (writer, bytes, start, end) => {
    writer.int32(UUID_BYTES);
    for (let at = start; at < end; at += 2) {
      if (bytes[at] === DASH) at++;
      writer.uint8((nibble(bytes[at] as number) << 4) | nibble(bytes[at + 1] as number));
    }
  },
};

const TEXT_FORMATS: Readonly<Record<TextKind, TextFormat>> = {
  VARCHAR: PLAIN,
  JSON: JSONB,
  UUID,
  DECIMAL: { byteCount: numericByteCount, write: writeNumeric },
};

type TextKind = Exclude<ColumnType['kind'], 'INT' | 'FLOAT' | 'BOOLEAN' | 'DATE' | 'BIGINT' | 'TIME' | 'TIMESTAMP' | 'TIMESTAMPTZ'>;
