import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { terminalStatusOf } from '@dw-sim/contracts';
import type { RunEvent, RunFilter, RunList, RunSummary } from '@dw-sim/contracts';
import { type Subscription, defer, retry, tap, timer } from 'rxjs';
import { Loadable } from './loadable';
import { RunsApi } from './runs-api';

const RECONNECT_MS = 2_000;
/** Events that come together are answered by one request. */
const SETTLE_MS = 250;
const PAGE = 50;
/** Events after which a list is another one. */
const CHANGES: ReadonlySet<RunEvent['type']> = new Set(['queued', 'started', 'parked', 'resumed', 'completed', 'failed', 'aborted']);

/** The runs of all experiments, live. Provided by the page. */
@Injectable()
export class RunsStore {
  private readonly api = inject(RunsApi);
  private readonly list = new Loadable<RunList>();
  private readonly connectedState = signal(true);
  private filter: RunFilter = {};
  private stream?: Subscription;
  private settling?: Subscription;

  /** Undefined until the first answer. */
  readonly runs = this.list.value;
  readonly error = this.list.error;
  readonly isConnected = this.connectedState.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stream?.unsubscribe();
      this.settling?.unsubscribe();
      this.list.cancel();
    });
  }

  /** Shows the runs of a filter, and follows them. */
  open(filter: RunFilter): void {
    this.filter = { limit: PAGE, ...filter };
    this.reload();
    this.stream ??= defer(() => this.api.allEvents())
      .pipe(tap({ error: () => this.connectedState.set(false) }), retry({ delay: RECONNECT_MS }))
      .subscribe((event) => this.take(event));
  }

  /** Shows more of them. */
  more(): void {
    this.filter = { ...this.filter, limit: (this.filter.limit ?? PAGE) + PAGE };
    this.reload();
  }

  private reload(): void {
    this.list.load(this.api.find(this.filter));
  }

  private take(event: RunEvent): void {
    if (!this.connectedState()) this.reload();
    this.connectedState.set(true);
    if (event.type === 'progress') this.patch(event.run_id, (run) => withProgress(run, event));
    if (!CHANGES.has(event.type)) return;
    const status = terminalStatusOf(event);
    if (status) this.patch(event.run_id, (run) => ({ ...run, status }));
    this.settling ??= timer(SETTLE_MS).subscribe(() => {
      this.settling = undefined;
      this.reload();
    });
  }

  private patch(id: number, change: (run: RunSummary) => RunSummary): void {
    const list = this.runs();
    if (list) this.list.set({ ...list, items: list.items.map((run) => (run.id === id ? change(run) : run)) });
  }
}

function withProgress(run: RunSummary, { tables, rows }: Extract<RunEvent, { type: 'progress' }>): RunSummary {
  return tables.some(({ phase }) => phase === 'load') ? { ...run, loaded_rows: rows } : { ...run, generated_rows: rows };
}
