import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { runAfter } from '@dw-sim/contracts';
import type { RunDetail, RunEvent } from '@dw-sim/contracts';
import { type Subscription, defer, firstValueFrom, retry } from 'rxjs';
import { Loadable } from './loadable';
import { isActiveRun } from './run-progress';
import { RunsApi } from './runs-api';

const RECONNECT_MS = 2_000;

/** One run with its log, live while it is active. Provided by the page. */
@Injectable()
export class RunPageStore {
  private readonly api = inject(RunsApi);
  private readonly detail = new Loadable<RunDetail>();
  private readonly logState = signal<readonly RunEvent[]>([]);
  private stream?: Subscription;

  readonly run = this.detail.value;
  readonly error = this.detail.error;
  /** Of past progress the latest alone. */
  readonly log = this.logState.asReadonly();
  readonly isActive = computed(() => {
    const run = this.run();
    return run !== undefined && isActiveRun(run);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /** Opens a run; what was shown of another one is forgotten. */
  open(id: number): void {
    this.close();
    this.detail.clear();
    this.logState.set([]);
    this.detail.load(this.api.findOne(id), (run) => (isActiveRun(run) ? this.follow(id) : this.loadLog(id)));
  }

  /** Rejects with `AppError`. */
  async abort(id: number): Promise<void> {
    await firstValueFrom(this.api.act(id, 'abort'));
  }

  /** Answers the number of the run that does the work. Rejects with `AppError`. */
  async start(id: number, action: 'resume' | 'reproduce'): Promise<number> {
    return (await firstValueFrom(this.api.act(id, action))).id;
  }

  private loadLog(id: number): void {
    this.stream = this.api.log(id).subscribe({ next: ({ items }) => this.logState.set(items), error: () => this.logState.set([]) });
  }

  private follow(id: number): void {
    this.stream = defer(() => this.api.eventsOf(id)).pipe(retry({ delay: RECONNECT_MS })).subscribe({
      next: (event) => this.take(event),
      // The record says what does not stand in the log.
      complete: () => this.detail.load(this.api.findOne(id), () => this.loadLog(id)),
    });
  }

  /** An event that was taken in before (a replay) changes nothing. */
  private take(event: RunEvent): void {
    const log = this.logState();
    if (event.seq <= (log.at(-1)?.seq ?? 0)) return;
    const kept = event.type === 'progress' ? log.filter(({ type }) => type !== 'progress') : log;
    this.logState.set([...kept, event]);
    const run = this.run();
    if (run) this.detail.set({ ...run, ...runAfter(run, event) });
  }

  private close(): void {
    this.stream?.unsubscribe();
    this.detail.cancel();
  }
}
