import type { KernelContext } from './generator-kind';
import type { Kernel } from './kernel';
import { CodeVector, NumberVector, TextVector, type Vector } from './expression/vector';
import { TextBatch } from './text-batch';
import { uuidText } from './uuid-text';

/**
 * Other columns of the row, with their NULLs, as vectors over one batch of rows at a time. A batch that is asked for
 * again is not computed again: columns that are made of one another would otherwise be computed anew at every step.
 */
export class SiblingVectors {
  private rows = new Uint32Array(0);
  private count = -1;
  private serial = 0;
  private readonly vectors = new Map<string, Vector>();

  constructor(private readonly context: KernelContext) {}

  /** Chooses the rows of the vectors. True where they are other rows than before. */
  select(rows: Uint32Array, count: number): boolean {
    if (count === this.count && this.holds(rows, count)) return false;
    if (this.rows.length < count) this.rows = new Uint32Array(count);
    this.rows.set(rows.subarray(0, count));
    this.count = count;
    this.serial++;
    return true;
  }

  /** The chosen rows; there may be room for more behind them. */
  get selected(): Uint32Array {
    return this.rows;
  }

  /** Vector of a column; the same one for the same name. */
  column(name: string): Vector {
    const known = this.vectors.get(name);
    if (known) return known;
    const vector = this.vectorOf(name, this.context.kernelOf(this.context.table, name));
    this.vectors.set(name, vector);
    return vector;
  }

  private holds(rows: Uint32Array, count: number): boolean {
    for (let i = 0; i < count; i++) if (this.rows[i] !== rows[i]) return false;
    return true;
  }

  private vectorOf(name: string, kernel: Kernel): Vector {
    const markNulls = this.context.nullsOf(this.context.table, name);
    const nullable = markNulls !== undefined || kernel.yieldsNull === true;
    let filled = -1;
    /** Fills the values once per batch, and the NULLs with them. */
    const once = (nulls: Uint8Array, fill: (rows: Uint32Array) => void): void => {
      if (filled === this.serial) return;
      filled = this.serial;
      if (nullable) nulls.fill(0, 0, this.count);
      fill(this.rows);
      markNulls?.(nulls, this.rows, this.count);
    };
    switch (kernel.lane) {
      case 'number':
        return new NumberVector(nullable, (values, nulls, count) => once(nulls, (rows) => kernel.fill(values, rows, count, nulls)));
      case 'code':
        return new CodeVector(nullable, kernel.values, (codes, nulls, count) => once(nulls, (rows) => kernel.fill(codes, rows, count, nulls)));
      case 'words': {
        let words = new Uint32Array(0);
        return new TextVector(nullable, (values, nulls, count) =>
          once(nulls, (rows) => {
            if (words.length < 4 * count) words = new Uint32Array(4 * count);
            kernel.fill(words, rows, count, nulls);
            for (let i = 0; i < count; i++) values[i] = uuidText(words, 4 * i);
          }),
        );
      }
      case 'text': {
        let batch = new TextBatch(0, 0);
        let capacity = 0;
        return new TextVector(nullable, (values, nulls, count) =>
          once(nulls, (rows) => {
            if (capacity < count) batch = new TextBatch((capacity = count), kernel.maxByteLength);
            kernel.fill(batch, rows, count, nulls);
            decode(batch, values, count);
          }),
        );
      }
    }
  }
}

function decode({ bytes, offsets }: TextBatch, values: string[], count: number): void {
  const buffer = Buffer.from(bytes.buffer);
  for (let i = 0; i < count; i++) values[i] = buffer.toString('utf8', offsets[i], offsets[i + 1]);
}
