const ABORT_WORD = 0;
const NEXT_PART_WORD = 1;
const FIRST_TABLE_WORD = 2;

/** What the threads of a run share: whether it is aborted, the next part to write, and the rows that each table has so far. */
export class RunState {
  private readonly words: Uint32Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.words = new Uint32Array(memory);
  }

  /** State of a run that has not begun. */
  static of(tableCount: number): RunState {
    return new RunState(new SharedArrayBuffer(4 * (FIRST_TABLE_WORD + tableCount)));
  }

  /** Index of a part that nobody else writes; it may lie beyond the last. */
  takePart(): number {
    return Atomics.add(this.words, NEXT_PART_WORD, 1);
  }

  /** Makes every scan fail at its next batch. */
  abort(): void {
    Atomics.store(this.words, ABORT_WORD, 1);
  }

  get isAborted(): boolean {
    return Atomics.load(this.words, ABORT_WORD) !== 0;
  }

  addRows(tableIndex: number, count: number): void {
    Atomics.add(this.words, FIRST_TABLE_WORD + tableIndex, count);
  }

  /** Rows made of a table, modulo 2^32: all rows of the largest table read as 0. */
  rowsOf(tableIndex: number): number {
    return Atomics.load(this.words, FIRST_TABLE_WORD + tableIndex);
  }
}
