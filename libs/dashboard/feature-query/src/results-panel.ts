import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import type { QueryResult, StatementResult } from '@dw-sim/contracts';
import { FormatPipe, Icon } from '@dw-sim/dashboard-ui';
import { ResultGrid } from './result-grid';
import { planText, tabTitle } from './result-tabs';

/** The results of a text: one at a time, with a tab for each statement where there are several. */
@Component({
  selector: 'dw-results-panel',
  imports: [FormatPipe, Icon, ResultGrid],
  templateUrl: './results-panel.html',
  styleUrl: './results-panel.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResultsPanel {
  readonly result = input.required<QueryResult>();
  /** The text that ran, from which the tabs have their names. */
  readonly text = input.required<string>();
  /** The place of a statement in the text was asked for. */
  readonly revealed = output<StatementResult>();
  /** The last result is shown first, as it is the answer of the text. */
  readonly shownIndex = linkedSignal(() => this.result().results.length - 1);
  readonly shown = computed(() => this.result().results[this.shownIndex()]!);
  protected readonly tabs = computed(() => this.result().results.map((result) => ({ result, title: tabTitle(result, this.text()) })));
  protected readonly plan = computed(() => planText(this.shown()));

  /** Arrow keys move between tabs, as in any list of tabs. */
  protected move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const count = this.tabs().length;
    this.choose((this.shownIndex() + step + count) % count);
    (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')[this.shownIndex()]?.focus();
  }

  protected choose(index: number): void {
    this.shownIndex.set(index);
    this.revealed.emit(this.shown());
  }
}
