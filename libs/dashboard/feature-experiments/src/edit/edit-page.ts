import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { ExperimentDetail, Fault, UpdatePlan } from '@dw-sim/contracts';
import { ExperimentsApi, Loadable } from '@dw-sim/dashboard-data-access';
import { CodeEditor, Confirm, Icon, ProblemNotice, formatPlural, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { firstValueFrom } from 'rxjs';
import { CheckPanel } from '../create/check-panel';
import { DefinitionDraft, rangeOfFault } from '../create/definition-draft';
import { FileDrop } from '../create/file-drop';
import { formatDefinition } from '../create/starter-definition';
import { ExperimentActions } from '../experiment-actions';
import { UpdatePlanPanel } from './update-plan-panel';

/** Changes the definition of an experiment: editor, check and plan as you type, save as a new version. */
@Component({
  selector: 'dw-edit-page',
  imports: [CheckPanel, CodeEditor, FileDrop, Icon, MatButton, ProblemNotice, RouterLink, UpdatePlanPanel],
  providers: [DefinitionDraft],
  templateUrl: './edit-page.html',
  styleUrl: '../create/create-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EditPage {
  /** From the address. */
  readonly name = input.required<string>();
  protected readonly draft = inject(DefinitionDraft);
  protected readonly experiment = new Loadable<ExperimentDetail>();
  protected readonly plan = new Loadable<UpdatePlan>();
  protected readonly isSaving = signal(false);
  protected readonly canSave = computed(() => this.draft.state() === 'valid' && !this.plan.isLoading() && this.plan.error() === undefined && (this.plan.value()?.change ?? null) !== null && !this.isSaving());
  private readonly editor = viewChild(CodeEditor);
  private readonly api = inject(ExperimentsApi);
  private readonly confirm = inject(Confirm);
  private readonly actions = inject(ExperimentActions);
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const name = this.name();
      untracked(() => this.experiment.load(this.api.get(name), ({ definition }) => this.draft.text.set(formatDefinition(definition))));
    });
    effect(() => {
      const isValid = this.draft.state() === 'valid' && this.experiment.value() !== undefined;
      untracked(() => (isValid ? this.plan.load(this.api.planUpdate(this.name(), this.draft.text())) : this.plan.clear()));
    });
  }

  protected async save(): Promise<void> {
    const plan = this.plan.value();
    if (!plan || !this.canSave() || !(await this.mayLose(plan))) return;
    this.isSaving.set(true);
    const done = await this.actions.report(() => firstValueFrom(this.api.update(this.name(), this.draft.text(), true)), ({ version }) => `Saved ${this.name()} as version ${version}.`);
    this.isSaving.set(false);
    if (done) await this.router.navigate(['/experiments', this.name()]);
  }

  protected async openFile(file: File | undefined): Promise<void> {
    if (file) this.draft.text.set(await file.text());
  }

  protected goToFault(fault: Fault): void {
    const range = rangeOfFault(this.draft.text(), fault);
    if (range) this.editor()?.reveal(range);
  }

  protected goToSyntaxError(): void {
    const position = this.draft.error()?.details.position;
    if (position) this.editor()?.reveal(rangeOfPosition(this.draft.text(), position));
  }

  private async mayLose({ lost_rows: lost, tables }: UpdatePlan): Promise<boolean> {
    if (lost === 0) return true;
    const losing = tables.filter(({ action, loaded_rows: rows }) => rows > 0 && (action === 'rebuild' || action === 'drop')).map(({ table }) => table);
    return this.confirm.ask({
      title: `Lose ${formatPlural(lost, 'row')}?`,
      message: `The change builds anew or drops ${losing.join(', ')}. Generate again afterwards to fill the tables.`,
      action: 'Save and lose the rows',
      isDestructive: true,
    });
  }
}
