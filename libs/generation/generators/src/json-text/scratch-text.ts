import type { TextKernel } from '../kernel';
import { TextBatch } from '../text-batch';

/** A kernel with room of its own for its text, which grows with the number of rows. */
export class ScratchText {
  private batch = new TextBatch(0, 0);
  private rowCapacity = 0;

  constructor(private readonly kernel: TextKernel) {}

  /** Values of some rows; valid until the next call. Marks rows that have none in `nulls`. */
  fill(rows: Uint32Array, count: number, nulls?: Uint8Array): TextBatch {
    if (this.rowCapacity < count) {
      this.rowCapacity = Math.max(count, Math.ceil(this.rowCapacity * 1.5));
      this.batch = new TextBatch(this.rowCapacity, this.kernel.maxByteLength);
    }
    this.kernel.fill(this.batch, rows, count, nulls);
    return this.batch;
  }
}
