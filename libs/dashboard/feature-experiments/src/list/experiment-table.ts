import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { ExperimentSummary } from '@dw-sim/contracts';
import { ExperimentsStore } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, MomentPipe, RunStatusChip, WarehouseBadge } from '@dw-sim/dashboard-ui';
import { ExperimentActions } from '../experiment-actions';

/** Experiments in rows: warehouse, size and last run; on a narrow screen each row is a card. */
@Component({
  selector: 'dw-experiment-table',
  imports: [FormatPipe, Icon, MatMenu, MatMenuItem, MatMenuTrigger, MomentPipe, RouterLink, RunStatusChip, WarehouseBadge],
  templateUrl: './experiment-table.html',
  styleUrl: './experiment-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExperimentTable {
  readonly experiments = input.required<readonly ExperimentSummary[]>();
  private readonly store = inject(ExperimentsStore);
  private readonly actions = inject(ExperimentActions);

  protected async delete(experiment: ExperimentSummary): Promise<void> {
    await this.actions.delete(experiment.name, experiment.table_count, () => this.store.delete(experiment.name));
  }
}
