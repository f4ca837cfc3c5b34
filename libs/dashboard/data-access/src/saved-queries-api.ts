import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { DeleteSavedQueryResult, SavedQuery, SavedQueryDefinition, SavedQueryList } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';

const URL = '/api/query/saved';

/** The REST routes of saved queries. */
@Injectable({ providedIn: 'root' })
export class SavedQueriesApi {
  private readonly http = inject(HttpClient);

  list(): Observable<SavedQueryList> {
    return this.http.get<SavedQueryList>(URL);
  }

  create(query: SavedQueryDefinition): Observable<SavedQuery> {
    return this.http.post<SavedQuery>(URL, query);
  }

  replace({ name, ...query }: SavedQueryDefinition): Observable<SavedQuery> {
    return this.http.put<SavedQuery>(`${URL}/${encodeURIComponent(name)}`, query);
  }

  remove(name: string): Observable<DeleteSavedQueryResult> {
    return this.http.delete<DeleteSavedQueryResult>(`${URL}/${encodeURIComponent(name)}`);
  }
}
