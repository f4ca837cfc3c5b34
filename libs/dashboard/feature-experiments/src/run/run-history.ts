import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunDetail, RunSummary } from '@dw-sim/contracts';
import { ExperimentStore } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, MomentPipe, RunStatusChip } from '@dw-sim/dashboard-ui';
import { RunDetailPanel } from './run-detail-panel';

/** Every run of the experiment, newest first; a row opens to its tables and its error. */
@Component({
  selector: 'dw-run-history',
  imports: [FormatPipe, Icon, MomentPipe, RouterLink, RunDetailPanel, RunStatusChip],
  templateUrl: './run-history.html',
  styleUrl: './run-history.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunHistory {
  readonly runs = input.required<readonly RunSummary[]>();
  protected readonly kinds = { generate: 'Run', load: 'Load', reproduce: 'Reproduction' } as const;
  protected readonly opened = signal<RunDetail | undefined>(undefined);
  private readonly store = inject(ExperimentStore);

  protected async toggle(run: RunSummary): Promise<void> {
    if (this.opened()?.id === run.id) this.opened.set(undefined);
    else this.opened.set(await this.store.runDetail(run.id));
  }
}
