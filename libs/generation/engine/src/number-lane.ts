import type { ColumnType } from '@dw-sim/contracts';
import { duckdb, type LogicalType, VECTOR_ROWS } from './duckdb-bindings';

/** How numbers of a kernel are stored in a vector of a type. */
export interface NumberLane {
  readonly type: LogicalType;
  /** The vector's memory; filled by `store`. */
  readonly memory: ArrayBuffer;
  readonly byteWidth: number;
  /** Converts the first `count` values. */
  store(values: Float64Array, count: number): void;
}

const TWO_POW_32 = 4294967296;

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
  const memory = new Int32Array(VECTOR_ROWS);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 4,
    store: (values, count) => {
      if (unitsPerOne === 1) for (let i = 0; i < count; i++) memory[i] = values[i];
      else for (let i = 0; i < count; i++) memory[i] = Math.round(values[i] * unitsPerOne);
    },
  };
}

/** Little-endian pairs of words: what a double holds exactly needs no BigInt. */
function int64Lane(type: LogicalType, unitsPerOne = 1): NumberLane {
  const memory = new Int32Array(VECTOR_ROWS * 2);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const value = unitsPerOne === 1 ? values[i] : Math.round(values[i] * unitsPerOne);
        const high = Math.floor(value / TWO_POW_32);
        memory[2 * i] = value - high * TWO_POW_32;
        memory[2 * i + 1] = high;
      }
    },
  };
}

/** Milliseconds as microseconds, multiplied by halves since the product may exceed 2^53. */
function timestampLane(type: LogicalType): NumberLane {
  const memory = new Int32Array(VECTOR_ROWS * 2);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const high = Math.floor(values[i] / TWO_POW_32);
        const low = (values[i] - high * TWO_POW_32) * 1000;
        const carry = Math.floor(low / TWO_POW_32);
        memory[2 * i] = low - carry * TWO_POW_32;
        memory[2 * i + 1] = high * 1000 + carry;
      }
    },
  };
}

function int128Lane(type: LogicalType, unitsPerOne: number): NumberLane {
  const memory = new Int32Array(VECTOR_ROWS * 4);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 16,
    store: (values, count) => {
      for (let i = 0; i < count; i++) {
        const value = Math.round(values[i] * unitsPerOne);
        const high = Math.floor(value / TWO_POW_32);
        const sign = value < 0 ? -1 : 0;
        memory[4 * i] = value - high * TWO_POW_32;
        memory[4 * i + 1] = high;
        memory[4 * i + 2] = sign;
        memory[4 * i + 3] = sign;
      }
    },
  };
}

function int16Lane(type: LogicalType, unitsPerOne: number): NumberLane {
  const memory = new Int16Array(VECTOR_ROWS);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 2,
    store: (values, count) => {
      for (let i = 0; i < count; i++) memory[i] = Math.round(values[i] * unitsPerOne);
    },
  };
}

function doubleLane(type: LogicalType): NumberLane {
  const memory = new Float64Array(VECTOR_ROWS);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 8,
    store: (values, count) => {
      for (let i = 0; i < count; i++) memory[i] = values[i];
    },
  };
}

function byteLane(type: LogicalType): NumberLane {
  const memory = new Uint8Array(VECTOR_ROWS);
  return {
    type,
    memory: memory.buffer,
    byteWidth: 1,
    store: (values, count) => {
      for (let i = 0; i < count; i++) memory[i] = values[i];
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
