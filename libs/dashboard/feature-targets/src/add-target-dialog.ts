import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { AppError, type TargetTestResult } from '@dw-sim/contracts';
import { TargetsStore } from '@dw-sim/dashboard-data-access';
import { Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { definitionOf, emptyInput, errorsOf, type TargetInput } from './target-form';

/** Asks for a new target; its kind says which fields there are. */
@Component({
  selector: 'dw-add-target-dialog',
  imports: [Icon, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNotice],
  templateUrl: './add-target-dialog.html',
  styleUrl: './add-target-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddTargetDialog {
  protected readonly store = inject(TargetsStore);
  protected readonly reference = '${NAME}';
  protected readonly input = signal(emptyInput(this.store.kinds()[0]?.kind ?? ''));
  protected readonly kind = computed(() => this.store.kinds().find(({ kind }) => kind === this.input().kind));
  protected readonly fields = signal<Readonly<Record<string, string>>>({});
  protected readonly problem = signal<AppError | undefined>(undefined);
  protected readonly result = signal<TargetTestResult | undefined>(undefined);
  protected readonly isTesting = signal(false);
  protected readonly isAdding = signal(false);
  protected readonly isBusy = computed(() => this.isTesting() || this.isAdding());
  private readonly dialog = inject<MatDialogRef<AddTargetDialog, string>>(MatDialogRef);

  protected change(change: Partial<TargetInput>): void {
    this.forget();
    this.input.update((input) => ({ ...input, ...change }));
  }

  protected optionText(name: string): string {
    return this.input().options[name] ?? '';
  }

  protected setOption(name: string, text: string): void {
    this.change({ options: { ...this.input().options, [name]: text } });
  }

  protected async test(): Promise<void> {
    this.forget();
    this.isTesting.set(true);
    // It may be tested before it has a name.
    const definition = { id: 'unnamed', ...definitionOf(this.input(), this.kind()) };
    await this.attempt(async () => this.result.set(await this.store.testDefinition(definition)));
    this.isTesting.set(false);
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy()) return;
    this.forget();
    this.isAdding.set(true);
    await this.attempt(async () => this.dialog.close(await this.store.add(definitionOf(this.input(), this.kind()))));
    this.isAdding.set(false);
  }

  private forget(): void {
    this.fields.set({});
    this.problem.set(undefined);
    this.result.set(undefined);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The store rejects with AppError only.
      const { code, message, details } = error as AppError;
      const { fields, rest } = errorsOf(details.errors ?? [], this.kind());
      this.fields.set(fields);
      if (Object.keys(fields).length === 0 || rest.length > 0) this.problem.set(new AppError(code, message, { ...details, errors: rest }));
    }
  }
}
