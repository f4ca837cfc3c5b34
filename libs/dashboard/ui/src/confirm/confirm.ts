import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog, type ConfirmQuestion } from './confirm-dialog';

/** Asks the user to confirm an action. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  /** True where the user agreed; closing the dialog in any other way is a no. */
  async ask(question: ConfirmQuestion): Promise<boolean> {
    const dialog = this.dialog.open<ConfirmDialog, ConfirmQuestion, boolean>(ConfirmDialog, { data: question, width: '440px' });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
