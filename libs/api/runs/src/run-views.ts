import type { RunDetail, RunSummary, RunTable } from '@dw-sim/contracts';
import type { RunEntity, RunTableEntity } from '@dw-sim/api-metadata';

/** A run as lists show it. `experiment` is the name. */
export function runSummary(run: RunEntity, tables: readonly RunTableEntity[], experiment: string, now = new Date()): RunSummary {
  return {
    id: run.id,
    experiment,
    kind: run.kind,
    status: run.status,
    seed: run.seed,
    clock: run.clock,
    warehouse: run.warehouse,
    target: run.target,
    mode: run.mode,
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

/** A run with its tables. */
export function runDetail(run: RunEntity, tables: readonly RunTableEntity[], experiment: string): RunDetail {
  return { ...runSummary(run, tables, experiment), definition_hash: run.definitionHash, staged_to: run.stagedTo, tables: tables.map(runTable) };
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
  };
}

/** Milliseconds from an ISO time to a moment. */
export function elapsedMs(from: string, to: Date): number {
  return Math.max(0, to.getTime() - new Date(from).getTime());
}

function sum(tables: readonly RunTableEntity[], of: (table: RunTableEntity) => number): number {
  return tables.reduce((total, table) => total + of(table), 0);
}
