import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { QueryFormat, QueryRequest, QueryResult } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';

const EXECUTE_URL = '/api/query/execute';

/** The REST route of queries. Unsubscribing aborts the request, and the server cancels the statement. */
@Injectable({ providedIn: 'root' })
export class QueryApi {
  private readonly http = inject(HttpClient);

  execute(request: QueryRequest): Observable<QueryResult> {
    return this.http.post<QueryResult>(EXECUTE_URL, { ...request, format: 'json' });
  }

  /** All rows of a query as a file. */
  export(request: QueryRequest, format: QueryFormat): Observable<Blob> {
    return this.http.post(EXECUTE_URL, { ...request, format }, { responseType: 'blob' });
  }
}
