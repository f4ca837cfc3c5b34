import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type RunProgress, doneRows, isActiveRun, runFraction } from '@dw-sim/dashboard-data-access';
import { FormatPipe, Icon, RunStatusChip } from '@dw-sim/dashboard-ui';
import { ProgressBar } from './progress-bar';
import { RunFailure } from './run-failure';
import { TableProgressRow } from './table-progress';

/** The newest run: live while it is active, its outcome afterwards. */
@Component({
  selector: 'dw-run-panel',
  imports: [FormatPipe, Icon, MatButton, ProgressBar, RunFailure, RunStatusChip, TableProgressRow],
  templateUrl: './run-panel.html',
  styleUrl: './run-panel.scss',
  host: { 'data-testid': 'run-progress' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunPanel {
  readonly run = input.required<RunProgress>();
  readonly elapsedMs = input<number | null>(null);
  readonly isConnected = input(true);
  readonly isAborting = input(false);
  readonly aborted = output();

  protected readonly isActive = computed(() => isActiveRun(this.run()));
  protected readonly fraction = computed(() => runFraction(this.run()));
  protected readonly percent = computed(() => Math.floor(100 * this.fraction()));
  protected readonly doneRows = computed(() => sum(this.run().tables.map((table) => doneRows(table, this.run().kind))));
  protected readonly generatedRows = computed(() => sum(this.run().tables.map((table) => table.generatedRows)));
  protected readonly totalRows = computed(() => sum(this.run().tables.map((table) => table.totalRows)));
  /** Said to assistive technology: changes with every tenth of the work, not with every event. */
  protected readonly announcement = computed(() => {
    const { runId, status } = this.run();
    const tenth = 10 * Math.floor(10 * this.fraction());
    return status === 'RUNNING' ? `Run ${runId}: ${tenth} percent done` : `Run ${runId}: ${status.toLowerCase()}`;
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
