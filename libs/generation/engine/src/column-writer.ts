import { type CodeKernel, type Kernel, type NullMarker, type NumberKernel, TextBatch, type TextKernel, type WordsKernel } from '@dw-sim/generation-generators';
import type { PlannedColumn } from '@dw-sim/generation-plan';
import { duckdb, type LogicalType, type Vector, VECTOR_ROWS } from './duckdb-bindings';
import { validityWriter } from './null-mask';
import { numberLane } from './number-lane';
import type { StringWriter } from './string-vector';

/** Fills one column of a data chunk. */
export interface ColumnWriter {
  readonly type: LogicalType;
  write(vector: Vector, rows: Uint32Array, count: number): void;
}

/** Stores the values of a batch in a vector. `nulls` receives the rows to which the kernel gives none. */
interface ValueWriter {
  readonly type: LogicalType;
  write(vector: Vector, rows: Uint32Array, count: number, nulls?: Uint8Array): void;
}

/**
 * Joins a column's kernel, the storage of its type and its NULLs.
 * @param markNulls the NULLs of the column's null rate
 */
export function columnWriter(column: PlannedColumn, kernel: Kernel, markNulls: NullMarker | undefined, strings: StringWriter): ColumnWriter {
  const values = valueWriter(column, kernel, strings);
  if (!markNulls && !kernel.yieldsNull) return values;
  const nulls = new Uint8Array(VECTOR_ROWS);
  const writeValidity = validityWriter();
  return {
    type: values.type,
    write: (vector, rows, count) => {
      nulls.fill(0, 0, count);
      values.write(vector, rows, count, nulls);
      markNulls?.(nulls, rows, count);
      writeValidity(vector, nulls, count);
    },
  };
}

function valueWriter(column: PlannedColumn, kernel: Kernel, strings: StringWriter): ValueWriter {
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

function numberWriter({ type }: PlannedColumn, kernel: NumberKernel): ValueWriter {
  const lane = numberLane(type);
  const values = new Float64Array(VECTOR_ROWS);
  return {
    type: lane.type,
    write: (vector, rows, count, nulls) => {
      kernel.fill(values, rows, count, nulls);
      lane.store(values, count);
      duckdb.copy_data_to_vector(vector, 0, lane.memory, 0, count * lane.byteWidth);
    },
  };
}

/** Strings of a pool as ENUM codes, which DuckDB writes to Parquet as strings with a dictionary. */
function codeWriter(kernel: CodeKernel): ValueWriter {
  const type = duckdb.create_enum_type(kernel.values);
  const codes = new Uint32Array(VECTOR_ROWS);
  const stored = narrowCodes(type);
  return {
    type,
    write: (vector, rows, count, nulls) => {
      kernel.fill(codes, rows, count, nulls);
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

function textWriter({ type }: PlannedColumn, kernel: TextKernel, strings: StringWriter): ValueWriter {
  const batch = new TextBatch(VECTOR_ROWS, kernel.maxByteLength);
  const stored = duckdb.create_logical_type(duckdb.Type.VARCHAR);
  // DuckDB's own JSON type is text by this name, and is marked as JSON in Parquet.
  if (type.kind === 'JSON') duckdb.logical_type_set_alias(stored, 'JSON');
  return {
    type: stored,
    write: (vector, rows, count, nulls) => {
      kernel.fill(batch, rows, count, nulls);
      strings(vector, batch, count);
    },
  };
}

/** A UUID is a signed 128-bit integer, least significant word first, with its top bit flipped so that it sorts as text does. */
function uuidWriter(kernel: WordsKernel): ValueWriter {
  const words = new Uint32Array(VECTOR_ROWS * 4);
  const stored = new Uint32Array(VECTOR_ROWS * 4);
  return {
    type: duckdb.create_logical_type(duckdb.Type.UUID),
    write: (vector, rows, count, nulls) => {
      kernel.fill(words, rows, count, nulls);
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
