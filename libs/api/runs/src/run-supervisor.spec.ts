import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ExperimentEntity, MetadataStore, openMetadata, RunEntity } from '@dw-sim/api-metadata';
import { AppError, foldRun, type RunEvent } from '@dw-sim/contracts';
import { lastValueFrom, toArray } from 'rxjs';
import { runEventStream } from './run-event-stream';
import { RunLog } from './run-log';
import { RunRecords, type RunSpec } from './run-records';
import { RunRecovery } from './run-recovery';
import { RunSupervisor } from './run-supervisor';
import { LIMITS, SPEC } from './testing/run-bench';

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
    supervisor = new RunSupervisor(store, log, records, LIMITS);
    const experiment = {
      name: 'Shop', nameKey: 'shop', state: 'ready' as const, targetWarehouse: 'duckdb', definition: { name: 'Shop', tables: [] },
      definitionHash: 'abc', createdAt: '', updatedAt: '',
    };
    const others = ['other', 'third'].map((name) => ({ ...experiment, name, nameKey: name }));
    await store.transaction((manager) => manager.insert(ExperimentEntity, [experiment, ...others]));
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

  it('tell what nobody knows, also where they are aborted or parked meanwhile', async () => {
    const unknown = async (signal: AbortSignal) => {
      await untilAborted(signal).catch(() => undefined);
      throw new AppError('interrupted', 'Whether the rows are there is not known.');
    };
    const aborted = await supervisor.start('Shop', SPEC, (context) => unknown(context.signal));
    const parked = await supervisor.start('other', { ...SPEC, experimentId: 2 }, { work: (context) => unknown(context.signal), lasts: true });
    await supervisor.abort(aborted.id);
    await supervisor.onModuleDestroy();
    for (const { id } of [aborted, parked]) expect((await records.find(id)).detail).toMatchObject({ status: 'FAILED', error: { code: 'interrupted' } });
  });

  it('may use the reserve of a full disk for rows that are in a table', async () => {
    const uses: unknown[] = [];
    const transaction = store.transaction.bind(store);
    jest.spyOn(store, 'transaction').mockImplementation((work, options) => {
      uses.push(options?.mayUseReserve);
      return transaction(work, options);
    });
    const { id } = await supervisor.start('Shop', SPEC, async (context) => {
      await context.tableCompleted({ table: 'customers', phase: 'generate', rows: 10, elapsedMs: 1, byteLength: 9 });
      await context.tableCompleted({ table: 'customers', phase: 'load', rows: 10, elapsedMs: 1 });
    });
    await eventsOf(id);
    // Queued, started, generated, loaded, completed.
    expect(uses.map(Boolean)).toEqual([false, false, false, true, true]);
  });

  it('keep the records of all that have loaded the files of one that has them', async () => {
    const run = async (settings: object) => {
      const { id } = await supervisor.start('Shop', { ...SPEC, settings: { ...SPEC.settings, ...settings } }, async () => undefined);
      await eventsOf(id);
      await supervisor.idle();
      return id;
    };
    const staged = await run({});
    await store.transaction((manager) => manager.update(RunEntity, { id: staged }, { stagedAt: '2026-01-01' }));
    const resumed = await run({ kind: 'load', source_run_id: staged, resumed_run_id: staged });
    const other = await run({ kind: 'load', source_run_id: staged });
    expect(await records.removeOld(1, 0)).toBe(1);
    await expect(records.find(other)).rejects.toMatchObject({ code: 'not_found' });
    expect((await records.sharingWork({ id: staged, resumedRunId: null })).map(({ id }) => id)).toEqual([staged, resumed]);
    await store.transaction((manager) => manager.update(RunEntity, { id: staged }, { stagedAt: null }));
    expect(await records.removeOld(1, 0)).toBe(2);
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
    supervisor = new RunSupervisor(store, new RunLog(store), records, LIMITS);
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
    await supervisor.abort(first.id);
    expect((await eventsOf(first.id)).map(({ type }) => type)).toEqual(['queued', 'started', 'aborted']);
    expect((await records.list({ experiment: 'shop' })).total).toBe(1);
    await expect(supervisor.abort(first.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are aborted when the server stops', async () => {
    const { id } = await supervisor.start('Shop', SPEC, (context) => untilAborted(context.signal));
    await supervisor.onModuleDestroy();
    expect(await records.detail('shop', id)).toMatchObject({ status: 'ABORTED' });
    await expect(supervisor.start('Shop', SPEC, async () => undefined)).rejects.toThrow('stopping');
  });

  const OTHER: RunSpec = { ...SPEC, experimentId: 2 };
  const THIRD: RunSpec = { ...SPEC, experimentId: 3 };
  const statuses = async () => (await store.read((manager) => manager.find(RunEntity, { order: { id: 'ASC' } }))).map(({ status }) => status);
  const untilStarted = async (id: number) => {
    while (!(await log.read(id)).some(({ type }) => type === 'started')) await pause(5);
  };

  it('wait for the run of their experiment where they are asked to, and pass by nobody else', async () => {
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const first = await supervisor.start('Shop', SPEC, work);
    const second = await supervisor.start('Shop', SPEC, work, { queue: true });
    const third = await supervisor.start('Shop', SPEC, work, { queue: true });
    const other = await supervisor.start('other', OTHER, work);
    await untilStarted(other.id);
    expect(await statuses()).toEqual(['RUNNING', 'QUEUED', 'QUEUED', 'RUNNING']);
    expect([second, third].map((run) => run.queue_position)).toEqual([1, 2]);
    expect((await records.list({ experiment: 'shop', limit: 3 })).items.map((run) => run.queue_position)).toEqual([2, 1, null]);
    while (ends.length < 2) await pause(5);
    ends[0]?.();
    await untilStarted(second.id);
    expect(await statuses()).toEqual(['COMPLETED', 'RUNNING', 'QUEUED', 'RUNNING']);
    expect(await records.detail('shop', third.id)).toMatchObject({ queue_position: 1 });
    await supervisor.abort(second.id);
    expect(await records.detail('shop', first.id)).toMatchObject({ status: 'COMPLETED', queue_position: null });
    while (ends.length < 3) await pause(5);
    ends.forEach((end) => end());
    await pause(0);
  });

  it('wait for their share of the machine', async () => {
    const ends: (() => void)[] = [];
    const job = { workers: 2, work: ({ workers }: { readonly workers: number }) => new Promise<void>((resolve) => ends.push(resolve)).then(() => void seen.push(workers)) };
    const seen: number[] = [];
    await supervisor.start('Shop', SPEC, job);
    await supervisor.start('other', OTHER, job);
    const third = await supervisor.start('third', THIRD, job);
    expect(third).toMatchObject({ status: 'QUEUED', queue_position: 1 });
    while (ends.length < 2) await pause(5);
    ends.splice(0).forEach((end) => end());
    await untilStarted(third.id);
    while (ends.length < 1) await pause(5);
    ends[0]?.();
    await supervisor.idle();
    // The third began when the first had ended, and the second had not.
    expect(seen).toEqual([2, 1, 1]);
    expect(await statuses()).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  it('are aborted while they wait', async () => {
    const first = await supervisor.start('Shop', SPEC, (context) => untilAborted(context.signal));
    const second = await supervisor.start('Shop', SPEC, () => Promise.reject(new Error('it must not begin')), { queue: true });
    await supervisor.abort(second.id);
    expect((await eventsOf(second.id)).map(({ type }) => type)).toEqual(['queued', 'aborted']);
    await expect(supervisor.abort(second.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await records.detail('shop', first.id)).toMatchObject({ status: 'RUNNING' });
  });

  it('are parked when the server stops, and go on with the next one, in their order', async () => {
    const lasting = { lasts: true, work: (context: { readonly signal: AbortSignal }) => untilAborted(context.signal) };
    const first = await supervisor.start('Shop', SPEC, lasting);
    const second = await supervisor.start('Shop', SPEC, lasting, { queue: true });
    const other = await supervisor.start('other', OTHER, lasting);
    await untilStarted(other.id);
    await supervisor.onModuleDestroy();
    expect(await statuses()).toEqual(['PARKED', 'QUEUED', 'PARKED']);
    expect((await log.read(first.id)).map(({ type }) => type)).toEqual(['queued', 'started', 'parked']);

    const done: number[] = [];
    const discarded: number[] = [];
    const next = new RunSupervisor(store, log, records, LIMITS);
    next.keep('generate', {
      restore: async ({ id }) => {
        if (id === other.id) throw new AppError('warehouse_unavailable', 'The target is gone.');
        return { work: async () => void done.push(id) };
      },
      discard: async ({ id }) => void discarded.push(id),
    });
    expect(await next.goOn()).toBe(3);
    await next.idle();
    expect([done, discarded]).toEqual([[first.id, second.id], [other.id]]);
    expect((await log.read(first.id)).map(({ type }) => type)).toEqual(['queued', 'started', 'parked', 'resumed', 'started', 'completed']);
    expect(await records.detail('other', other.id)).toMatchObject({ status: 'FAILED', error: { code: 'warehouse_unavailable' } });
    expect(foldRun(await log.read(first.id))).toMatchObject({ status: 'COMPLETED' });
  });

  /** A run that was parked, and the server after that, whose restoring waits for `restored`. */
  async function parked(restored: Promise<void> = pause(20)) {
    const { id } = await supervisor.start('Shop', SPEC, { lasts: true, work: ({ signal }) => untilAborted(signal) });
    await untilStarted(id);
    await supervisor.onModuleDestroy();
    const next = new RunSupervisor(store, log, records, LIMITS);
    const seen = { done: 0, discarded: 0 };
    next.keep('generate', {
      restore: async () => {
        await restored;
        return { work: async () => void (seen.done += 1) };
      },
      discard: async () => void (seen.discarded += 1),
    });
    return { id, next, seen };
  }
  const typesOf = async (id: number) => (await log.read(id)).map(({ type }) => type);

  it('go on once, however often they are asked to', async () => {
    const { id, next, seen } = await parked();
    const told = await Promise.all([next.goOn(id), next.goOn(), ...Array.from({ length: 4 }, () => next.goOn(id))]);
    await next.idle();
    expect(told).toEqual([1, 0, 0, 0, 0, 0]);
    expect(seen).toEqual({ done: 1, discarded: 0 });
    expect(await typesOf(id)).toEqual(['queued', 'started', 'parked', 'resumed', 'started', 'completed']);
    expect(await next.goOn(id)).toBe(0);
  });

  it('are not taken for left ones while they are recorded', async () => {
    const restored: number[] = [];
    supervisor.keep('generate', { restore: async ({ id }) => ({ work: async () => void restored.push(id) }), discard: async () => undefined });
    const write = log.write.bind(log);
    let goingOn: Promise<number> | undefined;
    jest.spyOn(log, 'write').mockImplementationOnce(async (...asked) => {
      const run = await write(...asked);
      // The run is recorded, and whoever started it does not know yet.
      goingOn = supervisor.goOn();
      await pause(30);
      return run as never;
    });
    const { id } = await supervisor.start('Shop', SPEC, async () => undefined);
    expect(await goingOn).toBe(0);
    await supervisor.idle();
    expect([restored, await typesOf(id)]).toEqual([[], ['queued', 'started', 'completed']]);
  });

  it.each(['PARKED', 'QUEUED'] as const)('end once where they are aborted twice while they are %s', async (status) => {
    const { id, next } = await parked();
    if (status === 'QUEUED') {
      await next.start('other', OTHER, ({ signal }) => untilAborted(signal));
      await next.start('third', THIRD, ({ signal }) => untilAborted(signal));
      await next.goOn(id);
    }
    expect(await statuses()).toContain(status);
    const told = await Promise.allSettled([next.abort(id), next.abort(id)]);
    expect(told.map((each) => each.status)).toEqual(['fulfilled', 'rejected']);
    expect((await typesOf(id)).filter((type) => type === 'aborted')).toHaveLength(1);
    await next.onModuleDestroy();
  });

  it('stay aborted where that came while they were to go on', async () => {
    let letGo = () => undefined as void;
    const { id, next, seen } = await parked(new Promise<void>((resolve) => (letGo = resolve)));
    const goingOn = next.goOn(id);
    await next.abort(id);
    letGo();
    await goingOn;
    await next.idle();
    expect(seen).toEqual({ done: 0, discarded: 1 });
    expect(await typesOf(id)).toEqual(['queued', 'started', 'parked', 'aborted']);
  });

  it('do not begin where their record says that they have ended', async () => {
    const first = await supervisor.start('Shop', SPEC, ({ signal }) => untilAborted(signal));
    const second = await supervisor.start('Shop', SPEC, () => Promise.reject(new Error('it must not begin')), { queue: true });
    await store.transaction((manager) => manager.update(RunEntity, { id: second.id }, { status: 'ABORTED' }));
    await supervisor.abort(first.id);
    await supervisor.idle();
    expect([await typesOf(second.id), await statuses()]).toEqual([['queued'], ['ABORTED', 'ABORTED']]);
  });

  it('come to their end in the time that a stopping server gives them', async () => {
    supervisor = new RunSupervisor(store, log, records, { ...LIMITS, stopGraceMs: 10_000 });
    const { id } = await supervisor.start('Shop', SPEC, { lasts: true, work: () => pause(100) });
    await supervisor.onModuleDestroy();
    expect(await records.detail('shop', id)).toMatchObject({ status: 'COMPLETED' });
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
    await new RunRecovery(log).onModuleInit();
    const needRecount = await store.read((manager) => manager.findBy(ExperimentEntity, { needsRecount: true }));
    expect(needRecount.map(({ name }) => name)).toEqual(['Shop']);
    expect(await store.read((manager) => manager.findOneBy(RunEntity, { id }))).toMatchObject({ status: 'FAILED', error: { message: 'The server stopped during this run.' } });
    expect((await log.read(id)).map(({ seq, type }) => [seq, type])).toEqual([[1, 'queued'], [2, 'started'], [3, 'failed']]);
  });

  it('are not found under another name or number', async () => {
    await expect(records.detail('shop', 9)).rejects.toMatchObject({ code: 'not_found', message: 'Experiment "Shop" has no run 9.' });
    await expect(records.detail('shp', 9)).rejects.toMatchObject({ code: 'not_found', message: 'There is no experiment "shp"; existing: other, Shop, third.' });
  });
});
