import { Injectable, computed, inject } from '@angular/core';
import type { QueryFormat, QueryRequest, QueryResult } from '@dw-sim/contracts';
import { finalize } from 'rxjs';
import { Loadable } from './loadable';
import { QueryApi } from './query-api';

/** The state of a query workbench: one text at a time, its results or its fault. Provided by the page. */
@Injectable()
export class QueryStore {
  private readonly api = inject(QueryApi);
  private readonly execution = new Loadable<QueryResult>();
  private readonly file = new Loadable<Blob>();

  readonly result = this.execution.value;
  readonly isRunning = this.execution.isLoading;
  readonly isExporting = this.file.isLoading;
  readonly error = computed(() => this.execution.error() ?? this.file.error());

  /** Runs a text; the result before it goes away. `ended` is called when it has come to its end, or was cancelled. */
  run(request: QueryRequest, ended: () => void = () => undefined): void {
    this.clear();
    this.execution.load(this.api.execute(request).pipe(finalize(ended)));
  }

  /** Fetches all rows as a file and hands it to `save`. */
  export(request: QueryRequest, format: QueryFormat, save: (file: Blob) => void): void {
    this.file.clear();
    this.file.load(this.api.export(request, format), save);
  }

  /** Aborts what runs. */
  cancel(): void {
    this.execution.cancel();
    this.file.cancel();
  }

  /** Forgets the result and the fault, and aborts what runs. */
  clear(): void {
    this.execution.clear();
    this.file.clear();
  }
}
