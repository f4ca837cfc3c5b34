import type { CellValue, ColumnType } from '@dw-sim/contracts';
import { LANE_MEMORY } from './number-lane';

const STORED = new DataView(LANE_MEMORY);
const MICROS_PER_DAY = 86_400_000_000n;
const DAY_MS = 86_400_000;

/** A number of a type that a lane stored at an index of `LANE_MEMORY`, as a query answers it. */
export function storedCell(type: ColumnType, index: number): CellValue {
  switch (type.kind) {
    case 'INT':
      return STORED.getInt32(4 * index, true);
    case 'BIGINT':
      return integerCell(STORED.getBigInt64(8 * index, true));
    case 'DECIMAL':
      return decimalCell(unscaled(type.precision, index), type.scale);
    case 'FLOAT':
      return STORED.getFloat64(8 * index, true);
    case 'BOOLEAN':
      return STORED.getUint8(index) !== 0;
    case 'DATE':
      return dayText(STORED.getInt32(4 * index, true));
    case 'TIME':
      return clockText(STORED.getBigInt64(8 * index, true));
    case 'TIMESTAMP':
      return momentText(STORED.getBigInt64(8 * index, true));
    case 'TIMESTAMPTZ':
      return `${momentText(STORED.getBigInt64(8 * index, true))}+00`;
    case 'VARCHAR':
    case 'UUID':
    case 'JSON':
      throw new Error(`${type.kind} values are no numbers`);
  }
}

/** A DECIMAL as the integer that stands for it, whose width follows from the precision. */
function unscaled(precision: number, index: number): bigint {
  if (precision <= 4) return BigInt(STORED.getInt16(2 * index, true));
  if (precision <= 9) return BigInt(STORED.getInt32(4 * index, true));
  if (precision <= 18) return STORED.getBigInt64(8 * index, true);
  return (STORED.getBigInt64(16 * index + 8, true) << 64n) | STORED.getBigUint64(16 * index, true);
}

function integerCell(value: bigint): CellValue {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

/** Most digits of which a double holds each. */
const EXACT_DIGITS = 15;

function decimalCell(value: bigint, scale: number): CellValue {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.length - scale;
  const text = `${value < 0n ? '-' : ''}${digits.slice(0, whole)}${scale === 0 ? '' : '.'}${digits.slice(whole)}`;
  return digits.replace(/^0+/, '').length > EXACT_DIGITS ? text : Number(text);
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function momentText(micros: bigint): string {
  const day = micros / MICROS_PER_DAY - (micros % MICROS_PER_DAY < 0n ? 1n : 0n);
  return `${dayText(Number(day))} ${clockText(micros - day * MICROS_PER_DAY)}`;
}

/** `HH:MM:SS[.ffffff]` without zeros at its end. */
function clockText(micros: bigint): string {
  const clock = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(11, 19);
  const fraction = String(micros % 1_000_000n).padStart(6, '0').replace(/0+$/, '');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}
