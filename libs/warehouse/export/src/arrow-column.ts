import {
  Binary, Bool, DateDay, Decimal, Field, Float32, Float64, Int16, Int32, Int64, Int8, IntervalMonthDayNano, List, makeData, Map_, Null, Struct, TimeMicrosecond, TimeNanosecond, TimestampMicrosecond,
  TimestampMillisecond, TimestampNanosecond, TimestampSecond, Uint16, Uint32, Uint64, Uint8, Utf8, type Data, type DataType,
} from 'apache-arrow';
import { AppError } from '@dw-sim/contracts';
import {
  DuckDBTypeId, type DuckDBArrayType, type DuckDBArrayValue, type DuckDBBlobValue, type DuckDBDecimalType, type DuckDBDecimalValue, type DuckDBIntervalValue, type DuckDBListType, type DuckDBListValue, type DuckDBMapType,
  type DuckDBMapValue, type DuckDBStructType, type DuckDBStructValue, type DuckDBType, type DuckDBValue,
} from '@duckdb/node-api';

type Values = readonly (DuckDBValue | undefined)[];

/** How values of one of DuckDB's types become a column of Arrow's. */
export interface ArrowColumn {
  readonly type: DataType;
  build(values: Values): Data;
}

type Typed = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array | BigInt64Array | BigUint64Array;
interface TypedConstructor {
  new (length: number): Typed;
}

/** Largest and smallest number of Arrow's DECIMAL(38, 0), and of a signed 64-bit one. */
const MAX_DECIMAL = 10n ** 38n;
const MAX_INT64 = 2n ** 63n;
const NANOS = 1000n;

/** Every type keeps its values; those that Arrow has no like of (UNION, BIT, TIMETZ, VARIANT) come as DuckDB writes them. */
export function arrowColumn(type: DuckDBType): ArrowColumn {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { type: new Bool(), build: (values) => booleans(values) };
    case DuckDBTypeId.TINYINT:
      return numbers(new Int8(), Int8Array);
    case DuckDBTypeId.SMALLINT:
      return numbers(new Int16(), Int16Array);
    case DuckDBTypeId.INTEGER:
      return numbers(new Int32(), Int32Array);
    case DuckDBTypeId.BIGINT:
      return numbers(new Int64(), BigInt64Array);
    case DuckDBTypeId.UTINYINT:
      return numbers(new Uint8(), Uint8Array);
    case DuckDBTypeId.USMALLINT:
      return numbers(new Uint16(), Uint16Array);
    case DuckDBTypeId.UINTEGER:
      return numbers(new Uint32(), Uint32Array);
    case DuckDBTypeId.UBIGINT:
      return numbers(new Uint64(), BigUint64Array);
    case DuckDBTypeId.FLOAT:
      return numbers(new Float32(), Float32Array);
    case DuckDBTypeId.DOUBLE:
      return numbers(new Float64(), Float64Array);
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return decimals(38, 0, (value) => value as bigint);
    case DuckDBTypeId.DECIMAL: {
      const { width, scale } = type as DuckDBDecimalType;
      return decimals(width, scale, (value) => (value as DuckDBDecimalValue).value);
    }
    case DuckDBTypeId.DATE:
      return numbers(new DateDay(), Int32Array, (value) => (value as { days: number }).days);
    case DuckDBTypeId.TIME:
      return numbers(new TimeMicrosecond(), BigInt64Array, microsOf);
    case DuckDBTypeId.TIME_NS:
      return numbers(new TimeNanosecond(), BigInt64Array, (value) => (value as unknown as { nanos: bigint }).nanos);
    case DuckDBTypeId.TIMESTAMP:
      return numbers(new TimestampMicrosecond(), BigInt64Array, microsOf);
    case DuckDBTypeId.TIMESTAMP_TZ:
      return numbers(new TimestampMicrosecond('UTC'), BigInt64Array, microsOf);
    case DuckDBTypeId.TIMESTAMP_S:
      return numbers(new TimestampSecond(), BigInt64Array, (value) => (value as unknown as { seconds: bigint }).seconds);
    case DuckDBTypeId.TIMESTAMP_MS:
      return numbers(new TimestampMillisecond(), BigInt64Array, (value) => (value as unknown as { millis: bigint }).millis);
    case DuckDBTypeId.TIMESTAMP_NS:
      return numbers(new TimestampNanosecond(), BigInt64Array, (value) => (value as unknown as { nanos: bigint }).nanos);
    case DuckDBTypeId.INTERVAL:
      return { type: new IntervalMonthDayNano(), build: intervals };
    case DuckDBTypeId.BLOB:
      return bytes(new Binary(), (value) => (value as DuckDBBlobValue).bytes);
    case DuckDBTypeId.SQLNULL:
      return { type: new Null(), build: (values) => makeData({ type: new Null(), length: values.length, nullCount: values.length }) };
    case DuckDBTypeId.LIST:
      return lists((type as DuckDBListType).valueType, (value) => (value as DuckDBListValue).items);
    case DuckDBTypeId.ARRAY:
      return lists((type as DuckDBArrayType).valueType, (value) => (value as DuckDBArrayValue).items);
    case DuckDBTypeId.STRUCT:
      return structs(type as DuckDBStructType);
    case DuckDBTypeId.MAP:
      return maps(type as DuckDBMapType);
    default:
      return bytes(new Utf8(), (value) => Buffer.from(String(value)));
  }
}

function microsOf(value: DuckDBValue): bigint {
  return (value as unknown as { micros: bigint }).micros;
}

