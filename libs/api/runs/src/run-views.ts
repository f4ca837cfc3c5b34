import type { RunDetail, RunSettings, RunSummary, RunTable } from '@dw-sim/contracts';
import type { ExperimentEntity, RunEntity, RunTableEntity } from '@dw-sim/api-metadata';

/** The experiment of a run, as views need it. */
export type RunExperiment = Pick<ExperimentEntity, 'name' | 'state'>;

/** Places of the runs that wait, from 1, by run. */
export type QueuePositions = ReadonlyMap<number, number>;

const NO_QUEUE: QueuePositions = new Map();

/** A run as lists show it. */
export function runSummary(run: RunEntity, tables: readonly RunTableEntity[], { name, state }: RunExperiment, queue: QueuePositions = NO_QUEUE, now = new Date()): RunSummary {
  const { definition_hash: _hash, generators: _generators, product_version: _version, overrides: _overrides, ...settings } = settingsOf(run);
  return {
    id: run.id,
    experiment: name,
    experiment_deleted: state === 'deleted',
    status: run.status,
    queue_position: queue.get(run.id) ?? null,
    ...settings,
    requested_rows: sum(tables, (table) => table.requestedRows),
    generated_rows: sum(tables, (table) => table.generatedRows),
    loaded_rows: sum(tables, (table) => table.loadedRows),
    created_at: run.createdAt,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    elapsed_ms: run.startedAt === null ? null : elapsedMs(run.startedAt, run.endedAt === null ? now : new Date(run.endedAt)),
    error: run.error,
  };
}

/** What a run was to do. */
export function settingsOf(run: RunEntity): RunSettings {
  const { kind, seed, clock, warehouse, target, mode, generators, overrides } = run;
  return {
    kind, seed, clock, warehouse, target, mode, generators, overrides,
    seed_origin: run.seedOrigin,
    experiment_version: run.experimentVersion,
    definition_hash: run.definitionHash,
    product_version: run.productVersion,
    source_run_id: run.sourceRunId,
    resumed_run_id: run.resumedRunId,
  };
}

/** A run with its tables. */
export function runDetail(run: RunEntity, tables: readonly RunTableEntity[], experiment: RunExperiment, queue: QueuePositions = NO_QUEUE): RunDetail {
  return { ...runSummary(run, tables, experiment, queue), ...settingsOf(run), staged_to: run.stagedTo, tables: tables.map(runTable), reproduction: run.reproduction };
}

export function runTable(entity: RunTableEntity): RunTable {
  return {
    table: entity.table,
    requested_rows: entity.requestedRows,
    generated_rows: entity.generatedRows,
    loaded_rows: entity.loadedRows,
    byte_length: entity.byteLength,
    generate_ms: entity.generateMs,
    load_ms: entity.loadMs,
    checksum: entity.checksum,
  };
}

/** Milliseconds from an ISO time to a moment. */
export function elapsedMs(from: string, to: Date): number {
  return Math.max(0, to.getTime() - new Date(from).getTime());
}

function sum(tables: readonly RunTableEntity[], of: (table: RunTableEntity) => number): number {
  return tables.reduce((total, table) => total + of(table), 0);
}
