import { Injectable, computed, inject } from '@angular/core';
import type { DeleteExperimentResult, ExampleSummary, ExperimentSummary } from '@dw-sim/contracts';
import { firstValueFrom, map } from 'rxjs';
import { ExperimentsApi } from './experiments-api';
import { Loadable } from './loadable';
import { isActiveRun } from './run-progress';

/** The list of experiments and the built-in examples. */
@Injectable({ providedIn: 'root' })
export class ExperimentsStore {
  private readonly api = inject(ExperimentsApi);
  private readonly list = new Loadable<readonly ExperimentSummary[]>();
  private readonly exampleList = new Loadable<readonly ExampleSummary[]>();

  /** Undefined until the first answer. */
  readonly experiments = this.list.value;
  readonly error = this.list.error;
  readonly isLoading = this.list.isLoading;
  readonly examples = computed(() => this.exampleList.value() ?? []);
  readonly hasActiveRun = computed(() => this.experiments()?.some(({ last_run: run }) => run && isActiveRun(run)) ?? false);

  load(): void {
    this.list.load(this.fetchList());
  }

  /** Fetches the examples once; they come with the product and do not change. */
  loadExamples(): void {
    if (!this.exampleList.value()) this.exampleList.load(this.api.examples());
  }

  /** Creates the example unless an experiment of its name exists; resolves to the name. Rejects with `AppError`. */
  async openExample(example: ExampleSummary): Promise<string> {
    const { items } = await firstValueFrom(this.api.list());
    const exists = items.some(({ name }) => name === example.name);
    if (!exists) await firstValueFrom(this.api.create(JSON.stringify(example.definition)));
    return example.name;
  }

  /** Deletes an experiment and takes it off the list. Rejects with `AppError`. */
  async delete(name: string): Promise<DeleteExperimentResult> {
    const result = await firstValueFrom(this.api.delete(name));
    this.list.set((this.experiments() ?? []).filter((experiment) => experiment.name !== name));
    return result;
  }

  private fetchList() {
    return this.api.list().pipe(map(({ items }) => items));
  }
}
