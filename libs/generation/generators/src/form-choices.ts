import { makePermutation, MAX_PERMUTATION_SIZE, type StreamKey } from '@dw-sim/generation-rng';
import { type IndexFill, indexFill } from './index-draw';
import type { CodeKernel } from './kernel';

/** A part of a composed text: its spellings and what chooses among them. */
export interface ComposedPart {
  readonly values: readonly string[];
  readonly weights?: readonly number[];
  readonly key: StreamKey;
  /** Chooses instead of the key: the codes of another column, so it can't help to make the text unique. */
  readonly bound?: CodeKernel;
  /** False for a part that is drawn even where the text must be unique. */
  readonly digit?: boolean;
  /** Canonical rule that makes this part. */
  readonly rule?: string;
}

/** Choices of the parts of a form for a batch of rows. */
export class FormChoices {
  /** By part, then by place in the batch. */
  codes: readonly Uint32Array[] = [];
  private readonly fills: readonly IndexFill[];
  private readonly makeUnique: ((rows: Uint32Array, count: number) => void) | undefined;

  constructor(
    private readonly parts: readonly ComposedPart[],
    unique: StreamKey | undefined,
  ) {
    this.fills = parts.map(partFill);
    this.makeUnique = unique && this.uniqueFill(unique);
  }

  choose(rows: Uint32Array, count: number): void {
    if (this.codes.length === 0 || this.codes[0].length < count) this.codes = this.parts.map(() => new Uint32Array(count));
    this.fills.forEach((fill, part) => fill(this.codes[part], rows, count));
    this.makeUnique?.(rows, count);
  }

  /**
   * Splits a permuted row number into one digit for each part that is free to choose. Parts beyond 2^32 combinations
   * are drawn: the digits before them are already unique.
   */
  private uniqueFill(key: StreamKey): (rows: Uint32Array, count: number) => void {
    const digits = digitParts(this.parts);
    const size = digits.reduce((product, part) => product * this.parts[part].values.length, 1);
    const at = makePermutation(Math.min(size, MAX_PERMUTATION_SIZE), key);
    return (rows, count) => {
      for (let i = 0; i < count; i++) {
        let rest = at(rows[i]);
        for (const part of digits) {
          const radix = this.parts[part].values.length;
          this.codes[part][i] = rest % radix;
          rest = Math.floor(rest / radix);
        }
      }
    };
  }
}

function partFill({ values, weights, key, bound }: ComposedPart): IndexFill {
  return bound ? (out, rows, count) => bound.fill(out, rows, count) : indexFill(values.length, weights, key);
}

/** Indexes of the free parts, as many as 32 bits reach. */
function digitParts(parts: readonly ComposedPart[]): readonly number[] {
  const digits: number[] = [];
  let product = 1;
  parts.forEach(({ bound, digit, values }, index) => {
    if (bound || digit === false || product >= MAX_PERMUTATION_SIZE) return;
    digits.push(index);
    product *= values.length;
  });
  return digits;
}
