import type { CodeKernel, Kernel, NumberKernel, TextKernel, WordsKernel } from './kernel';
import { TextBatch } from './text-batch';

/**
 * A kernel that keeps the values of the last run of consecutive rows and answers them when the same rows are asked for
 * again: a column that is written, and that other columns of the row are made of, is computed once per batch. Any other
 * rows, such as drawn ones, pass through.
 */
export function remembered(kernel: Kernel): Kernel {
  switch (kernel.lane) {
    case 'number':
      return rememberedNumbers(kernel);
    case 'code':
      return { ...kernel, fill: rememberedWords(kernel, 1) };
    case 'words':
      return { ...kernel, fill: rememberedWords(kernel, 4) };
    case 'text':
      return rememberedText(kernel);
  }
}

function rememberedNumbers(kernel: NumberKernel): NumberKernel {
  const memory = new BatchMemory(kernel.yieldsNull === true);
  let values = new Float64Array(0);
  const fill: NumberKernel['fill'] = (out, rows, count, nulls) => {
    if (!isConsecutive(rows, count)) return kernel.fill(out, rows, count, nulls);
    if (values.length < count) values = new Float64Array(count);
    memory.once(rows, count, (own) => kernel.fill(values, rows, count, own));
    out.set(values.subarray(0, count));
    memory.mark(nulls, count);
  };
  return { ...kernel, fill };
}

/** @param width words of a value */
function rememberedWords(kernel: CodeKernel | WordsKernel, width: number): CodeKernel['fill'] {
  const memory = new BatchMemory(kernel.yieldsNull === true);
  let values = new Uint32Array(0);
  return (out, rows, count, nulls) => {
    if (!isConsecutive(rows, count)) return kernel.fill(out, rows, count, nulls);
    if (values.length < count * width) values = new Uint32Array(count * width);
    memory.once(rows, count, (own) => kernel.fill(values, rows, count, own));
    out.set(values.subarray(0, count * width));
    memory.mark(nulls, count);
  };
}

function rememberedText(kernel: TextKernel): TextKernel {
  const memory = new BatchMemory(kernel.yieldsNull === true);
  let batch = new TextBatch(0, 0);
  const fill: TextKernel['fill'] = (out, rows, count, nulls) => {
    if (!isConsecutive(rows, count)) return kernel.fill(out, rows, count, nulls);
    if (batch.offsets.length <= count) batch = new TextBatch(count, kernel.maxByteLength);
    memory.once(rows, count, (own) => kernel.fill(batch, rows, count, own));
    out.copy(batch, count);
    memory.mark(nulls, count);
  };
  return { ...kernel, fill };
}

/** Which rows are kept, and which of them have no value. */
class BatchMemory {
  private first = -1;
  private count = 0;
  private nulls = new Uint8Array(0);

  constructor(private readonly yieldsNull: boolean) {}

  /** Fills unless these rows are the ones that are kept. */
  once(rows: Uint32Array, count: number, fill: (nulls: Uint8Array) => void): void {
    if (rows[0] === this.first && count === this.count) return;
    if (this.nulls.length < count) this.nulls = new Uint8Array(count);
    this.nulls.fill(0, 0, count);
    // Nothing is kept where the kernel throws.
    this.count = 0;
    fill(this.nulls);
    this.first = rows[0];
    this.count = count;
  }

  mark(nulls: Uint8Array | undefined, count: number): void {
    if (nulls && this.yieldsNull) for (let i = 0; i < count; i++) nulls[i] |= this.nulls[i];
  }
}

function isConsecutive(rows: Uint32Array, count: number): boolean {
  const first = rows[0];
  if (rows[count - 1] - first !== count - 1) return false;
  for (let i = 1; i < count; i++) if (rows[i] !== first + i) return false;
  return count > 0;
}
