import { TERMINAL_RUN_STATUSES, terminalStatusOf } from '@dw-sim/contracts';
import type { RunDetail, RunError, RunEvent, RunKind, RunStatus, RunSummary, RunTable } from '@dw-sim/contracts';
import { type TableRun, completeTable, doneRows, finishedTable, mergeProgress, startTable, stopTable, waitingTable } from './table-run';

/** A run as a page shows it: what its events, or its record, have told so far. */
export interface RunProgress {
  readonly runId: number;
  readonly experiment: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly seed: number;
  readonly warehouse: string;
  readonly tables: readonly TableRun[];
  /** Rows per second over all tables; 0 while unknown. */
  readonly rowsPerSecond: number;
  readonly remainingMs: number | null;
  readonly warnings: readonly string[];
  readonly error: RunError | null;
  /** ISO 8601; null before the run started. */
  readonly startedAt: string | null;
  /** Time of the last event by the server's clock; null before the first. */
  readonly lastEventAt: string | null;
  /** Whole duration, once the run has ended. */
  readonly elapsedMs: number | null;
  /** Sequence number of the last event taken in; 0 before the first. */
  readonly lastSeq: number;
}

/** Progress as a run's record tells it; tables are known where the record is a detail. */
export function progressOfRun(run: RunSummary | RunDetail): RunProgress {
  const tables = 'tables' in run ? run.tables : [];
  return {
    runId: run.id,
    experiment: run.experiment,
    kind: run.kind,
    status: run.status,
    seed: run.seed,
    warehouse: run.warehouse,
    tables: tables.map((table) => tableOfRecord(run, table)),
    rowsPerSecond: 0,
    remainingMs: null,
    warnings: [],
    error: run.error,
    startedAt: run.started_at,
    lastEventAt: null,
    elapsedMs: run.elapsed_ms,
    lastSeq: 0,
  };
}

function tableOfRecord(run: RunSummary, record: RunTable): TableRun {
  const isOver = TERMINAL_RUN_STATUSES.includes(run.status);
  return isOver ? finishedTable(record, run.status === 'COMPLETED') : waitingTable(record.table, record.requested_rows, run.kind);
}

/** Progress after one more event; an event that was taken in before (a replay) changes nothing. */
export function applyRunEvent(progress: RunProgress, event: RunEvent): RunProgress {
  if (event.seq <= progress.lastSeq) return progress;
  const next = { ...progress, lastSeq: event.seq, lastEventAt: event.at };
  const status = terminalStatusOf(event);
  return status ? endRun(next, status, event) : advanceRun(next, event);
}

function advanceRun(run: RunProgress, event: RunEvent): RunProgress {
  switch (event.type) {
    case 'started':
      return {
        ...run,
        status: 'RUNNING',
        startedAt: event.at,
        seed: event.seed,
        warehouse: event.warehouse,
        tables: event.tables.map((table) => waitingTable(table.table, table.total_rows, run.kind)),
      };
    case 'table-started':
      return { ...run, tables: startTable(run.tables, event) };
    case 'progress':
      return {
        ...run,
        tables: mergeProgress(run.tables, event.tables),
        rowsPerSecond: event.rows_per_second,
        remainingMs: event.remaining_ms,
      };
    case 'table-completed':
      return { ...run, tables: completeTable(run.tables, event) };
    case 'warning':
      return { ...run, warnings: [...run.warnings, event.message] };
    default:
      return run;
  }
}

function endRun(run: RunProgress, status: RunStatus, event: RunEvent): RunProgress {
  const elapsedMs = 'elapsed_ms' in event ? event.elapsed_ms : run.elapsedMs;
  return {
    ...run,
    status,
    elapsedMs,
    remainingMs: null,
    rowsPerSecond: 0,
    error: event.type === 'failed' ? event.error : null,
    tables: event.type === 'completed' ? event.tables.map((table) => finishedTable(table, true)) : run.tables.map(stopTable),
  };
}

/** True while the run may still change. */
export function isActiveRun(run: { readonly status: RunStatus }): boolean {
  return !TERMINAL_RUN_STATUSES.includes(run.status);
}

/**
 * Share of the run's work that is done, 0 to 1. Generating and loading a row count as one unit of work each; runs that
 * only load or only generate have one unit alone.
 */
export function runFraction(run: RunProgress): number {
  if (run.status === 'COMPLETED') return 1;
  const total = run.tables.reduce((sum, table) => sum + table.totalRows, 0);
  if (total === 0) return 0;
  const generated = run.tables.reduce((sum, table) => sum + table.generatedRows, 0);
  const done = run.tables.reduce((sum, table) => sum + doneRows(table, run.kind), 0);
  return run.kind === 'generate' ? (generated + done) / (2 * total) : done / total;
}
