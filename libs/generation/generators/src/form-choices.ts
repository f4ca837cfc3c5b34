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

/** Draws below this size are the same in whole numbers as in doubles. */
const MAX_DRAWN = 2 ** 21;

/** Choices of the parts of a form for a batch of rows. */
export class FormChoices {
  /** Parts that their key alone does not draw. */
  readonly given: readonly number[];
  private readonly codes: Uint32Array[];
  private readonly fills: readonly (IndexFill | undefined)[];
  private readonly makeUnique: ((rows: Uint32Array, count: number) => void) | undefined;

  constructor(
    private readonly parts: readonly ComposedPart[],
    unique: StreamKey | undefined,
  ) {
    const digits = unique ? digitParts(parts) : [];
    this.codes = parts.map(() => new Uint32Array(0));
    this.fills = parts.map((part, index) => (digits.includes(index) ? undefined : partFill(part)));
    this.given = parts.flatMap(({ bound, weights, values }, index) => (digits.includes(index) || bound || weights || values.length > MAX_DRAWN ? index : []));
    this.makeUnique = unique && this.uniqueFill(digits, unique);
  }

  /** Codes of the given parts for rows, in the order of `given`; good until the next call. */
  choose(rows: Uint32Array, count: number): readonly Uint32Array[] {
    for (const part of this.given) this.fill(part, rows, count);
    this.makeUnique?.(rows, count);
    return this.given.map((part) => this.codes[part]);
  }

  /** Codes of one part for rows; good until the next call. */
  codesOf(part: number, rows: Uint32Array, count: number): Uint32Array {
    if (this.fills[part]) this.fill(part, rows, count);
    else this.choose(rows, count);
    return this.codes[part];
  }

  private fill(part: number, rows: Uint32Array, count: number): void {
    if (this.codes[part].length < count) this.codes[part] = new Uint32Array(count);
    this.fills[part]?.(this.codes[part], rows, count);
  }

  /**
   * Splits a permuted row number into one digit for each part that is free to choose. Parts beyond 2^32 combinations
   * are drawn: the digits before them are already unique.
   */
  private uniqueFill(digits: readonly number[], key: StreamKey): (rows: Uint32Array, count: number) => void {
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