/** A bit for each row, set where it has a value. */
function validity(values: Values): { readonly length: number; readonly nullCount: number; readonly nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row] === null || values[row] === undefined) nullCount++;
    else nullBitmap[row >> 3]! |= 1 << (row & 7);
  }
  return { length: values.length, nullCount, nullBitmap };
}

function numbers(type: DataType, Array: TypedConstructor, read?: (value: DuckDBValue) => number | bigint): ArrowColumn {
  return {
    type,
    build: (values) => {
      const data = new Array(values.length) as unknown as (number | bigint)[];
      for (let row = 0; row < values.length; row++) {
        const value = values[row];
        if (value !== null && value !== undefined) data[row] = read ? read(value) : (value as number | bigint);
      }
      return makeData({ type, data, ...validity(values) } as never);
    },
  };
}

function booleans(values: Values): Data {
  const data = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (value === true) data[row >> 3]! |= 1 << (row & 7);
  });
  return makeData({ type: new Bool(), data, ...validity(values) });
}

function decimals(precision: number, scale: number, read: (value: DuckDBValue) => bigint): ArrowColumn {
  const type = new Decimal(scale, precision, 128);
  return {
    type,
    build: (values) => {
      const words = new BigUint64Array(values.length * 2);
      values.forEach((value, row) => {
        if (value === null || value === undefined) return;
        const number = read(value);
        if (number >= MAX_DECIMAL || number <= -MAX_DECIMAL) throw outOfRange(number, 'DECIMAL(38, 0)');
        words[row * 2] = BigInt.asUintN(64, number);
        words[row * 2 + 1] = BigInt.asUintN(64, number >> 64n);
      });
      return makeData({ type, data: new Uint32Array(words.buffer), ...validity(values) });
    },
  };
}

function intervals(values: Values): Data {
  const data = new Int32Array(values.length * 4);
  values.forEach((value, row) => {
    if (value === null || value === undefined) return;
    const { months, days, micros } = value as DuckDBIntervalValue;
    const nanos = micros * NANOS;
    if (nanos >= MAX_INT64 || nanos < -MAX_INT64) throw outOfRange(micros, 'an interval of nanoseconds');
    data.set([months, days, Number(BigInt.asIntN(32, nanos)), Number(nanos >> 32n)], row * 4);
  });
  return makeData({ type: new IntervalMonthDayNano(), data, ...validity(values) });
}

function outOfRange(value: bigint, what: string): AppError {
  return new AppError('invalid_sql', `${value} does not fit into ${what}, which it would be in Arrow.`, { hint: 'Cast it to VARCHAR.' });
}

function bytes(type: Binary | Utf8, read: (value: DuckDBValue) => Uint8Array): ArrowColumn {
  return {
    type,
    build: (values) => {
      const valueOffsets = new Int32Array(values.length + 1);
      const pieces: Uint8Array[] = [];
      let end = 0;
      values.forEach((value, row) => {
        if (value !== null && value !== undefined) {
          const piece = read(value);
          pieces.push(piece);
          end += piece.length;
        }
        valueOffsets[row + 1] = end;
      });
      return makeData({ type, data: Buffer.concat(pieces, end), valueOffsets, ...validity(values) } as never);
    },
  };
}

/** Where the items of each row end, and all items one after the other. */
function flatten<T>(values: Values, itemsOf: (value: DuckDBValue) => readonly T[]): { readonly valueOffsets: Int32Array; readonly items: readonly T[] } {
  const valueOffsets = new Int32Array(values.length + 1);
  const items: T[] = [];
  values.forEach((value, row) => {
    if (value !== null && value !== undefined) for (const item of itemsOf(value)) items.push(item);
    valueOffsets[row + 1] = items.length;
  });
  return { valueOffsets, items };
}

function lists(itemType: DuckDBType, itemsOf: (value: DuckDBValue) => readonly DuckDBValue[]): ArrowColumn {
  const item = arrowColumn(itemType);
  const type = new List(new Field('item', item.type, true));
  return {
    type,
    build: (values) => {
      const { valueOffsets, items } = flatten(values, itemsOf);
      return makeData({ type, valueOffsets, child: item.build(items), ...validity(values) });
    },
  };
}

function structs({ entryNames, entryTypes }: DuckDBStructType): ArrowColumn {
  const members = entryTypes.map(arrowColumn);
  const type = new Struct(members.map((member, index) => new Field(entryNames[index] ?? '', member.type, true)));
  return {
    type,
    build: (values) => {
      const children = members.map((member, index) => member.build(values.map((value) => (value as DuckDBStructValue | null)?.entries[entryNames[index] ?? ''] ?? null)));
      return makeData({ type, children, ...validity(values) });
    },
  };
}

function maps({ keyType, valueType }: DuckDBMapType): ArrowColumn {
  const [key, value] = [arrowColumn(keyType), arrowColumn(valueType)];
  const entry = new Struct([new Field('key', key.type, false), new Field('value', value.type, true)]);
  const type = new Map_(new Field('entries', entry, false) as never);
  return {
    type,
    build: (values) => {
      const { valueOffsets, items } = flatten(values, (map) => (map as DuckDBMapValue).entries);
      const children = [key.build(items.map((each) => each.key)), value.build(items.map((each) => each.value))];
      const child = makeData({ type: entry, length: items.length, nullCount: 0, children });
      return makeData({ type, valueOffsets, child, ...validity(values) } as never);
    },
  };
}
