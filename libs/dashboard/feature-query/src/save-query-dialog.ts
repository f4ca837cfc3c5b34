import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { type AppError, SAVED_QUERY_NAME, SAVED_QUERY_NAME_RULE, type SavedQuery } from '@dw-sim/contracts';
import { toAppError } from '@dw-sim/dashboard-data-access';
import { ProblemNotice } from '@dw-sim/dashboard-ui';

/** What is saved, and how. */
export interface SaveQuestion {
  readonly name: string;
  readonly description: string;
  /** A saved query of that name. */
  readonly find: (name: string) => SavedQuery | undefined;
  /** Rejects with `AppError`. */
  readonly save: (name: string, description: string) => Promise<SavedQuery>;
}

/** Asks for the name under which a query is kept, and keeps it. */
@Component({
  selector: 'dw-save-query-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNotice],
  templateUrl: './save-query-dialog.html',
  styles: `
    label { display: block; margin: 0 0 5px; font-size: 13px; font-weight: 500; color: var(--dw-text); }
    .field + .field { margin-top: 14px; }
    .note { margin-top: 6px; font-size: 12.5px; }
    .note.replaces { color: var(--dw-caution); }
    .note.wrong { color: var(--dw-bad); }
    dw-problem { display: block; margin-top: 14px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SaveQueryDialog {
  protected readonly question = inject<SaveQuestion>(MAT_DIALOG_DATA);
  protected readonly name = signal(this.question.name);
  protected readonly description = signal(this.question.description);
  protected readonly isSaving = signal(false);
  protected readonly error = signal<AppError | undefined>(undefined);
  protected readonly rule = SAVED_QUERY_NAME_RULE;
  protected readonly isName = computed(() => SAVED_QUERY_NAME.test(this.name().trim()));
  protected readonly replaced = computed(() => this.question.find(this.name().trim()));
  private readonly dialog = inject<MatDialogRef<SaveQueryDialog, SavedQuery>>(MatDialogRef);

  protected async save(): Promise<void> {
    if (!this.isName() || this.isSaving()) return;
    this.isSaving.set(true);
    try {
      this.dialog.close(await this.question.save(this.name().trim(), this.description().trim()));
    } catch (error) {
      // Expected: the server refuses it, or does not answer.
      this.error.set(await toAppError(error));
    } finally {
      this.isSaving.set(false);
    }
  }
}
