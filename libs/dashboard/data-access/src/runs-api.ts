import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { GenerateRequest, RunDetail, RunDiff, RunEvent, RunEventList, RunFilter, RunList } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';
import { EVENT_SOURCE, runEvents, serverEvents } from './run-events';
import { experimentUrl } from './experiments-api';

/** The REST routes and the event streams of runs. Fails with `AppError`. */
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

  /** Runs of all experiments, the latest first. */
  find({ status = [], kind = [], experiment, limit, offset }: RunFilter): Observable<RunList> {
    const lists = { ...(status.length > 0 && { status: status.join(',') }), ...(kind.length > 0 && { kind: kind.join(',') }) };
    const params = { ...lists, ...(experiment !== undefined && { experiment }), ...(limit !== undefined && { limit }), ...(offset !== undefined && { offset }) };
    return this.http.get<RunList>('/api/runs', { params });
  }

  findOne(id: number): Observable<RunDetail> {
    return this.http.get<RunDetail>(`/api/runs/${id}`);
  }

  /** The run's events so far. */
  log(id: number): Observable<RunEventList> {
    return this.http.get<RunEventList>(`/api/runs/${id}/log`);
  }

  /** Aborts, resumes or reproduces a run; the last two answer the run that does it. */
  act(id: number, action: 'abort' | 'resume' | 'reproduce'): Observable<RunDetail> {
    return this.http.post<RunDetail>(`/api/runs/${id}/${action}`, action === 'resume' ? {} : null);
  }

  diff(before: number, after: number): Observable<RunDiff> {
    return this.http.get<RunDiff>(`/api/runs/${before}/diff/${after}`);
  }

  /** The events of all runs from now on. See {@link serverEvents}. */
  allEvents(): Observable<RunEvent> {
    return serverEvents(() => this.openEventSource('/api/events'));
  }

  /** The events of a run from the first on, by its number. See {@link runEvents}. */
  eventsOf(id: number): Observable<RunEvent> {
    return runEvents(() => this.openEventSource(`/api/runs/${id}/events`));
  }

  /** The run's events from the first on; completes after the terminal one. See {@link runEvents}. */
  events(experiment: string, id: number): Observable<RunEvent> {
    return runEvents(() => this.openEventSource(`${runsUrl(experiment)}/${id}/events`));
  }
}

function runsUrl(experiment: string): string {
  return `${experimentUrl(experiment)}/runs`;
}
