import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import type { QueryHistoryItem } from '@dw-sim/contracts';
import { QueryHistoryStore } from '@dw-sim/dashboard-data-access';
import { Confirm, FormatPipe, Icon, MomentPipe, ProblemNotice } from '@dw-sim/dashboard-ui';

/** A list is asked for when nobody has written for so long. */
const PAUSE_MS = 250;

/** The queries that ran; choosing one opens it. */
@Component({
  selector: 'dw-history-panel',
  imports: [FormatPipe, Icon, MomentPipe, ProblemNotice],
  templateUrl: './history-panel.html',
  styleUrl: './query-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HistoryPanel {
  readonly chosen = output<QueryHistoryItem>();
  protected readonly history = inject(QueryHistoryStore);
  private readonly confirm = inject(Confirm);
  private timer?: ReturnType<typeof setTimeout>;

  protected look(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.history.load(text), PAUSE_MS);
  }

  protected async clear(): Promise<void> {
    const agreed = await this.confirm.ask({ title: 'Clear the history?', message: 'All queries that ran are forgotten. Saved queries stay.', action: 'Clear', isDestructive: true });
    if (agreed) this.history.clear();
  }
}
