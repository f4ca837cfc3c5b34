import { Injectable, computed, inject, signal } from '@angular/core';
import type { QueryHistoryItem, QueryHistoryList } from '@dw-sim/contracts';
import { Loadable } from './loadable';
import { QueryTextApi } from './query-text-api';

const PAGE = 50;

/** The queries that ran, page by page. Provided by the page. */
@Injectable()
export class QueryHistoryStore {
  private readonly api = inject(QueryTextApi);
  private readonly page = new Loadable<QueryHistoryList>();
  private readonly itemsState = signal<readonly QueryHistoryItem[]>([]);

  readonly items = this.itemsState.asReadonly();
  readonly total = computed(() => this.page.value()?.total ?? 0);
  readonly hasMore = computed(() => this.items().length < this.total());
  readonly isLoading = this.page.isLoading;
  readonly isLoaded = computed(() => this.page.value() !== undefined);
  readonly error = this.page.error;
  readonly search = signal('');

  /** The newest ones that hold the text that is looked for. */
  load(search = this.search()): void {
    this.search.set(search);
    this.fetch(0, (items) => this.itemsState.set(items));
  }

  loadMore(): void {
    this.fetch(this.items().length, (items) => this.itemsState.update((before) => [...before, ...items.filter(({ id }) => before.every((item) => item.id !== id))]));
  }

  clear(): void {
    this.api.clearHistory().subscribe(() => this.load(''));
  }

  private fetch(offset: number, take: (items: readonly QueryHistoryItem[]) => void): void {
    const search = this.search().trim();
    this.page.load(this.api.history({ limit: PAGE, offset, ...(search !== '' && { search }) }), ({ items }) => take(items));
  }
}
