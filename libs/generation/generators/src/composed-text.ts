import { makePermutation, MAX_PERMUTATION_SIZE, type StreamKey } from '@dw-sim/generation-rng';
import { indexDraw } from './index-draw';
import type { TextKernel } from './kernel';
import { padStrings } from './padded-strings';
import type { TextBatch } from './text-batch';

/** A part of a composed text: its spellings and the stream that chooses among them. */
export interface ComposedPart {
  readonly values: readonly string[];
  readonly key: StreamKey;
  /** Chosen by another column, so it can't help to make the text unique. */
  readonly bound?: boolean;
}

/** Fills the choice of one part for a batch of rows. */
type ChoiceFill = (codes: Uint32Array[], rows: Uint32Array, count: number) => void;

/**
 * Kernel of text that is several drawn parts end to end.
 *
 * @param unique permutation stream; every row then gets its own choice of parts
 */
export function composedText(parts: readonly ComposedPart[], unique?: StreamKey): TextKernel {
  const padded = parts.map(({ values }) => padStrings(values));
  const choose = unique ? uniqueChoices(parts, unique) : independentChoices(parts);
  let codes: Uint32Array[] = [];
  return {
    lane: 'text',
    maxByteLength: padded.reduce((sum, { maxByteLength }) => sum + maxByteLength, 0),
    fill: (out, rows, count) => {
      if (codes.length === 0 || codes[0].length < count) codes = parts.map(() => new Uint32Array(count));
      choose(codes, rows, count);
      joinParts(out, padded, codes, count);
    },
  };
}

function independentChoices(parts: readonly ComposedPart[]): ChoiceFill {
  const draws = parts.map(({ values, key }) => indexDraw(values.length, undefined, key));
  return (codes, rows, count) => {
    draws.forEach((draw, part) => {
      const out = codes[part];
      for (let i = 0; i < count; i++) out[i] = draw(rows[i]);
    });
  };
}

/**
 * Splits a permuted row number into one digit for each part that is free to choose. Parts beyond 2^32 combinations
 * are drawn: the digits before them are already unique.
 */
function uniqueChoices(parts: readonly ComposedPart[], key: StreamKey): ChoiceFill {
  const digits = digitParts(parts);
  const at = makePermutation(Math.min(combinations(digits.map((part) => parts[part])), MAX_PERMUTATION_SIZE), key);
  const draw = independentChoices(parts);
  return (codes, rows, count) => {
    draw(codes, rows, count);
    for (let i = 0; i < count; i++) {
      let rest = at(rows[i]);
      for (const part of digits) {
        const radix = parts[part].values.length;
        codes[part][i] = rest % radix;
        rest = Math.floor(rest / radix);
      }
    }
  };
}

/** Indexes of the free parts, as many as 32 bits reach. */
function digitParts(parts: readonly ComposedPart[]): readonly number[] {
  const digits: number[] = [];
  let product = 1;
  parts.forEach(({ bound, values }, index) => {
    if (bound || product >= MAX_PERMUTATION_SIZE) return;
    digits.push(index);
    product *= values.length;
  });
  return digits;
}

/** Number of different choices of parts. */
export function combinations(parts: readonly { readonly values: readonly string[] }[]): number {
  return parts.reduce((product, { values }) => product * values.length, 1);
}

/** Writes the parts of each row end to end. */
function joinParts(out: TextBatch, padded: readonly ReturnType<typeof padStrings>[], codes: readonly Uint32Array[], count: number): void {
  const { view, offsets } = out;
  let position = 0;
  for (let i = 0; i < count; i++) {
    offsets[i] = position;
    for (let part = 0; part < padded.length; part++) {
      const { view: source, width, byteLengths } = padded[part];
      const code = codes[part][i];
      const start = code * width;
      const length = byteLengths[code];
      // As doubles: eight bytes at a time, and no UTF-8 text holds the bit pattern of a NaN.
      for (let at = 0; at < length; at += 8) view.setFloat64(position + at, source.getFloat64(start + at, true), true);
      position += length;
    }
  }
  offsets[count] = position;
}
