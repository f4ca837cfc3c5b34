import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { DDL_DIALECTS, type DdlDialect, type KeySuggestion, type TextPosition, textOfBytes } from '@dw-sim/contracts';
import { TargetsStore } from '@dw-sim/dashboard-data-access';
import { CodeEditor, Icon, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { CreateTabs } from '../create-tabs';
import { FileDrop } from '../file-drop';
import { ImportFindings } from './import-findings';
import { ImportSuggestions } from './import-suggestions';
import { ImportedTable } from './imported-table';
import { SqlDraft } from './sql-draft';
import { nameOfFile } from './starter-sql';

const DIALECT_NAMES: Readonly<Record<DdlDialect, string>> = { redshift: 'Redshift', snowflake: 'Snowflake', ansi: 'ANSI', postgres: 'PostgreSQL', mysql: 'MySQL', sqlite: 'SQLite' };

/** Tables that are unfolded at first: all of a small import, the first ones of a large one. */
const OPEN_TABLES = 4;

/** A new experiment from DDL: editor, what it was understood as, foreign keys to tick, create. */
@Component({
  selector: 'dw-sql-import-page',
  imports: [CodeEditor, CreateTabs, FileDrop, Icon, ImportFindings, ImportSuggestions, ImportedTable, MatButton, RouterLink],
  providers: [SqlDraft],
  templateUrl: './sql-import-page.html',
  styleUrl: './sql-import-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SqlImportPage {
  protected readonly draft = inject(SqlDraft);
  protected readonly targets = inject(TargetsStore);
  protected readonly dialects = DDL_DIALECTS.map((id) => ({ id, name: DIALECT_NAMES[id] }));
  protected readonly openTables = OPEN_TABLES;
  protected readonly isCreating = signal(false);
  protected readonly canCreate = computed(() => this.draft.state() === 'understood' && !this.isCreating());
  protected readonly isNameFaulty = computed(() => this.draft.faults().some(({ path }) => path === '$.name'));
  protected readonly isTaken = computed(() => {
    this.draft.chosen();
    return (key: KeySuggestion): boolean => this.draft.isChosen(key);
  });
  private readonly editor = viewChild.required(CodeEditor);
  private readonly router = inject(Router);

  constructor() {
    this.targets.load();
  }

  /** @param dialect one of the list */
  protected chooseDialect(dialect: string): void {
    const chosen = DDL_DIALECTS.find((id) => id === dialect);
    if (chosen) this.draft.dialect.set(chosen);
  }

  protected async create(): Promise<void> {
    if (!this.canCreate()) return;
    this.isCreating.set(true);
    const name = await this.draft.create();
    this.isCreating.set(false);
    if (name) await this.router.navigate(['/experiments', name]);
  }

  protected async openFile(file: File | undefined): Promise<void> {
    if (!file) return;
    this.draft.text.set(textOfBytes(new Uint8Array(await file.arrayBuffer())));
    this.draft.name.set(nameOfFile(file.name));
    this.draft.chosen.set(new Set());
  }

  protected goTo(position: TextPosition): void {
    this.editor().reveal(rangeOfPosition(this.draft.text(), position));
  }
}
