import { hash32, TWO_POW_MINUS_32, type StreamKey } from '@dw-sim/generation-rng';
import type { TextKernel } from '../kernel';
import type { TextBatch } from '../text-batch';
import { copyText, fragmentOf } from '../text-copy';
import { ScratchText } from './scratch-text';

/** What a JSON array holds. */
export interface ArrayItems {
  readonly value: TextKernel;
  /** Items that are null. */
  readonly isNull?: (row: number) => boolean;
  /** Fewest items. */
  readonly min: number;
  /** Most items. */
  readonly max: number;
}

const NULL_LENGTH = 4;
const NULL = fragmentOf('null');
/** Items that are made at a time, so that long arrays need little memory. */
const ITEMS_AT_A_TIME = 2048;

/**
 * Kernel of JSON arrays of a length drawn between min and max. Item `j` of a row is the value of a row of its own,
 * `row * max + j`, so items never repeat each other where the table has at most 2^32 / max rows.
 */
export function arrayText({ value, isNull, min, max }: ArrayItems, [k0, k1]: StreamKey): TextKernel {
  const text = new ScratchText(value);
  const itemRows = new Uint32Array(ITEMS_AT_A_TIME + max);
  const scale = (max - min + 1) * TWO_POW_MINUS_32;
  const lengthOf = (row: number): number => min + Math.floor(hash32(row, k0, k1) * scale);
  /** Writes rows from `start` on until a slice of items is full, and answers the row behind. */
  const fillSlice = (out: TextBatch, rows: Uint32Array, start: number, count: number): number => {
    let end = start;
    let items = 0;
    for (; end < count && items < ITEMS_AT_A_TIME; end++) {
      const first = Math.imul(rows[end], max);
      for (let left = lengthOf(rows[end]), j = 0; j < left; j++) itemRows[items++] = first + j;
    }
    writeRows(out, text.fill(itemRows, items), rows, start, end);
    return end;
  };
  const writeRows = (out: TextBatch, { view: source, offsets: starts }: TextBatch, rows: Uint32Array, start: number, end: number): void => {
    let position = out.offsets[start];
    let item = 0;
    out.reserve(position + room(starts, rows, start, end));
    const { view, offsets } = out;
    for (let i = start; i < end; i++) {
      view.setUint8(position++, 0x5b);
      const length = lengthOf(rows[i]);
      for (let j = 0; j < length; j++, item++) {
        if (j > 0) view.setUint8(position++, 0x2c);
        const isNullItem = isNull?.(itemRows[item]) ?? false;
        const byteLength = isNullItem ? NULL_LENGTH : starts[item + 1] - starts[item];
        copyText(view, position, isNullItem ? NULL.view : source, isNullItem ? 0 : starts[item], byteLength);
        position += byteLength;
      }
      view.setUint8(position++, 0x5d);
      offsets[i + 1] = position;
    }
  };
  const room = (starts: Int32Array, rows: Uint32Array, start: number, end: number): number => {
    let items = 0;
    for (let i = start; i < end; i++) items += lengthOf(rows[i]);
    return starts[items] + items * (NULL_LENGTH + 1) + 2 * (end - start);
  };
  return {
    lane: 'text',
    maxByteLength: 2 + Math.min(max, 16) * (value.maxByteLength + 1),
    fill: (out, rows, count) => {
      out.offsets[0] = 0;
      for (let at = 0; at < count; ) at = fillSlice(out, rows, at, count);
    },
  };
}
