import { type CodeKernel, type Kernel, type NullMarker, type NumberKernel, TextBatch, type TextKernel, type WordsKernel } from '@dw-sim/generation-generators';
import type { PlannedColumn } from '@dw-sim/generation-plan';
import { duckdb, type LogicalType, type Vector, VECTOR_ROWS } from './duckdb-bindings';
import { writeValidity } from './null-mask';
import { LANE_MEMORY, numberLane } from './number-lane';
import type { StringWriter } from './string-vector';

/**
 * Memory of the batch that is being written. Columns are written one after another, so those of a thread share it: a
 * wide table stays in the processor's cache, and a small one allocates next to nothing.
 */
const NULLS = new Uint8Array(VECTOR_ROWS);
const NUMBERS = new Float64Array(VECTOR_ROWS);
const CODES = new Uint32Array(VECTOR_ROWS);
const WORDS = new Uint32Array(VECTOR_ROWS * 4);
const UUIDS = new Uint32Array(VECTOR_ROWS * 4);
const TEXT = new TextBatch(VECTOR_ROWS, 64);

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
  return {
    type: values.type,
    write: (vector, rows, count) => {
      NULLS.fill(0, 0, count);
      values.write(vector, rows, count, NULLS);
      markNulls?.(NULLS, rows, count);
      writeValidity(vector, NULLS, count);
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
  return {
    type: lane.type,
    write: (vector, rows, count, nulls) => {
      kernel.fill(NUMBERS, rows, count, nulls);
      lane.store(NUMBERS, count);
      duckdb.copy_data_to_vector(vector, 0, LANE_MEMORY, 0, count * lane.byteWidth);
    },
  };
}

/** Strings of a pool as ENUM codes, which DuckDB writes to Parquet as strings with a dictionary. */
function codeWriter(kernel: CodeKernel): ValueWriter {
  const type = enumType(kernel.values);
  const stored = narrowCodes(type);
  return {
    type,
    write: (vector, rows, count, nulls) => {
      kernel.fill(CODES, rows, count, nulls);
      for (let i = 0; i < count; i++) stored[i] = CODES[i];
      duckdb.copy_data_to_vector(vector, 0, stored.buffer as ArrayBuffer, 0, count * stored.BYTES_PER_ELEMENT);
    },
  };
}

const enumTypes = new WeakMap<readonly string[], LogicalType>();

/** ENUM of a pool. Columns of many tables share their pools, and a type of thousands of names takes milliseconds to make. */
function enumType(values: readonly string[]): LogicalType {
  let type = enumTypes.get(values);
  if (!type) enumTypes.set(values, (type = duckdb.create_enum_type(values)));
  return type;
}

const CODES_8 = new Uint8Array(VECTOR_ROWS);
const CODES_16 = new Uint16Array(VECTOR_ROWS);

function narrowCodes(type: LogicalType): Uint8Array | Uint16Array | Uint32Array {
  switch (duckdb.enum_internal_type(type)) {
    case duckdb.Type.UTINYINT:
      return CODES_8;
    case duckdb.Type.USMALLINT:
      return CODES_16;
    default:
      return CODES;
  }
}

function textWriter({ type }: PlannedColumn, kernel: TextKernel, strings: StringWriter): ValueWriter {
  TEXT.reserve(VECTOR_ROWS * kernel.maxByteLength);
  const stored = duckdb.create_logical_type(duckdb.Type.VARCHAR);
  // DuckDB's own JSON type is text by this name, and is marked as JSON in Parquet.
  if (type.kind === 'JSON') duckdb.logical_type_set_alias(stored, 'JSON');
  return {
    type: stored,
    write: (vector, rows, count, nulls) => {
      kernel.fill(TEXT, rows, count, nulls);
      strings(vector, TEXT, count);
    },
  };
}

/** A UUID is a signed 128-bit integer, least significant word first, with its top bit flipped so that it sorts as text does. */
function uuidWriter(kernel: WordsKernel): ValueWriter {
  return {
    type: duckdb.create_logical_type(duckdb.Type.UUID),
    write: (vector, rows, count, nulls) => {
      kernel.fill(WORDS, rows, count, nulls);
      for (let at = 0; at < 4 * count; at += 4) {
        UUIDS[at] = WORDS[at + 3];
        UUIDS[at + 1] = WORDS[at + 2];
        UUIDS[at + 2] = WORDS[at + 1];
        UUIDS[at + 3] = WORDS[at] ^ 0x80000000;
      }
      duckdb.copy_data_to_vector(vector, 0, UUIDS.buffer, 0, count * 16);
    },
  };
}
