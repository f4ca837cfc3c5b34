import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExperimentEntity, MetadataStore, openMetadata } from '@dw-sim/api-metadata';
import { RunLog, RunRecords, RunSupervisor, type RunSpec } from '@dw-sim/api-runs';
import type { TableGenerationProgress } from '@dw-sim/generation-engine';
import { GenerationEvents } from './generation-events';

const LIMITS = { concurrentRuns: 2, workers: 2, runMemoryBytes: 2 ** 30, workerMemoryBytes: 2 ** 20, stopGraceMs: 0 };

describe('GenerationEvents', () => {
  let folder: string;
  let store: MetadataStore;
  let log: RunLog;
  let supervisor: RunSupervisor;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-generator-'));
    store = new MetadataStore(await openMetadata({ file: join(folder, 'metadata.sqlite') }));
    log = new RunLog(store);
    supervisor = new RunSupervisor(store, log, new RunRecords(store), LIMITS);
    const experiment = { name: 'shop', nameKey: 'shop', state: 'ready' as const, targetWarehouse: 'duckdb', definition: { name: 'shop', tables: [] }, definitionHash: '', createdAt: '', updatedAt: '' };
    await store.transaction((manager) => manager.insert(ExperimentEntity, experiment));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const table = (name: string, state: TableGenerationProgress['state'], rows: number): TableGenerationProgress => ({ table: name, state, rows, totalRows: 10, elapsedMs: 5 });

  it('tell once that a table starts and once that it is done, in order, however its states are seen', async () => {
    const spec: RunSpec = {
      experimentId: 1,
      settings: {
        kind: 'generate', mode: 'create_if_missing', seed: 42, seed_origin: 'request', clock: null, warehouse: 'duckdb', target: { id: 'duckdb', name: 'DuckDB', kind: 'duckdb', dsn: null },
        experiment_version: '1.0.0', definition_hash: 'abc', generators: { sequence: 1 }, product_version: '0.0.0', overrides: {}, source_run_id: null, resumed_run_id: null,
      },
      tables: ['slow', 'fast'].map((name) => ({ table: name, requestedRows: 10 })),
    };
    const { id } = await supervisor.start('shop', spec, async (context) => {
      const events = new GenerationEvents(context);
      events.update([table('slow', 'waiting', 0), table('fast', 'waiting', 0)]);
      events.update([table('slow', 'running', 3), table('fast', 'waiting', 0)]);
      events.update([table('slow', 'running', 6), table('fast', 'done', 10)]);
      events.update([table('slow', 'done', 10), table('fast', 'done', 10)]);
      events.update([table('slow', 'done', 10), table('fast', 'done', 10)]);
      await events.settle();
    });
    await supervisor.idle();
    const told = (await log.read(id)).flatMap((event) => ('table' in event ? [`${event.type} ${event.table}`] : []));
    expect(told).toEqual(['table-started slow', 'table-started fast', 'table-completed fast', 'table-completed slow']);
  });
});
