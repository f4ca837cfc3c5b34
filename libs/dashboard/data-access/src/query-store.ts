import { Injectable, computed, inject } from '@angular/core';
import type { QueryRequest, QueryResult } from '@dw-sim/contracts';
import { Loadable } from './loadable';
import { QueryApi } from './query-api';

/** The state of a query workbench: one statement at a time, its result or its fault. Provided by the page. */
@Injectable()
export class QueryStore {
  private readonly api = inject(QueryApi);
  private readonly execution = new Loadable<QueryResult>();
  private readonly csv = new Loadable<Blob>();

  readonly result = this.execution.value;
  readonly isRunning = this.execution.isLoading;
  readonly isExporting = this.csv.isLoading;
  readonly error = computed(() => this.execution.error() ?? this.csv.error());

  /** Runs a statement; the result before it goes away. */
  run(request: QueryRequest): void {
    this.clear();
    this.execution.load(this.api.execute(request));
  }

  /** Fetches all rows as CSV and hands the file to `save`. */
  exportCsv(request: QueryRequest, save: (file: Blob) => void): void {
    this.csv.clear();
    this.csv.load(this.api.exportCsv(request), save);
  }

  /** Aborts what runs. */
  cancel(): void {
    this.execution.cancel();
    this.csv.cancel();
  }

  /** Forgets the result and the fault, and aborts what runs. */
  clear(): void {
    this.execution.clear();
    this.csv.clear();
  }
}
