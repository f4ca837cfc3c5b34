import { type CodeKernel, type Kernel, type NumberKernel, TextBatch, type TextKernel, type WordsKernel } from '@dw-sim/generation-generators';
import type { PlannedColumn } from '@dw-sim/generation-plan';
import type { StreamKey } from '@dw-sim/generation-rng';
import { duckdb, type LogicalType, type Vector, VECTOR_ROWS } from './duckdb-bindings';
import { nullWriter } from './null-mask';
import { numberLane } from './number-lane';
import type { StringWriter } from './string-vector';

/** Fills one column of a data chunk. */
export interface ColumnWriter {
  readonly type: LogicalType;
  write(vector: Vector, rows: Uint32Array, count: number): void;
}

/** Joins a column's kernel, the storage of its type and its NULLs. */
export function columnWriter(column: PlannedColumn, kernel: Kernel, nullKey: StreamKey, strings: StringWriter): ColumnWriter {
  const values = valueWriter(column, kernel, strings);
  const nulls = nullWriter(column.nullRate, kernel.isNull, nullKey);
  if (!nulls) return values;
  return {
    type: values.type,
    write: (vector, rows, count) => {
      values.write(vector, rows, count);
      nulls(vector, rows, count);
    },
  };
}

function valueWriter(column: PlannedColumn, kernel: Kernel, strings: StringWriter): ColumnWriter {
  switch (kernel.lane) {
    case 'number':
      return numberWriter(column, kernel);
    case 'code':
      return codeWriter(kernel);
    case 'text':
      return textWriter(column, kernel, strings);
    case 'words':
      return uuidWriter(kernel);
  }
}

function numberWriter({ type }: PlannedColumn, kernel: NumberKernel): ColumnWriter {
  const lane = numberLane(type);
  const values = new Float64Array(VECTOR_ROWS);
  return {
    type: lane.type,
    write: (vector, rows, count) => {
      kernel.fill(values, rows, count);
      lane.store(values, count);
      duckdb.copy_data_to_vector(vector, 0, lane.memory, 0, count * lane.byteWidth);
    },
  };
}

/** Strings of a pool as ENUM codes, which DuckDB writes to Parquet as strings with a dictionary. */
function codeWriter(kernel: CodeKernel): ColumnWriter {
  const type = duckdb.create_enum_type(kernel.values);
  const codes = new Uint32Array(VECTOR_ROWS);
  const stored = narrowCodes(type);
  return {
    type,
    write: (vector, rows, count) => {
      kernel.fill(codes, rows, count);
      for (let i = 0; i < count; i++) stored[i] = codes[i];
      duckdb.copy_data_to_vector(vector, 0, stored.buffer as ArrayBuffer, 0, count * stored.BYTES_PER_ELEMENT);
    },
  };
}

function narrowCodes(type: LogicalType): Uint8Array | Uint16Array | Uint32Array {
  switch (duckdb.enum_internal_type(type)) {
    case duckdb.Type.UTINYINT:
      return new Uint8Array(VECTOR_ROWS);
    case duckdb.Type.USMALLINT:
      return new Uint16Array(VECTOR_ROWS);
    default:
      return new Uint32Array(VECTOR_ROWS);
  }
}

function textWriter({ type }: PlannedColumn, kernel: TextKernel, strings: StringWriter): ColumnWriter {
  const batch = new TextBatch(VECTOR_ROWS, kernel.maxByteLength);
  const stored = duckdb.create_logical_type(duckdb.Type.VARCHAR);
  // DuckDB's own JSON type is text by this name, and is marked as JSON in Parquet.
  if (type.kind === 'JSON') duckdb.logical_type_set_alias(stored, 'JSON');
  return {
    type: stored,
    write: (vector, rows, count) => {
      kernel.fill(batch, rows, count);
      strings(vector, batch, count);
    },
  };
}

/** A UUID is a signed 128-bit integer, least significant word first, with its top bit flipped so that it sorts as text does. */
function uuidWriter(kernel: WordsKernel): ColumnWriter {
  const words = new Uint32Array(VECTOR_ROWS * 4);
  const stored = new Uint32Array(VECTOR_ROWS * 4);
  return {
    type: duckdb.create_logical_type(duckdb.Type.UUID),
    write: (vector, rows, count) => {
      kernel.fill(words, rows, count);
      for (let at = 0; at < 4 * count; at += 4) {
        stored[at] = words[at + 3];
        stored[at + 1] = words[at + 2];
        stored[at + 2] = words[at + 1];
        stored[at + 3] = words[at] ^ 0x80000000;
      }
      duckdb.copy_data_to_vector(vector, 0, stored.buffer, 0, count * 16);
    },
  };
}
