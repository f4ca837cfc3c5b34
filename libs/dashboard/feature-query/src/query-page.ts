import { ChangeDetectionStrategy, Component, DOCUMENT, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { QueryRequest } from '@dw-sim/contracts';
import { QueryStore } from '@dw-sim/dashboard-data-access';
import { CodeEditor, EmptyState, FormatPipe, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { diagnosticsOfError } from './query-diagnostics';
import { ResultGrid } from './result-grid';
import { saveFile } from './save-file';
import { SchemaTree } from './schema-tree';
import { WorkbenchStore } from './workbench-store';

/** The SQL workbench: schema, editor, result. */
@Component({
  selector: 'dw-query-page',
  imports: [CodeEditor, EmptyState, FormatPipe, Icon, MatButton, ProblemNotice, ResultGrid, RouterLink, SchemaTree],
  providers: [QueryStore, WorkbenchStore],
  templateUrl: './query-page.html',
  styleUrl: './query-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueryPage {
  /** From the address: `?experiment=`. */
  readonly experiment = input<string>();
  protected readonly query = inject(QueryStore);
  protected readonly workbench = inject(WorkbenchStore);
  protected readonly chosen = computed(() => this.experiment() ?? this.workbench.experiments()[0]?.name);
  protected readonly canRun = computed(() => this.workbench.text().trim() !== '' && !this.query.isRunning());
  protected readonly diagnostics = computed(() => diagnosticsOfError(this.executed(), this.query.error()));
  /** The text of the statement that ran last: positions in its error are positions in it. */
  private readonly executed = signal('');
  private readonly editor = viewChild(CodeEditor);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);

  constructor() {
    this.workbench.loadExperiments();
    effect(() => {
      const name = this.chosen();
      if (name) untracked(() => this.workbench.open(name));
    });
  }

  protected async choose(experiment: string): Promise<void> {
    this.query.clear();
    await this.router.navigate([], { queryParams: { experiment } });
  }

  protected run(): void {
    if (this.canRun()) this.query.run(this.request());
  }

  protected clear(): void {
    this.query.clear();
    this.workbench.text.set('');
  }

  protected exportCsv(): void {
    const name = `${this.chosen() ?? 'query'}.csv`;
    this.query.exportCsv(this.request(), (file) => saveFile(this.document, name, file));
  }

  protected insert(name: string): void {
    this.editor()?.insert(name);
  }

  private request(): QueryRequest {
    this.executed.set(this.workbench.text());
    return { sql: this.workbench.text(), experiment: this.chosen() };
  }
}
