import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  DeleteExperimentResult,
  ExampleSummary,
  ExperimentDetail,
  ExperimentList,
  ImportSqlRequest,
  ResetExperimentResult,
  SqlImportReport,
  SqlImportResult,
  ValidationReport,
} from '@dw-sim/contracts';
import { map, type Observable } from 'rxjs';

const JSON_BODY = { headers: { 'content-type': 'application/json' } };

/** The REST routes of experiments and of the built-in examples. Fails with `AppError`. */
@Injectable({ providedIn: 'root' })
export class ExperimentsApi {
  private readonly http = inject(HttpClient);

  list(): Observable<ExperimentList> {
    return this.http.get<ExperimentList>('/api/experiments');
  }

  get(name: string): Observable<ExperimentDetail> {
    return this.http.get<ExperimentDetail>(experimentUrl(name));
  }

  /** Creates an experiment from the user's own text, so that the positions in an answer are positions in that text. */
  create(text: string): Observable<ExperimentDetail> {
    return this.http.post<ExperimentDetail>('/api/experiments', text, JSON_BODY);
  }

  /** Checks a definition without creating it; malformed JSON fails with a position. */
  validate(text: string): Observable<ValidationReport> {
    return this.http.post<ValidationReport>('/api/experiments/validate', text, JSON_BODY);
  }

  /** What an import of DDL would make; nothing is saved. Faults have their places in the SQL. */
  previewImport(request: ImportSqlRequest): Observable<SqlImportReport> {
    return this.http.post<SqlImportReport>('/api/experiments/import-sql/preview', request);
  }

  importSql(request: ImportSqlRequest): Observable<SqlImportResult> {
    return this.http.post<SqlImportResult>('/api/experiments/import-sql', request);
  }

  delete(name: string): Observable<DeleteExperimentResult> {
    return this.http.delete<DeleteExperimentResult>(experimentUrl(name));
  }

  reset(name: string): Observable<ResetExperimentResult> {
    return this.http.post<ResetExperimentResult>(`${experimentUrl(name)}/reset`, null);
  }

  examples(): Observable<readonly ExampleSummary[]> {
    return this.http.get<{ items: readonly ExampleSummary[] }>('/api/examples').pipe(map(({ items }) => items));
  }
}

/** Address of an experiment; its name is escaped. */
export function experimentUrl(name: string): string {
  return `/api/experiments/${encodeURIComponent(name)}`;
}
