import type { RunEvent, RunKind, RunTable, TableProgress } from '@dw-sim/contracts';

/** Where a table is in a run. `stopped`: the run ended before the table was done. */
export type TableStage = 'waiting' | 'generating' | 'generated' | 'loading' | 'done' | 'stopped';

/** One table of a run as a page shows it. */
export interface TableRun {
  readonly table: string;
  readonly stage: TableStage;
  readonly totalRows: number;
  /** Rows made; equal to the total in a run that only loads. */
  readonly generatedRows: number;
  readonly loadedRows: number;
  /** Rows per second in the current stage; 0 while unknown. */
  readonly rowsPerSecond: number;
  readonly remainingMs: number | null;
}

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** A table that has not begun. */
export function waitingTable(table: string, totalRows: number, kind: RunKind): TableRun {
  const generatedRows = kind === 'load' ? totalRows : 0;
  return { table, totalRows, stage: 'waiting', generatedRows, loadedRows: 0, rowsPerSecond: 0, remainingMs: null };
}

/** A table of a run that is over. */
export function finishedTable(record: RunTable, completed: boolean): TableRun {
  return {
    table: record.table,
    totalRows: record.requested_rows,
    stage: completed ? 'done' : 'stopped',
    generatedRows: record.generated_rows,
    loadedRows: record.loaded_rows,
    rowsPerSecond: 0,
    remainingMs: null,
  };
}

/** Rows of a table that the run is done with: those that are loaded, or made where the run loads none. */
export function doneRows({ generatedRows, loadedRows }: TableRun, kind: RunKind): number {
  return kind === 'reproduce' ? generatedRows : loadedRows;
}

/** The tables after one of them began a phase; a table that was not announced is added. */
export function startTable(tables: readonly TableRun[], event: EventOf<'table-started'>): readonly TableRun[] {
  const known = tables.some((table) => table.table === event.table);
  const all = known ? tables : [...tables, waitingTable(event.table, event.total_rows, event.phase)];
  const stage = event.phase === 'generate' ? 'generating' : 'loading';
  return patch(all, event.table, { stage, totalRows: event.total_rows, rowsPerSecond: 0, remainingMs: null });
}

/** The tables after a tick of progress; counts of a phase never fall. */
export function mergeProgress(tables: readonly TableRun[], ticks: readonly TableProgress[]): readonly TableRun[] {
  return ticks.reduce<readonly TableRun[]>((all, tick) => patch(all, tick.table, changeOf(tick, all)), tables);
}

function changeOf(tick: TableProgress, tables: readonly TableRun[]): Partial<TableRun> {
  const before = tables.find((table) => table.table === tick.table);
  const counts = { rowsPerSecond: tick.rows_per_second, remainingMs: tick.remaining_ms };
  if (tick.phase === 'generate') return { ...counts, generatedRows: Math.max(tick.rows, before?.generatedRows ?? 0) };
  return { ...counts, loadedRows: Math.max(tick.rows, before?.loadedRows ?? 0) };
}

/** The tables after one of them finished a phase. */
export function completeTable(tables: readonly TableRun[], event: EventOf<'table-completed'>): readonly TableRun[] {
  const idle = { rowsPerSecond: 0, remainingMs: null };
  if (event.phase === 'generate') return patch(tables, event.table, { ...idle, stage: 'generated', generatedRows: event.rows });
  return patch(tables, event.table, { ...idle, stage: 'done', loadedRows: event.rows });
}

/** The table as it stands when its run failed or was aborted. */
export function stopTable(table: TableRun): TableRun {
  return table.stage === 'done' ? table : { ...table, stage: 'stopped', rowsPerSecond: 0, remainingMs: null };
}

function patch(tables: readonly TableRun[], name: string, change: Partial<TableRun>): readonly TableRun[] {
  return tables.map((table) => (table.table === name ? { ...table, ...change } : table));
}
