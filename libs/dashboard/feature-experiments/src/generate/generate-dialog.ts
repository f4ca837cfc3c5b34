import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { AppError, entryOf } from '@dw-sim/contracts';
import type { ExperimentDetail, GenerateRequest } from '@dw-sim/contracts';
import { TargetsStore } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { type GenerateErrors, checkInput, derivedRows, errorsOfFaults, initialInput, requestOf, totalOf } from './generate-form';

/** What the dialog is opened with. `generate` rejects with `AppError`; the dialog then stays open and shows it. */
export interface GenerateDialogData {
  readonly experiment: ExperimentDetail;
  readonly generate: (request: GenerateRequest) => Promise<void>;
}

const NO_ERRORS: GenerateErrors = { rows: {} };

/** Asks how many rows of each table to make, and from which seed. */
@Component({
  selector: 'dw-generate-dialog',
  imports: [FormatPipe, Icon, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNotice],
  templateUrl: './generate-dialog.html',
  styleUrl: './generate-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GenerateDialog {
  protected readonly data = inject<GenerateDialogData>(MAT_DIALOG_DATA);
  protected readonly tables = this.data.experiment.tables;
  protected readonly input = signal(initialInput(this.tables, this.data.experiment.definition.seed));
  /** Empty: the experiment's own. */
  protected readonly target = signal('');
  protected readonly others = computed(() => (this.targets.targets() ?? []).filter(({ id }) => id !== this.data.experiment.target_warehouse));
  protected readonly isStarting = signal(false);
  protected readonly problem = signal<AppError | undefined>(undefined);
  protected readonly derived = computed(() => derivedRows(this.tables, this.input()));
  protected readonly total = computed(() => Object.values(this.derived()).reduce((sum, rows) => sum + rows, totalOf(this.input())));
  protected readonly isExact = this.tables.every(({ derived_from: parent }) => parent === null);
  protected readonly errors = computed(() => merge(checkInput(this.input()), this.serverErrors()));
  protected readonly canStart = computed(() => {
    const { rows, seed } = checkInput(this.input());
    return Object.keys(rows).length === 0 && seed === undefined && !this.isStarting();
  });
  private readonly serverErrors = signal(NO_ERRORS);
  private readonly dialog = inject<MatDialogRef<GenerateDialog, boolean>>(MatDialogRef);
  private readonly targets = inject(TargetsStore);

  constructor() {
    this.targets.load();
  }

  /** What is wrong with the rows of a table. */
  protected rowError(table: string): string | undefined {
    return entryOf(this.errors().rows, table);
  }

  protected setRows(table: string, text: string): void {
    this.serverErrors.set(NO_ERRORS);
    this.input.update((input) => ({ ...input, rows: { ...input.rows, [table]: text } }));
  }

  protected setSeed(seed: string): void {
    this.serverErrors.set(NO_ERRORS);
    this.input.update((input) => ({ ...input, seed }));
  }

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.canStart()) return;
    this.isStarting.set(true);
    this.problem.set(undefined);
    try {
      await this.data.generate({ ...requestOf(this.input()), ...(this.target() !== '' && { target: this.target() }) });
      this.dialog.close(true);
    } catch (error) {
      // The store rejects with AppError only.
      this.refuse(error as AppError);
    }
  }

  private refuse(error: AppError): void {
    const { rest, ...fields } = errorsOfFaults(error.details.errors ?? [], this.tables.map(({ name }) => name));
    const isShownBesideFields = Object.keys(fields.rows).length > 0 || fields.seed !== undefined;
    this.serverErrors.set(fields);
    if (!isShownBesideFields || rest.length > 0) this.problem.set(new AppError(error.code, error.message, { ...error.details, errors: rest }));
    this.isStarting.set(false);
  }
}

function merge(local: GenerateErrors, server: GenerateErrors): GenerateErrors {
  return { rows: { ...server.rows, ...local.rows }, seed: local.seed ?? server.seed };
}
