const WINDOW_MS = 60_000;
const MOST = 20;
/** More addresses than that are forgotten at once: the memory stays bounded. */
const MOST_ADDRESSES = 10_000;

/** Counts the wrong keys of each address in a minute, so that a short one of the configuration can't be guessed. */
export class WrongKeys {
  private counts = new Map<string, number>();
  private windowEnd = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Whether an address has used up its tries. */
  isBlocked(address: string): boolean {
    this.turn();
    return (this.counts.get(address) ?? 0) >= MOST;
  }

  add(address: string): void {
    this.turn();
    if (this.counts.size >= MOST_ADDRESSES) this.counts.clear();
    this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
  }

  private turn(): void {
    if (this.now() < this.windowEnd) return;
    this.counts = new Map();
    this.windowEnd = this.now() + WINDOW_MS;
  }
}
