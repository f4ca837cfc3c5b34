import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { AppError, DeleteExperimentResult, ResetExperimentResult } from '@dw-sim/contracts';
import { Confirm, formatPlural } from '@dw-sim/dashboard-ui';

/** Deleting and resetting with their questions and their answers in words. */
@Injectable({ providedIn: 'root' })
export class ExperimentActions {
  private readonly confirm = inject(Confirm);
  private readonly snackBar = inject(MatSnackBar);

  /** Asks, deletes, says what was dropped; true where it is gone. */
  async delete(name: string, tableCount: number, remove: () => Promise<DeleteExperimentResult>): Promise<boolean> {
    const agreed = await this.confirm.ask({
      title: `Delete “${name}”?`,
      message: `This drops ${formatPlural(tableCount, 'table')} from the warehouse and removes the generated files and the definition. Its runs stay in the list of runs, and can be reproduced. It can’t be undone.`,
      action: 'Delete experiment',
      isDestructive: true,
    });
    return agreed && this.report(remove, (result) => `Deleted ${name}: ${formatPlural(result.dropped_tables, 'table')} dropped.${staying(result)}`);
  }

  /** Asks, empties the tables, says how many; true where it was done. */
  async reset(name: string, tableCount: number, empty: () => Promise<ResetExperimentResult>): Promise<boolean> {
    const agreed = await this.confirm.ask({
      title: `Reset “${name}”?`,
      message: `This removes every row from ${formatPlural(tableCount, 'table')}. The tables, the definition and the run history stay.`,
      action: 'Empty the tables',
      isDestructive: true,
    });
    return agreed && this.report(empty, (result) => `Reset ${name}: ${formatPlural(result.truncated_tables, 'table')} emptied.`);
  }

  /** Runs an action and tells its outcome in a line at the foot of the page; true where it worked. */
  async report<T>(action: () => Promise<T>, describe: (result: T) => string): Promise<boolean> {
    try {
      this.snackBar.open(describe(await action()), undefined, { duration: 5_000 });
      return true;
    } catch (error) {
      // The data-access library rejects with AppError only.
      this.snackBar.open((error as AppError).message, 'Dismiss');
      return false;
    }
  }
}

/** Where tables of a deleted experiment may still be. */
function staying({ other_targets: others }: DeleteExperimentResult): string {
  if (others.length === 0) return '';
  return ` Tables that runs made in ${others.map(({ target }) => target.id ?? target.dsn ?? target.name).join(', ')} stay.`;
}
