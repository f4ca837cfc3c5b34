import { MetadataStore, openMetadata, RunEntity } from '@dw-sim/api-metadata';
import { RunLog, RunRecords, RunSupervisor, type RunSpec } from '@dw-sim/api-runs';
import { temporaryMetadata, type TemporaryMetadata } from '../../metadata/src/testing/temporary-metadata';
import { ExperimentRecords } from './experiment-records';

const LIMITS = { concurrentRuns: 2, workers: 2, runMemoryBytes: 2 ** 30, workerMemoryBytes: 2 ** 20, stopGraceMs: 0 };

describe.each(['SQLite', 'PostgreSQL'] as const)('experiments in %s', (engine) => {
  let place: TemporaryMetadata;
  let store: MetadataStore;
  let records: ExperimentRecords;
  let supervisor: RunSupervisor;

  beforeEach(async () => {
    place = await temporaryMetadata(engine);
    store = new MetadataStore(await openMetadata(place.location));
    records = new ExperimentRecords(store);
    supervisor = new RunSupervisor(store, new RunLog(store), new RunRecords(store), LIMITS);
  });
  afterEach(async () => {
    await supervisor.onModuleDestroy();
    await store.close();
    await place.remove();
  });

  const spec = (experimentId: number, kind: 'generate' | 'load' = 'generate', source: number | null = null): RunSpec => ({
    experimentId,
    settings: {
      kind, mode: 'create_if_missing', seed: 42, seed_origin: 'request', clock: null, warehouse: 'duckdb', target: null, experiment_version: '1.0.0', definition_hash: '', generators: {},
      product_version: '0.0.0', overrides: {}, source_run_id: source, resumed_run_id: null,
    },
    tables: [{ table: 'orders', requestedRows: 1 }],
  });
  const untilAborted = (signal: AbortSignal) => new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const reserve = (name: string) => records.reserve({ name, tables: [{ name: 'orders', columns: [] }] }, 'duckdb');

  it('are taken for other work, or for a run, never for both', async () => {
    const outcomes = new Set<string>();
    for (let trial = 0; trial < 25; trial += 1) {
      const { id, name } = await reserve(`shop_${trial}`);
      await records.ready(id);
      const asked = [() => supervisor.start(name, spec(id), ({ signal }) => untilAborted(signal), { queue: true }), () => records.claim(name, 'deleting')];
      if (trial % 2 === 1) asked.reverse();
      const told = await Promise.allSettled(asked.map((ask) => ask()));
      outcomes.add(told.map(({ status }) => status).sort().join());
      for (const each of told) if (each.status === 'fulfilled' && 'queue_position' in each.value) await supervisor.abort(each.value.id);
      await supervisor.idle();
    }
    expect([...outcomes]).toEqual(['fulfilled,rejected']);
  });

  it('have no run that loads files which are gone', async () => {
    const { id, name } = await reserve('shop');
    await records.ready(id);
    const made = await supervisor.start(name, spec(id), async () => undefined);
    await supervisor.idle();
    await expect(supervisor.start(name, spec(id, 'load', made.id), async () => undefined)).rejects.toMatchObject({ code: 'not_found', message: `The files of run ${made.id} were removed meanwhile.` });
    await store.transaction((manager) => manager.update(RunEntity, { id: made.id }, { stagedAt: 'now', stagedTo: 'folder' }));
    expect(await supervisor.start(name, spec(id, 'load', made.id), async () => undefined)).toMatchObject({ source_run_id: made.id });
    await supervisor.idle();
  });
});
