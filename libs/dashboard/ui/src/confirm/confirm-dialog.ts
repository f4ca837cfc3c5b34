import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

/** What a confirmation asks. */
export interface ConfirmQuestion {
  readonly title: string;
  /** What will happen, with its consequences. */
  readonly message: string;
  /** The verb on the button: `Delete`. */
  readonly action: string;
  /** True where the action can't be undone. */
  readonly isDestructive?: boolean;
}

/** Asks before something that can't be undone; opened by `Confirm`. */
@Component({
  selector: 'dw-confirm-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>{{ question.message }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton="outlined" type="button" [mat-dialog-close]="false" data-testid="confirm-cancel">Cancel</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true" [class.dw-danger]="question.isDestructive" data-testid="confirm-ok">
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmDialog {
  protected readonly question = inject<ConfirmQuestion>(MAT_DIALOG_DATA);
}
