import { Injectable, type Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import type { QueryCheckResult, QueryText, SqlDiagnostic } from '@dw-sim/contracts';
import { Loadable, QueryTextApi } from '@dw-sim/dashboard-data-access';
import type { EditorDiagnostic } from '@dw-sim/dashboard-ui';

/** A text is checked when nobody has written for so long. */
const PAUSE_MS = 350;

/** What is wrong with the text, found while it is written. Provided by the page. */
@Injectable()
export class QueryCheck {
  private readonly api = inject(QueryTextApi);
  private readonly report = new Loadable<QueryCheckResult>();
  /** The text that the report is about. */
  private readonly checked = signal('');

  readonly problems = computed<readonly SqlDiagnostic[]>(() => this.report.value()?.diagnostics ?? []);
  readonly diagnostics = computed(() => this.problems().map(editorDiagnostic));
  /** The report is about the text as it is now. */
  readonly dialect = computed(() => this.report.value()?.dialect);

  /** Checks the text whenever it has changed. Call it where effects may be made. */
  watch(text: Signal<QueryText>): void {
    effect((onCleanup) => {
      const given = text();
      if (given.sql.trim() === '') return untracked(() => this.forget());
      const timer = setTimeout(() => this.check(given), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** The report is about this text. */
  isAbout(sql: string): boolean {
    return this.checked() === sql && this.report.value() !== undefined;
  }

  private check(text: QueryText): void {
    this.report.load(this.api.check(text), () => this.checked.set(text.sql));
  }

  private forget(): void {
    this.report.clear();
    this.checked.set('');
  }
}

function editorDiagnostic({ offset, length, severity, message, hint }: SqlDiagnostic): EditorDiagnostic {
  return { from: offset, to: offset + length, severity, message: hint === undefined ? message : `${message}\n${hint}` };
}
