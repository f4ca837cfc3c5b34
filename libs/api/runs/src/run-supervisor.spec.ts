import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ExperimentEntity, MetadataStore, openMetadata, RunEntity } from '@dw-sim/api-metadata';
import { AppError, type RunEvent } from '@dw-sim/contracts';
import { lastValueFrom, toArray } from 'rxjs';
import { runEventStream } from './run-event-stream';
import { RunLog } from './run-log';
import { RunRecords, type RunSpec } from './run-records';
import { RunRecovery } from './run-recovery';
import { RunSupervisor } from './run-supervisor';

const SPEC: RunSpec = {
  experimentId: 1,
  settings: {
    kind: 'generate', mode: 'create_if_missing', seed: 42, seed_origin: 'request', clock: null, warehouse: 'duckdb', target: { id: 'duckdb', name: 'DuckDB', kind: 'duckdb', dsn: null },
    experiment_version: '1.0.0', definition_hash: 'abc', generators: { sequence: 1 }, product_version: '0.0.0', overrides: {}, source_run_id: null,
  },
  tables: [{ table: 'customers', requestedRows: 10 }, { table: 'orders', requestedRows: 20 }],
};

describe('runs', () => {
  let folder: string;
  let store: MetadataStore;
  let log: RunLog;
  let records: RunRecords;
  let supervisor: RunSupervisor;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-runs-'));
    store = new MetadataStore(await openMetadata({ file: join(folder, 'metadata.sqlite') }));
    log = new RunLog(store);
    records = new RunRecords(store);
    supervisor = new RunSupervisor(store, log, records);
    const experiment = {
      name: 'Shop', nameKey: 'shop', state: 'ready' as const, targetWarehouse: 'duckdb', definition: { name: 'Shop', tables: [] },
      definitionHash: 'abc', createdAt: '', updatedAt: '',
    };
    await store.transaction((manager) => manager.insert(ExperimentEntity, experiment));
  });
  afterEach(async () => {
    await supervisor.onModuleDestroy();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const eventsOf = (id: number): Promise<readonly RunEvent[]> => lastValueFrom(runEventStream(log, id, 0).pipe(toArray()));
  const untilAborted = (signal: AbortSignal) => new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

  it('go from QUEUED through RUNNING to COMPLETED, with a log that tells the same', async () => {
    const queued = await supervisor.start('Shop', SPEC, async (context) => {
      await context.tableStarted('customers', 'generate', 10);
      await context.tableCompleted({ table: 'customers', phase: 'generate', rows: 10, elapsedMs: 1.4, byteLength: 99 });
      await context.tableCompleted({ table: 'customers', phase: 'load', rows: 10, elapsedMs: 2 });
    });
    expect(queued).toMatchObject({ experiment: 'Shop', requested_rows: 30, generated_rows: 0, error: null });
    const events = await eventsOf(queued.id);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.map(({ type }) => type)).toEqual(['queued', 'started', 'table-started', 'table-completed', 'table-completed', 'completed']);
    expect(await records.detail('shop', queued.id)).toMatchObject({
      status: 'COMPLETED', generated_rows: 10, loaded_rows: 10,
      tables: [{ table: 'customers', byte_length: 99, generate_ms: 1, load_ms: 2 }, { table: 'orders', load_ms: null }],
    });
  });

  it('fail with the error of their work and the table it happened in', async () => {
    const { id } = await supervisor.start('Shop', SPEC, async (context) => {
      context.currentTable = 'orders';
      throw new AppError('storage_full', 'The disk is full.');
    });
    const error = { code: 'storage_full', message: 'The disk is full.', table: 'orders' };
    expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'failed', error });
    expect(await records.detail('Shop', id)).toMatchObject({ status: 'FAILED', error });
  });

  it('tell nothing of a defect but where to look', async () => {
    const { id } = await supervisor.start('Shop', SPEC, () => Promise.reject(new Error('x is undefined')));
    expect(JSON.stringify((await eventsOf(id)).at(-1))).not.toContain('x is undefined');
    expect(await records.detail('Shop', id)).toMatchObject({ error: { code: 'internal' } });
  });

  it('end as soon as their end can be stored', async () => {
    const source = await openMetadata({ file: join(folder, 'metadata.sqlite') });
    const first = store;
    store = new MetadataStore(source);
    supervisor = new RunSupervisor(store, new RunLog(store), records);
    const { id } = await supervisor.start('Shop', SPEC, async () => {
      await source.query('PRAGMA max_page_count = 1');
      throw new AppError('warehouse_failed', 'x'.repeat(100_000));
    });
    const ended = supervisor.idle();
    await pause(300);
    expect(await records.detail('Shop', id)).toMatchObject({ status: 'RUNNING' });
    await source.query('PRAGMA max_page_count = 100000');
    await ended;
    expect(await records.detail('Shop', id)).toMatchObject({ status: 'FAILED', error: { code: 'warehouse_failed' } });
    await first.close();
  });

  it('are one at a time for an experiment', async () => {
    const first = await supervisor.start('Shop', SPEC, (context) => untilAborted(context.signal));
    const second = supervisor.start('Shop', SPEC, async () => undefined);
    await expect(second).rejects.toMatchObject({ code: 'run_active', message: expect.stringContaining(`Run ${first.id} `) });
    await supervisor.abort('shop', first.id);
    expect((await eventsOf(first.id)).map(({ type }) => type)).toEqual(['queued', 'started', 'aborted']);
    expect((await records.list('shop', { limit: 5, offset: 0 })).total).toBe(1);
    await expect(supervisor.abort('shop', first.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are aborted when the server stops', async () => {
    const { id } = await supervisor.start('Shop', SPEC, (context) => untilAborted(context.signal));
    await supervisor.onModuleDestroy();
    expect(await records.detail('shop', id)).toMatchObject({ status: 'ABORTED' });
    await expect(supervisor.start('Shop', SPEC, async () => undefined)).rejects.toThrow('stopping');
  });

  it('coalesce progress, keep only the latest in the log, and count rows made so far', async () => {
    const live: RunEvent[] = [];
    const { id } = await supervisor.start('Shop', SPEC, async (context) => {
      for (let rows = 0; rows <= 20; rows += 1) {
        context.progress('generate', [{ table: 'customers', rows: Math.min(rows, 10), totalRows: 10 }, { table: 'orders', rows, totalRows: 20 }]);
        await pause(30);
      }
      await pause(250);
    });
    log.live(id).subscribe((event) => live.push(event));
    const stored = await eventsOf(id).then(() => log.read(id));
    const sent = live.filter(({ type }) => type === 'progress');
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.length).toBeLessThan(8);
    expect(stored.filter(({ type }) => type === 'progress')).toEqual([sent.at(-1)]);
    expect(sent.at(-1)).toMatchObject({ rows: 30, total_rows: 30, tables: [{ rows: 10, phase: 'generate' }, { rows: 20 }] });
    expect(live.map(({ seq }) => seq)).toEqual(live.map((_, at) => live[0]!.seq + at));
    expect(await records.detail('shop', id)).toMatchObject({ generated_rows: 30 });
  });

  it('report nothing of a phase that is over', async () => {
    const { id } = await supervisor.start('Shop', SPEC, async (context) => {
      context.progress('generate', [{ table: 'orders', rows: 20, totalRows: 20 }]);
      context.endPhase();
      await context.tableStarted('orders', 'load', 20);
      await pause(250);
      context.progress('load', [{ table: 'orders', rows: 5, totalRows: 20 }]);
      await pause(250);
    });
    await eventsOf(id);
    expect((await log.read(id)).filter(({ type }) => type === 'progress')).toMatchObject([{ seq: 4, tables: [{ phase: 'load', rows: 5 }] }]);
  });

  it('end as failed when the next server finds them running', async () => {
    const { id } = await supervisor.start('Shop', SPEC, (context) => untilAborted(context.signal));
    while ((await log.read(id)).length < 2) await pause(5);
    const recovery = new RunRecovery(log);
    await recovery.onModuleInit();
    expect(recovery.interrupted.map((run) => run.id)).toEqual([id]);
    expect(await store.read((manager) => manager.findOneBy(RunEntity, { id }))).toMatchObject({ status: 'FAILED', error: { message: 'The server stopped during this run.' } });
    expect((await log.read(id)).map(({ seq, type }) => [seq, type])).toEqual([[1, 'queued'], [2, 'started'], [3, 'failed']]);
  });

  it('are not found under another name or number', async () => {
    await expect(records.detail('shop', 9)).rejects.toMatchObject({ code: 'not_found', message: 'Experiment "Shop" has no run 9.' });
    await expect(records.detail('shp', 9)).rejects.toMatchObject({ code: 'not_found', message: 'There is no experiment "shp"; existing: Shop.' });
  });
});
