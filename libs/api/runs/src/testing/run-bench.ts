import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExperimentEntity, MetadataStore, openMetadata } from '@dw-sim/api-metadata';
import { RunLog } from '../run-log';
import { RunRecords, type RunSpec } from '../run-records';
import { RunSupervisor } from '../run-supervisor';

/** A generation of two tables of experiment 1. */
export const SPEC: RunSpec = {
  experimentId: 1,
  settings: {
    kind: 'generate', mode: 'create_if_missing', seed: 42, seed_origin: 'request', clock: null, warehouse: 'duckdb', target: { id: 'duckdb', name: 'DuckDB', kind: 'duckdb', dsn: null },
    experiment_version: '1.0.0', definition_hash: 'abc', generators: { sequence: 1 }, product_version: '0.0.0', overrides: {}, source_run_id: null, resumed_run_id: null,
  },
  tables: [{ table: 'customers', requestedRows: 10 }, { table: 'orders', requestedRows: 20 }],
};

/** Settings of a supervisor that lets two runs work, and parks runs at once. */
export const LIMITS = { concurrentRuns: 2, workers: 2, runMemoryBytes: 2 ** 30, workerMemoryBytes: 2 ** 20, stopGraceMs: 0 };

/** Runs on metadata of their own, with the experiments 1, `Shop`, and 2, `bank`. */
export class RunBench {
  private constructor(
    readonly folder: string,
    readonly store: MetadataStore,
    readonly log = new RunLog(store),
    readonly records = new RunRecords(store),
    readonly supervisor = new RunSupervisor(store, log, records, LIMITS),
  ) {}

  static async open(): Promise<RunBench> {
    const folder = mkdtempSync(join(tmpdir(), 'dw-runs-'));
    const store = new MetadataStore(await openMetadata({ file: join(folder, 'metadata.sqlite') }));
    const experiment = (name: string) => ({
      name, nameKey: name.toLowerCase(), state: 'ready' as const, targetWarehouse: 'duckdb', definition: { name, tables: [] }, definitionHash: 'abc', createdAt: '', updatedAt: '',
    });
    await store.transaction((manager) => manager.insert(ExperimentEntity, [experiment('Shop'), experiment('bank')]));
    return new RunBench(folder, store);
  }

  async close(): Promise<void> {
    await this.supervisor.onModuleDestroy();
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}
