import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import type { Kernel } from './kernel';
import { remembered } from './remembered-kernel';
import { TextBatch } from './text-batch';

/** Kernels whose values tell their row; every third row has none. */
const KERNELS: readonly ((filled: () => void) => Kernel)[] = [
  (filled) => ({ lane: 'number', yieldsNull: true, fill: (out, rows, count, nulls) => (filled(), each(rows, count, nulls, (row, i) => (out[i] = row / 2))) }),
  (filled) => ({ lane: 'code', values: [], yieldsNull: true, fill: (out, rows, count, nulls) => (filled(), each(rows, count, nulls, (row, i) => (out[i] = row))) }),
  (filled) => ({ lane: 'words', yieldsNull: true, fill: (out, rows, count, nulls) => (filled(), each(rows, count, nulls, (row, i) => out.set([row, 1, 2, row], 4 * i))) }),
  (filled) => ({ lane: 'text', maxByteLength: 2, yieldsNull: true, fill: (out, rows, count, nulls) => {
    filled();
    let position = 0;
    each(rows, count, nulls, (row, i) => {
      const bytes = Buffer.from('é'.repeat(row % 7) + row);
      out.reserve(position + bytes.length);
      out.bytes.set(bytes, position);
      out.offsets[i] = position;
      position += bytes.length;
    });
    out.offsets[count] = position;
  } }),
];

function each(rows: Uint32Array, count: number, nulls: Uint8Array | undefined, value: (row: number, i: number) => void): void {
  for (let i = 0; i < count; i++) {
    value(rows[i], i);
    if (nulls && rows[i] % 3 === 0) nulls[i] = 1;
  }
}

function answer(kernel: Kernel, rows: Uint32Array, nulls: Uint8Array | undefined): unknown {
  const count = rows.length;
  switch (kernel.lane) {
    case 'number': {
      const out = new Float64Array(count + 3).fill(-1);
      kernel.fill(out, rows, count, nulls);
      return [[...out], nulls && [...nulls]];
    }
    case 'code':
    case 'words': {
      const out = new Uint32Array(4 * count + 3).fill(9);
      kernel.fill(out, rows, count, nulls);
      return [[...out], nulls && [...nulls]];
    }
    case 'text': {
      const out = new TextBatch(count, kernel.maxByteLength);
      kernel.fill(out, rows, count, nulls);
      return [Array.from({ length: count }, (_, i) => out.text(i)), nulls && [...nulls]];
    }
  }
}

const batches = array(
  record({ start: integer({ min: 0, max: 5 }), count: integer({ min: 0, max: 12 }), shape: constantFrom('consecutive', 'consecutive', 'reversed', 'swapped', 'repeated'), withNulls: constantFrom(true, false) }),
  { minLength: 1, maxLength: 12 },
);

function rowsOf(start: number, count: number, shape: string): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, i) => (shape === 'repeated' ? start : start + i));
  if (shape === 'reversed') rows.reverse();
  // The ends of a run, but not a run.
  if (shape === 'swapped' && count > 3) [rows[1], rows[2]] = [rows[2], rows[1]];
  return rows;
}

describe.each(KERNELS.map((make) => ({ lane: make(() => undefined).lane, make })))('remembered $lane', ({ make }) => {
  it('answers what the kernel does, whatever was asked before', () => {
    assert(
      property(batches, (asked) => {
        const [plain, kept] = [make(() => undefined), remembered(make(() => undefined))];
        for (const { start, count, shape, withNulls } of asked) {
          const rows = rowsOf(start, count, shape);
          expect(answer(kept, rows, withNulls ? new Uint8Array(count) : undefined)).toEqual(answer(plain, rows, withNulls ? new Uint8Array(count) : undefined));
        }
      }),
    );
  });

  it('computes consecutive rows once, however often they are asked for', () => {
    let fills = 0;
    const kept = remembered(make(() => fills++));
    for (let i = 0; i < 3; i++) answer(kept, rowsOf(7, 12, 'consecutive'), new Uint8Array(12));
    expect(fills).toBe(1);
    answer(kept, rowsOf(8, 12, 'consecutive'), undefined);
    expect(fills).toBe(2);
  });

  it('leaves NULLs that the caller has marked', () => {
    const nulls = new Uint8Array(12).fill(1);
    answer(remembered(make(() => undefined)), rowsOf(1, 12, 'consecutive'), nulls);
    expect([...nulls]).toEqual(new Array(12).fill(1));
  });
});
