import { columnBytes, computedKernel } from './computed-column';
import { compileExpression } from './expression';
import { textBound } from './expression/text-bound';
import { MAX_TEXT_LENGTH, slice } from './expression/text-slices';
import type { Typed } from './expression/typed';
import type { CodeVector, NumberVector, TextVector } from './expression/vector';
import type { KernelContext } from './generator-kind';
import { NUMBER_LENGTH, writeNumber } from './json-text/number-text';
import { ScratchText } from './json-text/scratch-text';
import type { Kernel, NullMarker, TextKernel } from './kernel';
import { padStrings } from './padded-strings';
import { SiblingVectors } from './sibling-vectors';
import type { TextBatch } from './text-batch';
import { copyText } from './text-copy';

/** One part of the texts of a batch. */
interface PartWriter {
  /** Computes the part of each row, marks those that have none, and answers the bytes that all of them may take. */
  select(rows: Uint32Array, count: number, nulls: Uint8Array): number;
  /** Writes the part of a row and answers the position behind it. */
  write(out: TextBatch, position: number, index: number): number;
}

/**
 * Kernel of texts end to end, with the values of `computedKernel`. Texts of columns are copied as bytes: strings of
 * JavaScript would take three times as long.
 */
export function templateKernel(typed: Typed, context: KernelContext): Kernel {
  const computed = computedKernel(typed, context);
  // Text that depends on one short list is best as codes.
  if (computed.lane !== 'text' || typed.kind !== 'call' || typed.name !== 'concat') return computed;
  const siblings = new SiblingVectors(context);
  return endToEnd(typed.args.map((part) => partWriter(part, siblings, context)), siblings, context, computed);
}

function endToEnd(parts: readonly PartWriter[], siblings: SiblingVectors, { type }: KernelContext, { maxByteLength, yieldsNull }: TextKernel): TextKernel {
  const length = type.kind === 'VARCHAR' ? (type.length ?? MAX_TEXT_LENGTH) : MAX_TEXT_LENGTH;
  let missing = new Uint8Array(0);
  return {
    lane: 'text',
    maxByteLength,
    yieldsNull,
    fill: (out, rows, count, nulls) => {
      if (missing.length < count) missing = new Uint8Array(count);
      else missing.fill(0, 0, count);
      siblings.select(rows, count);
      out.reserve(parts.reduce((sum, part) => sum + part.select(rows, count, missing), 0));
      let position = 0;
      for (let i = 0; i < count; i++) {
        out.offsets[i] = position;
        if (missing[i] === 1) continue;
        let end = position;
        for (const part of parts) end = part.write(out, end, i);
        // As many bytes as characters fit at least.
        position = end - position > length ? cut(out, position, end, length) : end;
      }
      out.offsets[count] = position;
      if (nulls) for (let i = 0; i < count; i++) nulls[i] |= missing[i];
    },
  };
}

function cut({ bytes }: TextBatch, start: number, end: number, length: number): number {
  const buffer = Buffer.from(bytes.buffer);
  return start + buffer.write(slice(buffer.toString('utf8', start, end), 0, length), start);
}

function partWriter(part: Typed, siblings: SiblingVectors, context: KernelContext): PartWriter {
  const kernel = part.kind === 'column' ? context.kernelOf(context.table, part.name) : undefined;
  if (part.kind === 'column' && kernel?.lane === 'text') return textPart(kernel, context.nullsOf(context.table, part.name));
  const column = (name: string) => siblings.column(name);
  if (part.kind === 'call' && part.name === 'number to text') return numberPart(compileExpression(part.args[0], column) as NumberVector);
  const vector = compileExpression(part, column);
  if (vector.lane === 'code') return codePart(vector);
  return stringPart(vector as TextVector, textBound(part, (name) => columnBytes(context.kernelOf(context.table, name))));
}

/** Texts of a column, copied. */
function textPart(kernel: TextKernel, markNulls: NullMarker | undefined): PartWriter {
  const scratch = new ScratchText(kernel);
  let batch: TextBatch;
  return {
    select: (rows, count, nulls) => {
      batch = scratch.fill(rows, count, nulls);
      markNulls?.(nulls, rows, count);
      return batch.offsets[count];
    },
    write: ({ view }, position, index) => {
      const { offsets } = batch;
      const byteLength = offsets[index + 1] - offsets[index];
      copyText(view, position, batch.view, offsets[index], byteLength);
      return position + byteLength;
    },
  };
}

/** Texts of a list, which may be a single one. */
function codePart(vector: CodeVector): PartWriter {
  const { view: source, width, byteLengths, maxByteLength } = padStrings(vector.dictionary);
  return {
    select: (_rows, count, nulls) => {
      vector.evaluate(count);
      markAll(vector, nulls, count);
      return count * maxByteLength;
    },
    write: ({ view }, position, index) => {
      const code = vector.codes[index];
      copyText(view, position, source, code * width, byteLengths[code]);
      return position + byteLengths[code];
    },
  };
}

function numberPart(vector: NumberVector): PartWriter {
  return {
    select: (_rows, count, nulls) => {
      vector.evaluate(count);
      markAll(vector, nulls, count);
      return count * NUMBER_LENGTH;
    },
    write: ({ bytes }, position, index) => writeNumber(bytes, position, vector.values[index]),
  };
}

/** Whatever else makes text, such as a format. */
function stringPart(vector: TextVector, maxByteLength: number): PartWriter {
  let buffer: Buffer = Buffer.alloc(0);
  return {
    select: (_rows, count, nulls) => {
      vector.evaluate(count);
      markAll(vector, nulls, count);
      return count * maxByteLength;
    },
    write: ({ bytes }, position, index) => {
      if (buffer.buffer !== bytes.buffer) buffer = Buffer.from(bytes.buffer);
      return position + buffer.write(vector.values[index], position);
    },
  };
}

function markAll({ nullable, nulls: own }: { readonly nullable: boolean; readonly nulls: Uint8Array }, nulls: Uint8Array, count: number): void {
  if (nullable) for (let i = 0; i < count; i++) nulls[i] |= own[i];
}
