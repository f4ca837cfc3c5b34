import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { RunDetail, RunEvent, RunSummary } from '@dw-sim/contracts';
import { type Subscription, defer, retry, tap, timer } from 'rxjs';
import { type RunProgress, applyRunEvent, isActiveRun, progressOfRun } from './run-progress';
import { RunsApi } from './runs-api';

const RECONNECT_MS = 2_000;
const TICK_MS = 250;

/**
 * One run, live while it is active. Provided where a page shows a run, and destroyed with it.
 * A stream that the server refuses is opened again every two seconds; what is replayed then changes nothing.
 */
@Injectable()
export class RunStore {
  private readonly api = inject(RunsApi);
  private readonly state = signal<RunProgress | undefined>(undefined);
  private readonly connectedState = signal(true);
  /** Milliseconds since the last event, so that the clocks of server and browser need not agree. */
  private readonly sinceEvent = signal(0);
  private stream?: Subscription;
  private ticker?: Subscription;

  readonly progress = this.state.asReadonly();
  readonly isActive = computed(() => {
    const run = this.state();
    return run !== undefined && isActiveRun(run);
  });
  /** False while a refused stream waits to be opened again. */
  readonly isConnected = this.connectedState.asReadonly();
  /** Milliseconds that the run has taken so far, or took. */
  readonly elapsedMs = computed(() => elapsedOf(this.state(), this.sinceEvent()));

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Shows a run as its record tells it, without a stream. */
  show(run: RunDetail): void {
    this.stop();
    this.state.set(progressOfRun(run));
  }

  /** Follows an active run until it ends; following the same run again changes nothing. */
  follow(run: RunSummary | RunDetail, onEnded: () => void): void {
    if (this.stream && !this.stream.closed && this.state()?.runId === run.id) return;
    this.stop();
    this.state.set(progressOfRun(run));
    this.startTicking();
    this.stream = defer(() => this.api.events(run.experiment, run.id))
      .pipe(tap({ error: () => this.connectedState.set(false) }), retry({ delay: RECONNECT_MS }))
      .subscribe({ next: (event) => this.take(event), complete: () => this.end(onEnded) });
  }

  /** Forgets the run. */
  clear(): void {
    this.stop();
    this.state.set(undefined);
  }

  private take(event: RunEvent): void {
    this.connectedState.set(true);
    this.startTicking();
    this.state.update((run) => run && applyRunEvent(run, event));
  }

  private end(onEnded: () => void): void {
    this.ticker?.unsubscribe();
    onEnded();
  }

  private startTicking(): void {
    this.ticker?.unsubscribe();
    this.sinceEvent.set(0);
    const start = performance.now();
    this.ticker = timer(TICK_MS, TICK_MS).subscribe(() => this.sinceEvent.set(performance.now() - start));
  }

  private stop(): void {
    this.stream?.unsubscribe();
    this.ticker?.unsubscribe();
    this.connectedState.set(true);
  }
}

function elapsedOf(run: RunProgress | undefined, sinceEvent: number): number | null {
  if (!run?.startedAt) return run?.elapsedMs ?? null;
  if (run.elapsedMs !== null) return run.elapsedMs;
  const untilEvent = run.lastEventAt ? Date.parse(run.lastEventAt) - Date.parse(run.startedAt) : 0;
  return untilEvent + sinceEvent;
}
