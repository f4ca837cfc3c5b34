import { Injectable, computed, inject, signal } from '@angular/core';
import type { DeleteExperimentResult, ExperimentDetail, GenerateRequest, ResetExperimentResult, RunDetail, RunSummary } from '@dw-sim/contracts';
import { firstValueFrom, map } from 'rxjs';
import { ExperimentsApi } from './experiments-api';
import { Loadable } from './loadable';
import { isActiveRun } from './run-progress';
import { RunStore } from './run-store';
import { RunsApi } from './runs-api';

/** One experiment with its runs; the newest run is followed live. Provided by the page, beside a `RunStore`. */
@Injectable()
export class ExperimentStore {
  private readonly experiments = inject(ExperimentsApi);
  private readonly runsApi = inject(RunsApi);
  private readonly runStore = inject(RunStore);
  private readonly detail = new Loadable<ExperimentDetail>();
  private readonly runList = new Loadable<readonly RunSummary[]>();
  private readonly nameState = signal('');

  readonly name = this.nameState.asReadonly();
  readonly experiment = this.detail.value;
  readonly error = this.detail.error;
  readonly runs = computed(() => this.runList.value() ?? []);
  readonly runsError = this.runList.error;

  /** Opens an experiment; what was shown of another one is forgotten. */
  open(name: string): void {
    this.nameState.set(name);
    this.detail.clear();
    this.runList.clear();
    this.runStore.clear();
    this.reload();
  }

  /** Fetches the experiment and its runs again, and attaches to the run that is active. */
  reload(): void {
    this.detail.load(this.experiments.get(this.name()));
    this.runList.load(this.runsApi.list(this.name()).pipe(map(({ items }) => items)), ([newest]) => {
      if (newest) this.showRun(newest);
    });
  }

  /** Starts a run and follows it. Rejects with `AppError`. */
  async generate(request: GenerateRequest): Promise<void> {
    this.begin(await firstValueFrom(this.runsApi.generate(this.name(), request)));
  }

  /** Asks the server to stop the run that is shown. Rejects with `AppError`. */
  async abort(): Promise<void> {
    const run = this.runStore.progress();
    if (run) await firstValueFrom(this.runsApi.abort(this.name(), run.runId));
  }

  /** Empties the tables. Rejects with `AppError`. */
  async reset(): Promise<ResetExperimentResult> {
    const result = await firstValueFrom(this.experiments.reset(this.name()));
    this.reload();
    return result;
  }

  /** Deletes the experiment with its tables and files. Rejects with `AppError`. */
  delete(): Promise<DeleteExperimentResult> {
    return firstValueFrom(this.experiments.delete(this.name()));
  }

  /** What happened to each table of a run. Rejects with `AppError`. */
  runDetail(id: number): Promise<RunDetail> {
    return firstValueFrom(this.runsApi.get(this.name(), id));
  }

  private begin(run: RunDetail): void {
    this.runList.set([run, ...this.runs().filter(({ id }) => id !== run.id)]);
    this.runStore.follow(run, () => this.reload());
  }

  private showRun(newest: RunSummary): void {
    if (isActiveRun(newest)) this.runStore.follow(newest, () => this.reload());
    else this.runsApi.get(newest.experiment, newest.id).subscribe((run) => this.runStore.show(run));
  }
}
