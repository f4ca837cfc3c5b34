import type { Reproduction, RunError, RunKind, RunSettings, RunStatus, RunTable } from './run';

/** What every event of a run carries. `seq` counts from 1 without gaps and is the SSE id. */
interface RunEventHead {
  readonly run_id: number;
  readonly experiment: string;
  readonly seq: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Phase of a table's work. */
export type RunPhase = 'generate' | 'load';

export interface TableProgress {
  readonly table: string;
  readonly phase: RunPhase;
  readonly rows: number;
  readonly total_rows: number;
  /** Rows per second over the last seconds; 0 while unknown. */
  readonly rows_per_second: number;
  /** Milliseconds to go at this speed; null while unknown. */
  readonly remaining_ms: number | null;
}

/** A table and the rows that it is to get. */
export interface TableTotal {
  readonly table: string;
  readonly total_rows: number;
}

/** A table whose files are in place. */
export type StagedTotal = Pick<RunTable, 'table' | 'byte_length' | 'generate_ms' | 'checksum'> & { readonly rows: number };

export type RunEventBody =
  /** `settings` and `tables` are absent in logs of earlier versions. */
  | { readonly type: 'queued'; readonly kind: RunKind; readonly settings?: RunSettings; readonly tables?: readonly TableTotal[] }
  | { readonly type: 'started'; readonly seed: number; readonly warehouse: string; readonly tables: readonly TableTotal[] }
  | { readonly type: 'table-started'; readonly table: string; readonly phase: RunPhase; readonly total_rows: number }
  | { readonly type: 'progress'; readonly tables: readonly TableProgress[]; readonly rows: number; readonly total_rows: number; readonly rows_per_second: number; readonly remaining_ms: number | null }
  | { readonly type: 'table-completed'; readonly table: string; readonly phase: RunPhase; readonly rows: number; readonly elapsed_ms: number; readonly byte_length?: number }
  /** All files are in place: in the `folder` of the data root, or in `s3://bucket/prefix`. `tables` is absent in logs of earlier versions. */
  | { readonly type: 'staged'; readonly location: string; readonly files: number; readonly byte_length: number; readonly tables?: readonly StagedTotal[] }
  /** Every table holds its rows, counted in the warehouse. */
  | { readonly type: 'loaded'; readonly warehouse: string; readonly tables: number; readonly rows: number }
  /** The files of the source run were made again and compared; `tables` tells of those that were made. Absent in logs of earlier versions. */
  | { readonly type: 'reproduced'; readonly reproduction: Reproduction; readonly tables?: readonly Omit<StagedTotal, 'generate_ms'>[] }
  /** The server stops before the run has ended: it goes on at the next start. */
  | { readonly type: 'parked' }
  /** A parked run waits for its turn again. */
  | { readonly type: 'resumed' }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'completed'; readonly tables: readonly RunTable[]; readonly elapsed_ms: number }
  | { readonly type: 'failed'; readonly error: RunError; readonly elapsed_ms: number }
  | { readonly type: 'aborted'; readonly elapsed_ms: number };

/** One event of a run's log. Exactly one terminal event ends it. */
export type RunEvent = RunEventHead & RunEventBody;

const TERMINAL_STATUS: Readonly<Partial<Record<RunEvent['type'], RunStatus>>> = {
  completed: 'COMPLETED',
  failed: 'FAILED',
  aborted: 'ABORTED',
};

/** The status that an event ends a run with, or undefined where it goes on. */
export function terminalStatusOf(event: Pick<RunEvent, 'type'>): RunStatus | undefined {
  return TERMINAL_STATUS[event.type];
}
