import { hash32, type StreamKey } from '@dw-sim/generation-rng';
import { type FanOut, makeFanOutDraw } from './fan-out';

/** Parents of a block at least, and most blocks: sums take 8 MB at most. */
const BLOCK_PARENTS = 32;
const MAX_BLOCKS = 2 ** 20;

/** Where the rows of the parents begin, block by block: all that must be known to find the parent of any row. */
export interface FanOutBlocks {
  readonly fanOut: FanOut;
  readonly parentCount: number;
  readonly rowCount: number;
  /** Most rows of one parent. */
  readonly largest: number;
  /** Parents of a block. */
  readonly blockParents: number;
  /** First row of each block, and the number of rows: doubles, shared by the workers. */
  readonly starts: SharedArrayBuffer;
}

/** Adds up the rows of all parents: a few nanoseconds each. */
export function sumFanOut(fanOut: FanOut, [k0, k1]: StreamKey, parentCount: number): FanOutBlocks {
  const count = makeFanOutDraw(fanOut);
  const blockParents = Math.max(BLOCK_PARENTS, 2 ** Math.ceil(Math.log2(parentCount / MAX_BLOCKS)));
  const blocks = Math.ceil(parentCount / blockParents);
  const shared = new SharedArrayBuffer(8 * (blocks + 1));
  const starts = new Float64Array(shared);
  let sum = 0;
  let largest = 0;
  for (let block = 0, parent = 0; block < blocks; block++) {
    starts[block] = sum;
    for (const end = Math.min(parentCount, parent + blockParents); parent < end; parent++) {
      const rows = count(hash32(parent, k0, k1));
      sum += rows;
      if (rows > largest) largest = rows;
    }
  }
  starts[blocks] = sum;
  return { fanOut, parentCount, rowCount: sum, largest, blockParents, starts: shared };
}

/** Finds the parent of a row: by bisection its block, whose counts are drawn again. Neighbouring rows are found at once. */
export class FanOutRows {
  /** Parent of the row that was found last, and its rows from `start` to `end`. */
  parent = 0;
  start = 0;
  end = 0;
  private readonly starts: Float64Array;
  private readonly count: (draw: number) => number;
  /** End of the rows of each parent of the block that is open. */
  private readonly ends: Float64Array;
  private block = -1;
  private at = 0;

  constructor(
    private readonly blocks: FanOutBlocks,
    private readonly key: StreamKey,
  ) {
    this.starts = new Float64Array(blocks.starts);
    this.count = makeFanOutDraw(blocks.fanOut);
    this.ends = new Float64Array(blocks.blockParents);
  }

  /** Sets `parent`, `start` and `end` for a row below the row count. */
  find(row: number): void {
    if (row >= this.start && row < this.end) return;
    const isOpen = this.block >= 0 && row >= this.starts[this.block] && row < this.starts[this.block + 1];
    if (!isOpen) this.open(this.blockOf(row));
    else if (row < this.start) this.at = 0;
    const { ends } = this;
    while (ends[this.at] <= row) this.at++;
    this.parent = this.block * this.blocks.blockParents + this.at;
    this.start = this.at === 0 ? this.starts[this.block] : ends[this.at - 1];
    this.end = ends[this.at];
  }

  private open(block: number): void {
    const { blockParents, parentCount } = this.blocks;
    const [k0, k1] = this.key;
    const first = block * blockParents;
    const parents = Math.min(blockParents, parentCount - first);
    let sum = this.starts[block];
    for (let i = 0; i < parents; i++) this.ends[i] = sum += this.count(hash32(first + i, k0, k1));
    this.block = block;
    this.at = 0;
  }

  /** The last block that begins at or before a row and is not empty. */
  private blockOf(row: number): number {
    let low = 0;
    let high = this.starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
