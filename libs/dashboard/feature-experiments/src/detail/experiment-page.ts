import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import type { ExperimentDetail } from '@dw-sim/contracts';
import { ExperimentStore, RunStore } from '@dw-sim/dashboard-data-access';
import { EmptyState, FormatPipe, Icon, PluralPipe, ProblemNotice, WarehouseBadge } from '@dw-sim/dashboard-ui';
import { ExperimentActions } from '../experiment-actions';
import { GenerateDialog, type GenerateDialogData } from '../generate/generate-dialog';
import { RunHistory } from '../run/run-history';
import { RunPanel } from '../run/run-panel';
import { VersionsCard } from '../versions/versions-card';
import { TableCard } from './table-card';
import { WarningsNotice } from './warnings-notice';

/** One experiment: what it is made of, its newest run (live), its tables and its history. */
@Component({
  selector: 'dw-experiment-page',
  imports: [EmptyState, FormatPipe, Icon, MatButton, PluralPipe, ProblemNotice, RouterLink, RunHistory, RunPanel, TableCard, VersionsCard, WarehouseBadge, WarningsNotice],
  providers: [ExperimentStore, RunStore],
  templateUrl: './experiment-page.html',
  styleUrl: './experiment-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExperimentPage {
  /** From the address. */
  readonly name = input.required<string>();
  protected readonly store = inject(ExperimentStore);
  protected readonly runStore = inject(RunStore);
  protected readonly isAborting = signal(false);
  private readonly actions = inject(ExperimentActions);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);

  constructor() {
    effect(() => {
      const name = this.name();
      untracked(() => this.store.open(name));
    });
    effect(() => {
      if (!this.runStore.isActive()) this.isAborting.set(false);
    });
  }

  protected openGenerate(experiment: ExperimentDetail): void {
    const data: GenerateDialogData = { experiment, generate: (request) => this.store.generate(request) };
    this.dialog.open(GenerateDialog, { data, width: '480px', autoFocus: 'first-tabbable' });
  }

  protected async abort(): Promise<void> {
    this.isAborting.set(true);
    const done = await this.actions.report(() => this.store.abort(), () => 'Stopping the run…');
    if (!done) this.isAborting.set(false);
  }

  protected async reset(experiment: ExperimentDetail): Promise<void> {
    await this.actions.reset(experiment.name, experiment.table_count, () => this.store.reset());
  }

  protected async delete(experiment: ExperimentDetail): Promise<void> {
    const gone = await this.actions.delete(experiment.name, experiment.table_count, () => this.store.delete());
    if (gone) await this.router.navigate(['/experiments']);
  }
}
