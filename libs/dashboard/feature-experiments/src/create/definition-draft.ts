import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { AppError, Fault, ValidationReport } from '@dw-sim/contracts';
import { ExperimentsApi } from '@dw-sim/dashboard-data-access';
import { type EditorDiagnostic, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { type Observable, catchError, debounceTime, firstValueFrom, map, of, switchMap, tap } from 'rxjs';
import { rangeOfJsonPath } from './json-path-range';
import { STARTER_TEXT } from './starter-definition';

const DEBOUNCE_MS = 350;
const VALID: ValidationReport = { valid: true, errors: [], warnings: [] };

/** `malformed`: not JSON, or the server could not check it. */
export type DraftState = 'checking' | 'valid' | 'invalid' | 'malformed';

interface Check {
  readonly report?: ValidationReport;
  readonly error?: AppError;
}

/** The document of a new experiment while it is written; the server checks it as it changes. */
@Injectable()
export class DefinitionDraft {
  private readonly api = inject(ExperimentsApi);
  private readonly check = signal<Check | undefined>(undefined);

  readonly text = signal(STARTER_TEXT);
  readonly error = computed(() => this.check()?.error);
  readonly report = computed(() => this.check()?.report ?? VALID);
  readonly state = computed<DraftState>(() => stateOf(this.check()));
  readonly diagnostics = computed(() => diagnosticsOf(this.text(), this.check()));

  constructor() {
    toObservable(this.text)
      .pipe(
        tap(() => this.check.set(undefined)),
        debounceTime(DEBOUNCE_MS),
        switchMap((text) => this.validate(text)),
        takeUntilDestroyed(),
      )
      .subscribe((check) => this.check.set(check));
  }

  /** Creates the experiment and resolves to its name; undefined where it was refused, and why is then shown. */
  async create(): Promise<string | undefined> {
    try {
      return (await firstValueFrom(this.api.create(this.text()))).name;
    } catch (error) {
      // The API service rejects with AppError only.
      this.check.set(checkOfRefusal(error as AppError));
      return undefined;
    }
  }

  private validate(text: string): Observable<Check> {
    return this.api.validate(text).pipe(
      map((report) => ({ report })),
      catchError((error: AppError) => of(checkOfRefusal(error))),
    );
  }
}

/** Where a fault is in the text; an unknown key is marked by its name. */
export function rangeOfFault(text: string, fault: Fault) {
  return rangeOfJsonPath(text, fault.path, fault.code === 'unknown_key' ? 'name' : 'value');
}

function checkOfRefusal(error: AppError): Check {
  const errors = error.details.errors ?? [];
  return errors.length > 0 ? { report: { valid: false, errors, warnings: [] } } : { error };
}

function stateOf(check: Check | undefined): DraftState {
  if (!check) return 'checking';
  if (check.error) return 'malformed';
  return check.report?.valid ? 'valid' : 'invalid';
}

function diagnosticsOf(text: string, check: Check | undefined): EditorDiagnostic[] {
  const { error, report = VALID } = check ?? {};
  const position = error?.details.position;
  const syntax = error && position ? [{ ...rangeOfPosition(text, position), severity: 'error' as const, message: error.message }] : [];
  const faults = report.errors.map((fault) => ({ range: rangeOfFault(text, fault), severity: 'error' as const, message: fault.message }));
  const warnings = report.warnings.map(({ path, message }) => ({ range: rangeOfJsonPath(text, path), severity: 'warning' as const, message }));
  return [...syntax, ...[...faults, ...warnings].flatMap(({ range, ...rest }) => (range ? [{ ...range, ...rest }] : []))];
}
