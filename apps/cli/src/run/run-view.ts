import type { RunEvent, RunPhase, TableProgress } from '@dw-sim/contracts';

/** What is known about one table of a run. */
export interface TableView {
  readonly table: string;
  readonly phase: RunPhase | 'waiting' | 'done';
  readonly rows: number;
  readonly totalRows: number;
  readonly rowsPerSecond: number;
  readonly remainingMs: number | null;
  /** Time of the phases that are over. */
  readonly elapsedMs: number;
}

/** A run as its events have told it so far. */
export interface RunView {
  readonly tables: readonly TableView[];
}

export const EMPTY_RUN: RunView = { tables: [] };

const WAITING = { phase: 'waiting', rows: 0, rowsPerSecond: 0, remainingMs: null, elapsedMs: 0 } as const;

/** The view after one more event. */
export function viewAfter(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'started':
      return { tables: event.tables.map(({ table, total_rows }) => ({ ...WAITING, table, totalRows: total_rows })) };
    case 'table-started':
      return update(view, event.table, () => ({ phase: event.phase, rows: 0, totalRows: event.total_rows, rowsPerSecond: 0, remainingMs: null }));
    case 'progress':
      return event.tables.reduce(withProgress, view);
    case 'table-completed':
      return update(view, event.table, ({ elapsedMs }) => ({
        phase: event.phase === 'load' ? 'done' : event.phase,
        rows: event.rows,
        rowsPerSecond: 0,
        remainingMs: null,
        elapsedMs: elapsedMs + event.elapsed_ms,
      }));
    default:
      return view;
  }
}

function withProgress(view: RunView, progress: TableProgress): RunView {
  return update(view, progress.table, ({ phase }) =>
    // A late report of a phase that is over would take the bar back.
    phase === 'done' || (phase === 'load' && progress.phase === 'generate')
      ? {}
      : {
          phase: progress.phase,
          rows: progress.rows,
          totalRows: progress.total_rows,
          rowsPerSecond: progress.rows_per_second,
          remainingMs: progress.remaining_ms,
        },
  );
}

function update(view: RunView, table: string, change: (view: TableView) => Partial<TableView>): RunView {
  return { tables: view.tables.map((each) => (each.table === table ? { ...each, ...change(each) } : each)) };
}
