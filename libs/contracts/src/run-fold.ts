import { terminalStatusOf, type RunEvent, type TableTotal } from './run-event';
import type { RunDetail, RunSettings, RunTable } from './run';

/**
 * A run as its log tells it: its record, but for what changes after its end (where its files are, whether its experiment is there)
 * and what depends on the time of looking.
 */
export type LoggedRun = Omit<RunDetail, 'staged_to' | 'queue_position' | 'experiment_deleted' | 'elapsed_ms' | 'requested_rows' | 'generated_rows' | 'loaded_rows'>;

const UNTOUCHED: Omit<RunTable, 'table' | 'requested_rows'> = { generated_rows: 0, loaded_rows: 0, byte_length: 0, generate_ms: null, load_ms: null, checksum: null };

/**
 * Folds a log, or its beginning, into the run. Of progress the latest suffices. Undefined for an empty log, and for one of an earlier
 * version, which does not begin with the run's settings.
 */
export function foldRun(events: readonly RunEvent[]): LoggedRun | undefined {
  const [first, ...rest] = events;
  if (first?.type !== 'queued' || first.settings === undefined) return undefined;
  return rest.reduce(runAfter, queuedRun(first.run_id, first.experiment, first.at, first.settings, first.tables ?? []));
}

/** The run after one more event. */
export function runAfter(run: LoggedRun, event: RunEvent): LoggedRun {
  const status = terminalStatusOf(event);
  if (status) return { ...run, status, ended_at: event.at, error: event.type === 'failed' ? event.error : null };
  switch (event.type) {
    case 'parked':
      return { ...run, status: 'PARKED' };
    case 'resumed':
      return { ...run, status: 'QUEUED' };
    case 'started':
      return { ...run, status: 'RUNNING', started_at: event.at };
    case 'progress':
      return event.tables.filter(({ phase }) => phase === 'generate').reduce((after, { table, rows }) => withTable(after, table, { generated_rows: rows }), run);
    case 'table-completed':
      return withTable(run, event.table, event.phase === 'load'
        ? { loaded_rows: event.rows, load_ms: event.elapsed_ms }
        : { generated_rows: event.rows, generate_ms: event.elapsed_ms, byte_length: event.byte_length ?? 0 });
    case 'staged':
      return (event.tables ?? []).reduce<LoggedRun>((after, { table, rows, ...files }) => withTable(after, table, { generated_rows: rows, ...files }), run);
    case 'reproduced':
      return (event.tables ?? []).reduce<LoggedRun>((after, { table, rows, ...files }) => withTable(after, table, { generated_rows: rows, ...files }), { ...run, reproduction: event.reproduction });
    default:
      return run;
  }
}

function queuedRun(id: number, experiment: string, at: string, settings: RunSettings, tables: readonly TableTotal[]): LoggedRun {
  return {
    id,
    experiment,
    ...settings,
    status: 'QUEUED',
    created_at: at,
    started_at: null,
    ended_at: null,
    error: null,
    tables: tables.map(({ table, total_rows }) => ({ table, requested_rows: total_rows, ...UNTOUCHED })),
    reproduction: null,
  };
}

function withTable(run: LoggedRun, table: string, change: Partial<RunTable>): LoggedRun {
  return { ...run, tables: run.tables.map((each) => (each.table === table ? { ...each, ...change } : each)) };
}
