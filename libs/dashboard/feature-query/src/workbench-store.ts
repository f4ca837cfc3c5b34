import { Injectable, computed, inject, signal } from '@angular/core';
import type { ExampleSummary, ExperimentDetail } from '@dw-sim/contracts';
import { ExperimentsApi, ExperimentsStore, Loadable } from '@dw-sim/dashboard-data-access';
import { catchError, forkJoin, of } from 'rxjs';
import { initialQuery } from './initial-query';

type Opened = readonly [ExperimentDetail, readonly ExampleSummary[]];

/** The experiment that the workbench works on, and the text in its editor. Provided by the page. */
@Injectable()
export class WorkbenchStore {
  private readonly api = inject(ExperimentsApi);
  private readonly list = inject(ExperimentsStore);
  private readonly opened = new Loadable<Opened>();
  /** The text that was put in last; a text that the user changed is never replaced. */
  private prefilled = '';

  readonly text = signal('');
  readonly experiments = computed(() => this.list.experiments() ?? []);
  readonly hasNoExperiments = computed(() => this.list.experiments()?.length === 0);
  readonly error = computed(() => this.opened.error() ?? this.list.error());
  readonly experiment = computed(() => this.opened.value()?.[0]);
  readonly tables = computed(() => this.experiment()?.tables ?? []);

  loadExperiments(): void {
    this.list.load();
  }

  /** Opens an experiment: its tables, and a query to start with unless the user has written one. */
  open(name: string): void {
    // A workbench without sample queries still works, so their failure is not one of the page.
    const examples = this.api.examples().pipe(catchError(() => of([])));
    this.opened.load(forkJoin([this.api.get(name), examples]), ([experiment, found]) => this.prefill(initialQuery(experiment, found)));
  }

  private prefill(query: string): void {
    if (this.text() !== this.prefilled) return;
    this.prefilled = query;
    this.text.set(query);
  }
}
