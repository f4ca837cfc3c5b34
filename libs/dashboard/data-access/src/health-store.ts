import { HttpClient } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import type { HealthReport } from '@dw-sim/contracts';
import { type Subscription, timer } from 'rxjs';
import { Loadable } from './loadable';

const POLL_MS = 15_000;

/** What the health indicator shows. `unreachable`: the server did not answer the last time it was asked. */
export type HealthState = 'unknown' | 'ok' | 'degraded' | 'unreachable';

/** Health of the server and of its warehouses. */
@Injectable({ providedIn: 'root' })
export class HealthStore {
  private readonly http = inject(HttpClient);
  private readonly latest = new Loadable<HealthReport>();
  private polling?: Subscription;

  readonly report = this.latest.value;
  readonly warehouses = computed(() => this.report()?.warehouses ?? []);
  readonly state = computed<HealthState>(() => {
    if (this.latest.error()) return 'unreachable';
    return this.report()?.status ?? 'unknown';
  });

  /** Asks now and every 15 seconds from now on. */
  start(): void {
    this.polling ??= timer(0, POLL_MS).subscribe(() => this.refresh());
  }

  refresh(): void {
    this.latest.load(this.http.get<HealthReport>('/api/health'));
  }
}
