import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { ClearHistoryResult, CompletionRequest, CompletionResult, FormatResult, QueryCheckResult, QueryHistoryFilter, QueryHistoryList, QueryText } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';

/** The REST routes that help to write queries, and the history of those that ran. */
@Injectable({ providedIn: 'root' })
export class QueryTextApi {
  private readonly http = inject(HttpClient);

  complete(request: CompletionRequest): Observable<CompletionResult> {
    return this.http.post<CompletionResult>('/api/query/complete', request);
  }

  check(text: QueryText): Observable<QueryCheckResult> {
    return this.http.post<QueryCheckResult>('/api/query/check', text);
  }

  format(text: QueryText): Observable<FormatResult> {
    return this.http.post<FormatResult>('/api/query/format', text);
  }

  history(filter: QueryHistoryFilter): Observable<QueryHistoryList> {
    return this.http.get<QueryHistoryList>('/api/query/history', { params: { ...filter } });
  }

  clearHistory(): Observable<ClearHistoryResult> {
    return this.http.delete<ClearHistoryResult>('/api/query/history');
  }
}
