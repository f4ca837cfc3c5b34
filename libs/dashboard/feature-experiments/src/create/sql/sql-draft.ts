import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { AppError, DdlDialect, Fault, ImportSqlRequest, KeySuggestion, SqlImportReport } from '@dw-sim/contracts';
import { ExperimentsApi } from '@dw-sim/dashboard-data-access';
import { type EditorDiagnostic, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { type Observable, catchError, debounceTime, firstValueFrom, map, of, switchMap, tap } from 'rxjs';
import { STARTER_SQL } from './starter-sql';

const DEBOUNCE_MS = 350;

/** `reading`: the server has not answered yet; the report is the one before. */
export type SqlDraftState = 'reading' | 'understood' | 'refused';

interface Answer {
  readonly report?: SqlImportReport;
  readonly error?: AppError;
}

/** DDL while it is written; the server reads it as it changes, and shows what it would make of it. */
@Injectable()
export class SqlDraft {
  private readonly api = inject(ExperimentsApi);
  private readonly answer = signal<Answer>({});
  private readonly isReading = signal(true);

  readonly text = signal(STARTER_SQL);
  readonly name = signal('my_import');
  readonly dialect = signal<DdlDialect>('redshift');
  readonly target = signal('');
  /** Suggested foreign keys that were ticked, as `table.column`. */
  readonly chosen = signal<ReadonlySet<string>>(new Set());

  /** What the server understood last, also while it reads again. */
  readonly report = computed(() => this.answer().report);
  readonly error = computed(() => this.answer().error);
  readonly faults = computed<readonly Fault[]>(() => this.error()?.details.errors ?? []);
  readonly state = computed<SqlDraftState>(() => (this.isReading() ? 'reading' : this.error() ? 'refused' : 'understood'));
  readonly diagnostics = computed(() => diagnosticsOf(this.text(), this.answer()));
  /** Suggested foreign keys, taken or not, in the order of the tables. */
  readonly suggestions = computed(() => suggestionsOf(this.report()));

  private readonly request = computed<ImportSqlRequest>(() => ({
    name: this.name(), sql: this.text(), dialect: this.dialect(), apply_suggestions: columnsOf(this.chosen()),
    ...(this.target() && { target_warehouse: this.target() }),
  }));

  constructor() {
    toObservable(this.request)
      .pipe(
        tap(() => this.isReading.set(true)),
        debounceTime(DEBOUNCE_MS),
        switchMap((request) => this.preview(request)),
        takeUntilDestroyed(),
      )
      .subscribe((answer) => this.show(answer));
  }

  toggle(key: KeySuggestion, isTaken: boolean): void {
    this.chosen.update((keys) => new Set(isTaken ? [...keys, keyOf(key)] : [...keys].filter((other) => other !== keyOf(key))));
  }

  toggleAll(isTaken: boolean): void {
    this.chosen.set(new Set(isTaken ? this.suggestions().map(keyOf) : []));
  }

  isChosen(key: KeySuggestion): boolean {
    return this.chosen().has(keyOf(key));
  }

  /** Creates the experiment and resolves to its name; undefined where it was refused, and why is then shown. */
  async create(): Promise<string | undefined> {
    try {
      return (await firstValueFrom(this.api.importSql(this.request()))).name;
    } catch (error) {
      // The API service rejects with AppError only.
      this.show({ error: error as AppError });
      return undefined;
    }
  }

  private preview(request: ImportSqlRequest): Observable<Answer> {
    return this.api.previewImport(request).pipe(
      map((report) => ({ report })),
      catchError((error: AppError) => of({ error })),
    );
  }

  private show(answer: Answer): void {
    this.answer.set(answer);
    this.isReading.set(false);
  }
}

function keyOf({ table, column }: Pick<KeySuggestion, 'table' | 'column'>): string {
  return `${table}.${column}`;
}

function columnsOf(keys: ReadonlySet<string>): ImportSqlRequest['apply_suggestions'] {
  return [...keys].map((key) => {
    const [table, column] = key.split('.');
    return { table, column };
  });
}

function suggestionsOf(report: SqlImportReport | undefined): readonly KeySuggestion[] {
  if (!report) return [];
  const places = report.tables.flatMap(({ name, columns }) => columns.map((column) => keyOf({ table: name, column: column.name })));
  return [...report.applied, ...report.suggestions].sort((a, b) => places.indexOf(keyOf(a)) - places.indexOf(keyOf(b)));
}

function diagnosticsOf(text: string, { report, error }: Answer): readonly EditorDiagnostic[] {
  const faults = (error?.details.errors ?? []).map(({ position, message }) => ({ position, message, severity: 'error' as const }));
  const warnings = (report?.warnings ?? []).map(({ position, message }) => ({ position, message, severity: 'warning' as const }));
  return [...faults, ...warnings].flatMap(({ position, ...rest }) => (position ? [{ ...rangeOfPosition(text, position), ...rest }] : []));
}
