import { Injectable, computed, inject, signal } from '@angular/core';
import type { DeleteTargetResult, TargetDefinition, TargetList, TargetTestResult } from '@dw-sim/contracts';
import { firstValueFrom } from 'rxjs';
import { HealthStore } from './health-store';
import { Loadable } from './loadable';
import { TargetsApi } from './targets-api';

/** The targets, and what testing them gave. */
@Injectable({ providedIn: 'root' })
export class TargetsStore {
  private readonly api = inject(TargetsApi);
  private readonly health = inject(HealthStore);
  private readonly list = new Loadable<TargetList>();
  private readonly resultsState = signal<Readonly<Record<string, TargetTestResult>>>({});

  /** Undefined until the first answer. */
  readonly targets = computed(() => this.list.value()?.items);
  readonly problems = computed(() => this.list.value()?.problems ?? []);
  readonly kinds = computed(() => this.list.value()?.kinds ?? []);
  readonly error = this.list.error;
  /** Results of tests by id of the target. */
  readonly results = this.resultsState.asReadonly();

  load(): void {
    this.list.load(this.api.list());
  }

  /** Connects to a target and keeps the result. Rejects with `AppError`. */
  async test(id: string): Promise<void> {
    const result = await firstValueFrom(this.api.test(id));
    this.resultsState.update((results) => ({ ...results, [id]: result }));
  }

  /** Connects to a target that is not added. Rejects with `AppError`. */
  testDefinition(definition: TargetDefinition): Promise<TargetTestResult> {
    return firstValueFrom(this.api.testDefinition(definition));
  }

  /** Adds a target; resolves to its id. Rejects with `AppError`. */
  async add(definition: TargetDefinition): Promise<string> {
    const { id } = await firstValueFrom(this.api.create(definition));
    this.refresh();
    return id;
  }

  /** Removes a target. Rejects with `AppError`. */
  async remove(id: string): Promise<DeleteTargetResult> {
    const result = await firstValueFrom(this.api.delete(id));
    this.resultsState.update(({ [id]: _, ...results }) => results);
    this.refresh();
    return result;
  }

  private refresh(): void {
    this.load();
    this.health.refresh();
  }
}
