import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { DeleteTargetResult, TargetDefinition, TargetDetail, TargetList, TargetTestResult } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';

const TARGETS_URL = '/api/targets';

/** The REST routes of targets. Fails with `AppError`. */
@Injectable({ providedIn: 'root' })
export class TargetsApi {
  private readonly http = inject(HttpClient);

  list(): Observable<TargetList> {
    return this.http.get<TargetList>(TARGETS_URL);
  }

  create(definition: TargetDefinition): Observable<TargetDetail> {
    return this.http.post<TargetDetail>(TARGETS_URL, definition);
  }

  delete(id: string): Observable<DeleteTargetResult> {
    return this.http.delete<DeleteTargetResult>(`${TARGETS_URL}/${encodeURIComponent(id)}`);
  }

  test(id: string): Observable<TargetTestResult> {
    return this.http.post<TargetTestResult>(`${TARGETS_URL}/${encodeURIComponent(id)}/test`, null);
  }

  /** Connects to a target that is not added. */
  testDefinition(definition: TargetDefinition): Observable<TargetTestResult> {
    return this.http.post<TargetTestResult>(`${TARGETS_URL}/test`, definition);
  }
}
