/** Length of time that a rate is taken over, in milliseconds. */
const WINDOW_MS = 4_000;
/** Shorter than this, a rate says nothing. */
const LEAST_MS = 150;

/** Speed of a growing count over the last seconds. Times are milliseconds of one clock. */
export class RowRate {
  private samples: { readonly at: number; readonly rows: number }[] = [];

  add(rows: number, at: number): void {
    // The time before the first row is waiting, not work.
    if (rows === 0) this.samples = [];
    this.samples.push({ at, rows });
    // The last sample outside of the window stays: the window begins with it.
    while (this.samples.length > 2 && this.samples[1]!.at <= at - WINDOW_MS) this.samples.shift();
  }

  /** Rows per second; 0 while unknown. */
  get perSecond(): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < LEAST_MS) return 0;
    return Math.max(0, Math.round(((last.rows - first.rows) * 1000) / (last.at - first.at)));
  }

  /** Milliseconds to go for the remaining rows; null while unknown. */
  remainingMs(remainingRows: number): number | null {
    if (remainingRows <= 0) return 0;
    return this.perSecond === 0 ? null : Math.round((remainingRows * 1000) / this.perSecond);
  }
}
