import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { RunKind } from '@dw-sim/contracts';
import { doneRows, type TableRun, type TableStage } from '@dw-sim/dashboard-data-access';
import { FormatPipe } from '@dw-sim/dashboard-ui';
import { ProgressBar } from './progress-bar';

const STAGES: Readonly<Record<TableStage, string>> = {
  waiting: 'Waiting',
  generating: 'Generating',
  generated: 'Generated',
  loading: 'Loading',
  done: 'Done',
  stopped: 'Stopped',
};

/** One table of a run: stage, rows, speed and time to go. */
@Component({
  selector: 'dw-table-progress',
  imports: [FormatPipe, ProgressBar],
  templateUrl: './table-progress.html',
  styleUrl: './table-progress.scss',
  host: { '[attr.data-testid]': "'table-progress-' + run().table", '[attr.data-stage]': 'run().stage' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TableProgressRow {
  readonly run = input.required<TableRun>();
  readonly kind = input.required<RunKind>();

  protected readonly stage = computed(() => STAGES[this.run().stage]);
  protected readonly isMoving = computed(() => ['generating', 'loading'].includes(this.run().stage));
  /** Rows of the phase that the table is in. */
  protected readonly rows = computed(() => {
    const { stage, generatedRows } = this.run();
    return stage === 'loading' || stage === 'done' ? this.doneRows() : generatedRows;
  });
  protected readonly generated = computed(() => share(this.run().generatedRows, this.run().totalRows));
  protected readonly done = computed(() => share(this.doneRows(), this.run().totalRows));
  private readonly doneRows = computed(() => doneRows(this.run(), this.kind()));
  protected readonly isBusy = computed(() => this.isMoving() && this.rows() === 0);
}

function share(rows: number, total: number): number {
  return total > 0 ? Math.min(rows / total, 1) : 0;
}
