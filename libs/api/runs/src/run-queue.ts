import type { RunBudget, BudgetShare } from './run-budget';
import type { RunJob } from './run-job';
import type { RunIdentity } from './run-log';
import type { RunStart } from './run-execution';

/** A run that waits for its turn. */
export interface WaitingRun {
  readonly run: RunIdentity;
  readonly experimentId: number;
  readonly createdAt: string;
  readonly start: RunStart;
  readonly job: RunJob;
}

/**
 * The runs that wait, in the order of their numbers. One that waits for its own experiment is passed by; one that waits for
 * its share of the machine is not, so that none waits for ever.
 */
export class RunQueue {
  private waiting: WaitingRun[] = [];

  add(entry: WaitingRun): void {
    this.waiting = [...this.waiting, entry].sort((a, b) => a.run.id - b.run.id);
  }

  /** Takes out a run. Undefined where it does not wait. */
  remove(runId: number): WaitingRun | undefined {
    const found = this.waiting.find(({ run }) => run.id === runId);
    this.waiting = this.waiting.filter((entry) => entry !== found);
    return found;
  }

  /** Takes out the run whose turn it is, with its share. @param isBusy whether an experiment has a run at work */
  next(budget: RunBudget, isBusy: (experimentId: number) => boolean): { readonly entry: WaitingRun; readonly share: BudgetShare } | undefined {
    const entry = this.waiting.find(({ experimentId }) => !isBusy(experimentId));
    const share = entry && budget.take(entry.job.workers ?? 0);
    if (!entry || !share) return undefined;
    this.remove(entry.run.id);
    return { entry, share };
  }

  get size(): number {
    return this.waiting.length;
  }

  get all(): readonly WaitingRun[] {
    return this.waiting;
  }
}
