import type { KernelContext } from '../generator-kind';
import type { Kernel, NullMarker } from '../kernel';
import { TextBatch } from '../text-batch';

/** A value that can be looked up; null for NULL. */
export type Key = number | string | null;

/** Reads any column's values as keys, batch by batch. */
export class KeyReader {
  private readonly kernel: Kernel;
  private readonly marker: NullMarker | undefined;
  private capacity = 0;
  private nulls = new Uint8Array(0);
  private numbers = new Float64Array(0);
  private words = new Uint32Array(0);
  private batch = new TextBatch(0, 0);

  constructor(context: KernelContext, table: string, column: string) {
    this.kernel = context.kernelOf(table, column);
    this.marker = context.nullsOf(table, column);
  }

  /** Fills the keys of a batch of rows. */
  read(rows: Uint32Array, count: number, out: Key[]): void {
    this.reserve(count);
    this.nulls.fill(0, 0, count);
    this.fill(rows, count, out);
    this.marker?.(this.nulls, rows, count);
    for (let i = 0; i < count; i++) if (this.nulls[i] === 1) out[i] = null;
  }

  private fill(rows: Uint32Array, count: number, out: Key[]): void {
    const { kernel, nulls, numbers, words, batch } = this;
    switch (kernel.lane) {
      case 'number':
        kernel.fill(numbers, rows, count, nulls);
        for (let i = 0; i < count; i++) out[i] = numbers[i];
        break;
      case 'code':
        kernel.fill(words, rows, count, nulls);
        for (let i = 0; i < count; i++) out[i] = kernel.values[words[i]];
        break;
      case 'words':
        kernel.fill(words, rows, count, nulls);
        for (let i = 0; i < count; i++) out[i] = `${words[4 * i]} ${words[4 * i + 1]} ${words[4 * i + 2]} ${words[4 * i + 3]}`;
        break;
      case 'text':
        kernel.fill(batch, rows, count, nulls);
        for (let i = 0; i < count; i++) out[i] = batch.text(i);
    }
  }

  private reserve(count: number): void {
    if (count <= this.capacity) return;
    this.capacity = count;
    this.nulls = new Uint8Array(count);
    if (this.kernel.lane === 'number') this.numbers = new Float64Array(count);
    if (this.kernel.lane === 'code' || this.kernel.lane === 'words') this.words = new Uint32Array(4 * count);
    if (this.kernel.lane === 'text') this.batch = new TextBatch(count, this.kernel.maxByteLength);
  }
}
