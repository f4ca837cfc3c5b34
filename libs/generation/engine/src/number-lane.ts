import type { ColumnType } from '@dw-sim/contracts';
import { duckdb, type LogicalType, VECTOR_ROWS } from './duckdb-bindings';

/** How numbers of a kernel are stored in a vector of a type. */
export interface NumberLane {
  readonly type: LogicalType;
  readonly byteWidth: number;
  /** Puts the first `count` values into `LANE_MEMORY`. */
  store(values: Float64Array, count: number): void;
}

const TWO_POW_32 = 4294967296;

/** The values of one batch as they are stored; the lanes of a thread share it, since columns are written one after another. */
export const LANE_MEMORY = new ArrayBuffer(VECTOR_ROWS * 16);
const INT16 = new Int16Array(LANE_MEMORY);
const INT32 = new Int32Array(LANE_MEMORY);
const FLOAT64 = new Float64Array(LANE_MEMORY);
const BYTES = new Uint8Array(LANE_MEMORY);

/** Storage of a column type whose values are numbers. */
export function numberLane(type: ColumnType): NumberLane {
  const { Type } = duckdb;
  switch (type.kind) {
    case 'INT':
      return int32Lane(duckdb.create_logical_type(Type.INTEGER));
    case 'DATE':
      return int32Lane(duckdb.create_logical_type(Type.DATE));
    case 'BIGINT':
      return int64Lane(duckdb.create_logical_type(Type.BIGINT));
    case 'TIMESTAMP':
      return timestampLane(duckdb.create_logical_type(Type.TIMESTAMP));
    case 'TIMESTAMPTZ':
      return timestampLane(duckdb.create_logical_type(Type.TIMESTAMP_TZ));
    case 'TIME':
      return int64Lane(duckdb.create_logical_type(Type.TIME));
    case 'FLOAT':
      return doubleLane(duckdb.create_logical_type(Type.DOUBLE));
    case 'BOOLEAN':
      return byteLane(duckdb.create_logical_type(Type.BOOLEAN));
    case 'DECIMAL':
      return decimalLane(type.precision, type.scale);
    case 'VARCHAR':
    case 'UUID':
    case 'JSON':
      throw new Error(`${type.kind} values are no numbers`);
  }
}

function int32Lane(type: LogicalType, unitsPerOne = 1): NumberLane {
  return {
    type,
    byteWidth: 4,
    store: (values, count) => {
      if (unitsPerOne === 1) for (let i = 0; i < count; i++) INT32[i] = values[i];
      else for (let i = 0; i < count; i++) INT32[i] = Math.round(values[i] * unitsPerOne);
    },
  };
}

/** Little-endian pairs of words: what a double holds exactly needs no BigInt. */
function int64Lane(type: LogicalType, unitsPerOne = 1): NumberLane {
  return {
    type,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const value = unitsPerOne === 1 ? values[i] : Math.round(values[i] * unitsPerOne);
        const high = Math.floor(value / TWO_POW_32);
        INT32[2 * i] = value - high * TWO_POW_32;
        INT32[2 * i + 1] = high;
      }
    },
  };
}

/** Milliseconds as microseconds, multiplied by halves since the product may exceed 2^53. */
function timestampLane(type: LogicalType): NumberLane {
  return {
    type,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const high = Math.floor(values[i] / TWO_POW_32);
        const low = (values[i] - high * TWO_POW_32) * 1000;
        const carry = Math.floor(low / TWO_POW_32);
        INT32[2 * i] = low - carry * TWO_POW_32;
        INT32[2 * i + 1] = high * 1000 + carry;
      }
    },
  };
}

function int128Lane(type: LogicalType, unitsPerOne: number): NumberLane {
  return {
    type,
    byteWidth: 16,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const value = Math.round(values[i] * unitsPerOne);
        const high = Math.floor(value / TWO_POW_32);
        const sign = value < 0 ? -1 : 0;
        INT32[4 * i] = value - high * TWO_POW_32;
        INT32[4 * i + 1] = high;
        INT32[4 * i + 2] = sign;
        INT32[4 * i + 3] = sign;
      }
    },
  };
}

function int16Lane(type: LogicalType, unitsPerOne: number): NumberLane {
  return {
    type,
    byteWidth: 2,
    store: (values, count) => {
      for (let i = 0; i < count; i++) INT16[i] = Math.round(values[i] * unitsPerOne);
    },
  };
}

function doubleLane(type: LogicalType): NumberLane {
  return {
    type,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) FLOAT64[i] = values[i];
    },
  };
}

function byteLane(type: LogicalType): NumberLane {
  return {
    type,
    byteWidth: 1,
    store: (values, count) => {
      for (let i = 0; i < count; i++) BYTES[i] = values[i];
    },
  };
}

/** DuckDB stores a DECIMAL as the smallest integer that holds its digits: 16 bits to 4, 32 to 9, 64 to 18, else 128. */
function decimalLane(precision: number, scale: number): NumberLane {
  const type = duckdb.create_decimal_type(precision, scale);
  const unitsPerOne = 10 ** scale;
  if (precision <= 4) return int16Lane(type, unitsPerOne);
  if (precision <= 9) return int32Lane(type, unitsPerOne);
  return precision <= 18 ? int64Lane(type, unitsPerOne) : int128Lane(type, unitsPerOne);
}
