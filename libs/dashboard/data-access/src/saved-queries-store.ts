import { Injectable, computed, inject } from '@angular/core';
import type { SavedQuery, SavedQueryDefinition } from '@dw-sim/contracts';
import { firstValueFrom, map } from 'rxjs';
import { Loadable } from './loadable';
import { SavedQueriesApi } from './saved-queries-api';

/** The saved queries, by name. Provided by the page. */
@Injectable()
export class SavedQueriesStore {
  private readonly api = inject(SavedQueriesApi);
  private readonly list = new Loadable<readonly SavedQuery[]>();

  readonly queries = computed(() => this.list.value() ?? []);
  readonly isLoaded = computed(() => this.list.value() !== undefined);
  readonly error = this.list.error;

  load(): void {
    this.list.load(this.api.list().pipe(map(({ items }) => items)));
  }

  /** The query of a name, in whatever case. */
  find(name: string): SavedQuery | undefined {
    return this.queries().find((query) => query.name.toLowerCase() === name.toLowerCase());
  }

  /** Saves a query, in place of one of its name where there is one. Rejects with `AppError`. */
  async save(query: SavedQueryDefinition): Promise<SavedQuery> {
    const saved = await firstValueFrom(this.find(query.name) ? this.api.replace(query) : this.api.create(query));
    this.load();
    return saved;
  }

  /** Rejects with `AppError`. */
  async remove(name: string): Promise<void> {
    await firstValueFrom(this.api.remove(name));
    this.load();
  }
}
