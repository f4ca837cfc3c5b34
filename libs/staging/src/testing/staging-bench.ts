import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDescription, RunManifest } from '../run-manifest';
import type { RunStaging, StagingStore } from '../staging-store';

/** What a maker of runs knows of the run that {@link stageRun} stages. */
export const DESCRIPTION: RunDescription = {
  product_version: '0.0.0',
  seed: 42,
  clock: '2026-01-01T00:00:00.000Z',
  schema_hash: 'c0ffee',
  generators: { sequence: 1 },
  tables: [
    { table: 'customers', columns: [{ name: 'customer_id', type: 'INT', nullable: false }] },
    { table: 'orders', columns: [{ name: 'order_id', type: 'BIGINT', nullable: false }] },
  ],
};

/** Contents of the files of a run, by place below its folder. */
export const CONTENTS: Readonly<Record<string, string>> = {
  'customers/part-00000.parquet': 'the customers',
  'orders/part-00000.parquet': 'some orders',
  'orders/part-00001.parquet': 'more orders, in another file',
};

/** A folder of its own for a test. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dw-staging-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes a run's files and hands each over, as a generation does. */
export function writeRun(staging: RunStaging, contents = CONTENTS): void {
  for (const [place, content] of Object.entries(contents)) {
    const [table = ''] = place.split('/');
    const path = join(staging.directory, place);
    mkdirSync(join(staging.directory, table), { recursive: true });
    writeFileSync(path, content);
    staging.add({ table, path, rows: content.length });
  }
}

/** Stages a run of two tables. */
export async function stageRun(store: StagingStore, runId: number, experiment = 'shop'): Promise<RunManifest> {
  const staging = await store.begin({ experiment, runId });
  writeRun(staging);
  return (await staging.commit(DESCRIPTION, async () => undefined)).manifest;
}
