import { Injectable, inject, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { SavedQuery, SavedQueryDefinition, SqlDialect } from '@dw-sim/contracts';
import { SavedQueriesStore } from '@dw-sim/dashboard-data-access';
import { firstValueFrom } from 'rxjs';
import { SaveQueryDialog, type SaveQuestion } from './save-query-dialog';

/** The saved query that is open in the editor, and how the text in it is saved. Provided by the page. */
@Injectable()
export class QuerySaving {
  private readonly store = inject(SavedQueriesStore);
  private readonly dialog = inject(MatDialog);
  private readonly openedState = signal<SavedQuery | undefined>(undefined);

  readonly opened = this.openedState.asReadonly();
  /** Whose SQL the text is; null for that of the experiment. */
  readonly dialect = signal<SqlDialect | null>(null);

  open(query: SavedQuery): void {
    this.openedState.set(query);
    this.dialect.set(query.dialect);
  }

  close(): void {
    this.openedState.set(undefined);
  }

  /** Asks for a name, that of the open query at first, and saves the text under it. */
  async save({ sql, experiment }: Pick<SavedQueryDefinition, 'sql' | 'experiment'>): Promise<void> {
    const { name = '', description = null, warehouse = null } = this.opened() ?? {};
    const data: SaveQuestion = {
      name,
      description: description ?? '',
      find: (text) => this.store.find(text),
      save: (chosen, about) => this.store.save({ name: chosen, sql, experiment, dialect: this.dialect(), warehouse, description: about === '' ? null : about }),
    };
    const dialog = this.dialog.open<SaveQueryDialog, SaveQuestion, SavedQuery>(SaveQueryDialog, { data, width: '440px' });
    const saved = await firstValueFrom(dialog.afterClosed());
    if (saved) this.openedState.set(saved);
  }
}
