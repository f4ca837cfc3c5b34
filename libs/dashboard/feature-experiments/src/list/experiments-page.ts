import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ExperimentsStore } from '@dw-sim/dashboard-data-access';
import { EmptyState, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { EMPTY, interval, switchMap } from 'rxjs';
import { ExampleCards } from './example-cards';
import { ExperimentTable } from './experiment-table';

const POLL_MS = 2_000;

/** The list of experiments, and the examples to start from. */
@Component({
  selector: 'dw-experiments-page',
  imports: [EmptyState, ExampleCards, ExperimentTable, Icon, MatButton, ProblemNotice, RouterLink],
  templateUrl: './experiments-page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExperimentsPage {
  protected readonly store = inject(ExperimentsStore);

  constructor() {
    this.store.load();
    this.store.loadExamples();
    toObservable(this.store.hasActiveRun)
      .pipe(switchMap((isActive) => (isActive ? interval(POLL_MS) : EMPTY)), takeUntilDestroyed())
      .subscribe(() => this.store.load());
  }
}
