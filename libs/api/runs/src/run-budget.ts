/** What runs may use together. */
export interface BudgetLimits {
  /** Runs at the same time. */
  readonly runs: number;
  /** Worker threads. Each run gets one, even where others have all of them. */
  readonly workers: number;
  readonly memoryBytes: number;
  /** Memory that a worker is counted with. */
  readonly workerMemoryBytes: number;
}

/** What a run has of the budget, until it gives it back. */
export interface BudgetShare {
  readonly workers: number;
  giveBack(): void;
}

/**
 * Shares worker threads and memory among runs. A run gets the workers that are free when it begins, and at least one: the
 * threads of a machine serve more runs than there are, slower, while memory can't be shared so. One run alone always fits.
 */
export class RunBudget {
  private readonly shares = new Set<BudgetShare>();

  constructor(private readonly limits: BudgetLimits) {}

  /** @param wanted worker threads that the run can use; 0 for one that only loads. Undefined where it must wait. */
  take(wanted: number): BudgetShare | undefined {
    const { runs, workers, memoryBytes, workerMemoryBytes } = this.limits;
    if (this.shares.size >= runs) return undefined;
    const used = [...this.shares].reduce((sum, share) => sum + share.workers, 0);
    const inMemory = Math.floor(memoryBytes / workerMemoryBytes) - used;
    if (wanted > 0 && inMemory < 1 && this.shares.size > 0) return undefined;
    const free = Math.max(1, Math.min(workers - used, inMemory));
    const share: BudgetShare = { workers: Math.min(wanted, free), giveBack: () => this.shares.delete(share) };
    this.shares.add(share);
    return share;
  }
}
