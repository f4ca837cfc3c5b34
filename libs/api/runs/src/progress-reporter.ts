import type { RunEventBody, RunPhase, TableProgress } from '@dw-sim/contracts';
import { RowRate } from './row-rate';

/** Least time between two progress events: five a second. */
export const PROGRESS_INTERVAL_MS = 200;

export type ProgressBody = Extract<RunEventBody, { type: 'progress' }>;

/** State of one table in the phase that runs. */
export interface TableState {
  readonly table: string;
  readonly rows: number;
  readonly totalRows: number;
}

/**
 * Turns reports that come at any pace into at most five events a second. One phase is reported at a time: rows, speed
 * and remaining time are those of the phase.
 */
export class ProgressReporter {
  private phase: RunPhase | undefined;
  private states: readonly TableState[] = [];
  private rates = new Map<string, RowRate>();
  private total = new RowRate();
  private timer: NodeJS.Timeout | undefined;
  private publishing: Promise<unknown> = Promise.resolve();
  private failure: unknown;

  constructor(
    private readonly publish: (body: ProgressBody) => Promise<unknown>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Takes the state of every table of a phase. */
  report(phase: RunPhase, states: readonly TableState[]): void {
    if (phase !== this.phase) this.begin(phase);
    this.states = states;
    const now = this.clock();
    for (const { table, rows } of states) this.rateOf(table).add(rows, now);
    this.total.add(sum(states, ({ rows }) => rows), now);
    this.timer ??= setTimeout(() => this.flush(), PROGRESS_INTERVAL_MS);
  }

  /** Says nothing more of a phase that is over: its tables have said that they are done. */
  endPhase(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Ends reporting and waits for events under way. @throws what storing an event threw */
  async settle(): Promise<void> {
    this.endPhase();
    await this.publishing;
    if (this.failure !== undefined) throw this.failure;
  }

  private begin(phase: RunPhase): void {
    this.endPhase();
    this.phase = phase;
    this.rates = new Map();
    this.total = new RowRate();
  }

  private flush(): void {
    this.timer = undefined;
    const body = this.body();
    this.publishing = this.publishing.then(() => this.publish(body)).catch((error: unknown) => (this.failure ??= error));
  }

  private body(): ProgressBody {
    const rows = sum(this.states, (state) => state.rows);
    const totalRows = sum(this.states, (state) => state.totalRows);
    return {
      type: 'progress',
      tables: this.states.map((state) => this.tableProgress(state)),
      rows,
      total_rows: totalRows,
      rows_per_second: this.total.perSecond,
      remaining_ms: this.total.remainingMs(totalRows - rows),
    };
  }

  private tableProgress({ table, rows, totalRows }: TableState): TableProgress {
    const rate = this.rateOf(table);
    return {
      table,
      phase: this.phase ?? 'generate',
      rows,
      total_rows: totalRows,
      rows_per_second: rows < totalRows ? rate.perSecond : 0,
      remaining_ms: rate.remainingMs(totalRows - rows),
    };
  }

  private rateOf(table: string): RowRate {
    const rate = this.rates.get(table) ?? new RowRate();
    this.rates.set(table, rate);
    return rate;
  }
}

function sum(states: readonly TableState[], of: (state: TableState) => number): number {
  return states.reduce((total, state) => total + of(state), 0);
}
