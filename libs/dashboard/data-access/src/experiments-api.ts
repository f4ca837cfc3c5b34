import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  DeleteExperimentResult,
  ExampleSummary,
  ExperimentDetail,
  ExperimentList,
  ExperimentVersionList,
  ImportSqlRequest,
  ResetExperimentResult,
  SqlImportReport,
  SqlImportResult,
  UpdateExperimentResult,
  UpdatePlan,
  ValidationReport,
  VersionDiff,
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

  /** What a change would do; `text` is the user's own, so that positions are positions in it. */
  planUpdate(name: string, text: string): Observable<UpdatePlan> {
    return this.http.put<UpdatePlan>(experimentUrl(name), text, { ...JSON_BODY, params: { dry_run: true } });
  }

  /** Changes the definition. `confirm`: tables may lose their rows. */
  update(name: string, text: string, confirm: boolean): Observable<UpdateExperimentResult> {
    return this.http.put<UpdateExperimentResult>(experimentUrl(name), text, { ...JSON_BODY, params: { confirm } });
  }

  versions(name: string): Observable<ExperimentVersionList> {
    return this.http.get<ExperimentVersionList>(`${experimentUrl(name)}/versions`);
  }

  diffVersions(name: string, before: string, after: string): Observable<VersionDiff> {
    return this.http.get<VersionDiff>(`${experimentUrl(name)}/versions/${encodeURIComponent(before)}/diff/${encodeURIComponent(after)}`);
  }

  planRestore(name: string, version: string): Observable<UpdatePlan> {
    return this.http.post<UpdatePlan>(`${experimentUrl(name)}/versions/${encodeURIComponent(version)}/restore`, null, { params: { dry_run: true } });
  }

  restore(name: string, version: string, confirm: boolean): Observable<UpdateExperimentResult> {
    return this.http.post<UpdateExperimentResult>(`${experimentUrl(name)}/versions/${encodeURIComponent(version)}/restore`, null, { params: { confirm } });
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
