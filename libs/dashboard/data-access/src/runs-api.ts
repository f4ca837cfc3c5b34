import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { GenerateRequest, RunDetail, RunEvent, RunList } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';
import { EVENT_SOURCE, runEvents } from './run-events';
import { experimentUrl } from './experiments-api';

/** The REST routes and the event stream of an experiment's runs. Fails with `AppError`. */
@Injectable({ providedIn: 'root' })
export class RunsApi {
  private readonly http = inject(HttpClient);
  private readonly openEventSource = inject(EVENT_SOURCE);

  list(experiment: string): Observable<RunList> {
    return this.http.get<RunList>(runsUrl(experiment));
  }

  get(experiment: string, id: number): Observable<RunDetail> {
    return this.http.get<RunDetail>(`${runsUrl(experiment)}/${id}`);
  }

  generate(experiment: string, request: GenerateRequest): Observable<RunDetail> {
    return this.http.post<RunDetail>(`${experimentUrl(experiment)}/generate`, request);
  }

  abort(experiment: string, id: number): Observable<RunDetail> {
    return this.http.post<RunDetail>(`${runsUrl(experiment)}/${id}/abort`, null);
  }

  /** The run's events from the first on; completes after the terminal one. See {@link runEvents}. */
  events(experiment: string, id: number): Observable<RunEvent> {
    return runEvents(() => this.openEventSource(`${runsUrl(experiment)}/${id}/events`));
  }
}

function runsUrl(experiment: string): string {
  return `${experimentUrl(experiment)}/runs`;
}
