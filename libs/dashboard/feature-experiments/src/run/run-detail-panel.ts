import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { RunDetail } from '@dw-sim/contracts';
import { FormatPipe } from '@dw-sim/dashboard-ui';
import { RunFailure } from './run-failure';

/** A run in full: its error, and what happened to each table. */
@Component({
  selector: 'dw-run-detail',
  imports: [FormatPipe, RunFailure],
  templateUrl: './run-detail-panel.html',
  styles: `
    :host { display: grid; gap: 12px; }
    table { border: 1px solid var(--dw-border); border-radius: 8px; border-collapse: separate; border-spacing: 0; }
    .dw-table th, .dw-table td { padding: 7px 12px; font-size: 12.5px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunDetailPanel {
  readonly run = input.required<RunDetail>();
}
