/** A change that is in force from a moment to another, the end not included. */
export interface TimedChange {
  readonly start: number;
  readonly end: number;
  readonly change: number;
}

/**
 * Joins changes that overlap: from each bound to the next the sum or the product of those in force, NaN where none is.
 * A sweep over their ends, with a tree of partial results so that each end costs log n, and nothing is ever divided out.
 */
export function combinedPieces(changes: readonly TimedChange[], isAdded: boolean): { readonly bounds: Float64Array; readonly changes: Float64Array } {
  const real = changes.filter(({ start, end }) => start < end);
  const tree = new ResultTree(real.length, isAdded);
  const ends = real.flatMap(({ start, end }, index) => [{ at: start, index, begins: true }, { at: end, index, begins: false }]).sort((a, b) => a.at - b.at || a.index - b.index);
  const bounds: number[] = [];
  const results: number[] = [];
  ends.forEach(({ at, index, begins }, i) => {
    tree.set(index, begins ? real[index].change : undefined);
    if (ends.at(i + 1)?.at === at) return;
    bounds.push(at);
    results.push(tree.result);
  });
  return { bounds: Float64Array.from(bounds), changes: Float64Array.from(results) };
}

/** Sum or product of the values that are present, kept up to date in a binary tree. */
class ResultTree {
  private readonly nodes: Float64Array;
  private readonly leaves: number;
  private readonly present: Uint8Array;
  private presentCount = 0;

  constructor(
    count: number,
    private readonly isAdded: boolean,
  ) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.nodes = new Float64Array(2 * this.leaves).fill(isAdded ? 0 : 1);
    this.present = new Uint8Array(count);
  }

  /** Puts a value in place, or takes it away. */
  set(index: number, value: number | undefined): void {
    this.presentCount += Number(value !== undefined) - this.present[index];
    this.present[index] = Number(value !== undefined);
    let at = this.leaves + index;
    this.nodes[at] = value ?? (this.isAdded ? 0 : 1);
    for (at >>= 1; at >= 1; at >>= 1) this.nodes[at] = this.isAdded ? this.nodes[2 * at] + this.nodes[2 * at + 1] : this.nodes[2 * at] * this.nodes[2 * at + 1];
  }

  /** NaN where no value is present. */
  get result(): number {
    return this.presentCount === 0 ? NaN : this.nodes[1];
  }
}
