import { ChangeDetectionStrategy, Component, DOCUMENT, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { SQL_DIALECTS, type ExplainMode, type QueryFormat, type QueryHistoryItem, type QueryRequest, type SavedQuery, type StatementResult } from '@dw-sim/contracts';
import { QueryHistoryStore, QueryStore, QueryTextApi, SavedQueriesStore } from '@dw-sim/dashboard-data-access';
import { CodeEditor, EmptyState, Icon, ProblemNotice, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats';
import { HistoryPanel } from './history-panel';
import { ProblemStrip } from './problem-strip';
import { QueryCheck } from './query-check';
import { queryCompleter } from './query-completer';
import { allDiagnostics } from './query-diagnostics';
import { QuerySaving } from './query-saving';
import { onlyRange } from './only-range';
import { ResultsPanel } from './results-panel';
import { saveFile } from './save-file';
import { SavedPanel } from './saved-panel';
import { SchemaTree } from './schema-tree';
import { WorkbenchStore } from './workbench-store';

/** Whose SQL a text can be, in the order of the list. */
const DIALECTS = SQL_DIALECTS.map((id) => ({ id, name: id === 'ansi' ? 'The engine’s own' : id.charAt(0).toUpperCase() + id.slice(1) }));

/** The SQL workbench: schema, saved queries and history, editor, results. */
@Component({
  selector: 'dw-query-page',
  imports: [CodeEditor, EmptyState, HistoryPanel, Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, ProblemNotice, ProblemStrip, ResultsPanel, RouterLink, SavedPanel, SchemaTree],
  providers: [QueryCheck, QueryHistoryStore, QuerySaving, QueryStore, SavedQueriesStore, WorkbenchStore],
  templateUrl: './query-page.html',
  styleUrl: './query-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown.shift.alt.f)': 'format(); $event.preventDefault()' },
})
export class QueryPage {
  /** From the address: `?experiment=`. */
  readonly experiment = input<string>();
  protected readonly query = inject(QueryStore);
  protected readonly workbench = inject(WorkbenchStore);
  protected readonly saving = inject(QuerySaving);
  protected readonly check = inject(QueryCheck);
  protected readonly exportFormats = EXPORT_FORMATS;
  protected readonly dialects = DIALECTS;
  /** Whether texts may change tables of the experiment. */
  protected readonly allowsWrites = signal(false);
  protected readonly panel = signal<'schema' | 'saved' | 'history'>('schema');
  protected readonly chosen = computed(() => this.experiment() ?? this.workbench.experiments()[0]?.name);
  protected readonly hasText = computed(() => this.workbench.text().trim() !== '');
  protected readonly canRun = computed(() => this.hasText() && !this.query.isRunning());
  protected readonly diagnostics = computed(() => allDiagnostics(this.workbench.text(), this.check.diagnostics(), { text: this.executed(), error: this.query.error() }));
  /** The text that ran last: positions in its error are positions in it. */
  protected readonly executed = signal('');
  /** What was sent of that text. */
  private ran = '';
  private readonly editor = viewChild(CodeEditor);
  /** What is selected in the editor, where it is more than white space: it is run alone. */
  protected readonly selection = computed(() => {
    const range = this.editor()?.selection();
    return range && this.workbench.text().slice(range.from, range.to).trim() !== '' ? range : undefined;
  });
  private readonly results = viewChild(ResultsPanel);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly api = inject(QueryTextApi);
  private readonly history = inject(QueryHistoryStore);
  private readonly scope = computed(() => ({ ...(this.chosen() !== undefined && { experiment: this.chosen() }), ...(this.saving.dialect() && { dialect: this.saving.dialect()! }), ...(this.allowsWrites() && { allow_writes: true }) }));
  protected readonly completer = queryCompleter(this.api, () => this.scope());

  constructor() {
    this.workbench.loadExperiments();
    inject(SavedQueriesStore).load();
    this.check.watch(computed(() => ({ ...this.scope(), sql: this.workbench.text() })));
    effect(() => {
      const name = this.chosen();
      if (name) untracked(() => this.workbench.open(name));
    });
    effect(() => {
      if (this.panel() === 'history') untracked(() => this.history.load());
    });
  }

  protected async choose(experiment: string): Promise<void> {
    this.query.clear();
    await this.router.navigate([], { queryParams: { experiment } });
  }

  /** @param dialect one of the list; anything else is that of the experiment */
  protected chooseDialect(dialect: string): void {
    this.saving.dialect.set(DIALECTS.find(({ id }) => id === dialect)?.id ?? null);
  }

  protected run(explain?: ExplainMode): void {
    if (!this.canRun()) return;
    const text = this.workbench.text();
    this.executed.set(text);
    this.ran = this.meant();
    this.query.run({ ...this.request(this.ran), ...(explain && { explain }) }, () => this.history.load());
  }

  protected clear(): void {
    this.query.clear();
    this.saving.close();
    this.workbench.text.set('');
  }

  protected format(): void {
    if (!this.hasText()) return;
    this.api.format({ ...this.scope(), sql: this.workbench.text() }).subscribe(({ sql }) => this.workbench.text.set(sql.trimEnd()));
  }

  /** The rows of the result that is shown: those of its statement, with the statements before it. What these wrote is not written again. */
  protected export({ format, extension }: ExportFormat): void {
    const name = `${this.saving.opened()?.name ?? this.chosen() ?? 'query'}.${extension}`;
    const { allow_writes: _, ...request } = this.request(this.exportedText());
    this.query.export(request, format as QueryFormat, (file) => saveFile(this.document, name, file));
  }

  protected save(): void {
    void this.saving.save({ sql: this.workbench.text(), experiment: this.chosen() ?? null });
  }

  protected async openSaved(query: SavedQuery): Promise<void> {
    this.saving.open(query);
    await this.openText(query.sql, query.experiment);
  }

  protected async openPast({ sql, experiment, dialect }: QueryHistoryItem): Promise<void> {
    this.saving.close();
    this.saving.dialect.set(dialect);
    await this.openText(sql, experiment);
  }

  protected insert(name: string): void {
    this.editor()?.insert(name);
  }

  protected reveal(from: number, to: number): void {
    this.editor()?.reveal({ from, to });
  }

  protected revealStatement({ position }: StatementResult): void {
    if (this.executed() !== this.workbench.text()) return;
    const { from, to } = rangeOfPosition(this.executed(), position);
    this.reveal(from, to);
  }

  private async openText(sql: string, experiment: string | null): Promise<void> {
    this.query.clear();
    this.workbench.text.set(sql);
    const isThere = experiment !== null && this.workbench.experiments().some(({ name }) => name === experiment);
    if (isThere && experiment !== this.chosen()) await this.choose(experiment);
  }

  private exportedText(): string {
    const shown = this.results()?.shown();
    if (!shown || this.workbench.text() !== this.executed()) return this.meant();
    return this.ran.slice(0, rangeOfPosition(this.ran, shown.position).to);
  }

  /** What is to run: the text, or the selected part of it in its place. */
  private meant(): string {
    const selection = this.selection();
    const text = this.workbench.text();
    return selection ? onlyRange(text, selection) : text;
  }

  private request(sql: string): QueryRequest {
    return { ...this.scope(), sql };
  }
}
