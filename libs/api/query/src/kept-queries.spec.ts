import 'reflect-metadata';
import { AppError } from '@dw-sim/contracts';
import { MetadataStore, openMetadata } from '@dw-sim/api-metadata';
import type { Configuration } from '@dw-sim/api-platform';
import { temporaryMetadata, type TemporaryMetadata } from '../../metadata/src/testing/temporary-metadata';
import type { QueryPlaces } from './query-places';
import { QueryHistory } from './history/query-history';
import { SavedQueries } from './saved/saved-queries';

describe.each(['SQLite', 'PostgreSQL'] as const)('what is kept of queries in %s', (engine) => {
  let place: TemporaryMetadata;
  let store: MetadataStore;
  beforeEach(async () => {
    place = await temporaryMetadata(engine);
    store = new MetadataStore(await openMetadata(place.location));
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  /** A history of at most so many; everything is asked of one target. */
  const historyOf = (queryHistory: number) =>
    new QueryHistory(store, { find: async () => ({ warehouse: 'duckdb', dialect: 'ansi' }) } as unknown as QueryPlaces, { queryHistory } as Configuration);

  it('is a history, the newest first, with filters and pages', async () => {
    const history = historyOf(10);
    history.begin({ sql: '  SELECT 1 \n', experiment: 'Shop' }).completed(3_000_000_000);
    history.begin({ sql: "SELECT '100%' \0" }).failed(new AppError('invalid_sql', "no 'postgres://a:b@c'"), false);
    const cancelled = history.begin({ sql: 'SELECT 3' });
    cancelled.failed(new AppError('aborted', 'x'), true);
    cancelled.completed(1);
    const { items, total } = await history.list({});
    expect(total).toBe(3);
    expect(items).toMatchObject([
      { sql: 'SELECT 3', status: 'cancelled', error_code: 'aborted', row_count: null },
      { sql: "SELECT '100%' \uFFFD", status: 'failed', error_code: 'invalid_sql', error_message: "no 'postgres://a:***@c'", experiment: null },
      { sql: 'SELECT 1', status: 'completed', row_count: 3_000_000_000, experiment: 'Shop', warehouse: 'duckdb', dialect: 'ansi', sql_truncated: false },
    ]);
    const found = async (filter: Parameters<QueryHistory['list']>[0]) => (await history.list(filter)).items.map(({ sql }) => sql[7]);
    expect(await found({ experiment: 'SHOP' })).toEqual(['1']);
    expect(await found({ search: '0%' })).toEqual(["'"]);
    expect(await found({ search: 'select _' })).toEqual([]);
    expect(await found({ status: 'cancelled' })).toEqual(['3']);
    expect(await found({ limit: 1, offset: 2 })).toEqual(['1']);
  });

  it('has no more entries than the setting says, none where it is 0, and cuts long texts', async () => {
    const history = historyOf(2);
    for (const sql of ['SELECT 1', 'SELECT 2', `SELECT '${'x'.repeat(30_000)}'`]) history.begin({ sql }).completed(1);
    const { items } = await history.list({});
    expect(items.map(({ sql, sql_truncated }) => [sql.length, sql_truncated])).toEqual([[20_000, true], [8, false]]);
    expect(await history.clear()).toBe(2);
    const off = historyOf(0);
    off.begin({ sql: 'SELECT 1' }).completed(1);
    expect((await off.list({})).total).toBe(0);
  });

  it('are saved queries by name, in whatever case', async () => {
    const saved = new SavedQueries(store);
    await saved.create({ name: 'Top', sql: 'SELECT 1', experiment: 'shop' });
    await expect(saved.create({ name: 'top', sql: 'SELECT 2' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await saved.replace('TOP', { sql: 'SELECT 3', name: 'tOp' })).toMatchObject({ name: 'tOp', sql: 'SELECT 3', experiment: null });
    await expect(saved.import({ queries: [{ name: 'new', sql: 'x' }, { name: 'top', sql: 'y' }] })).rejects.toMatchObject({ code: 'conflict' });
    expect((await saved.list()).items.map(({ name }) => name)).toEqual(['tOp']);
    expect(await saved.remove('top')).toBe('tOp');
    await expect(saved.show('top')).rejects.toMatchObject({ code: 'not_found' });
  });
});
