import { formatBytes, formatCount, formatDuration, formatPlural, formatRowsIn, formatShare } from '../output/quantities';
import { LiveArea } from './live-area';
import { progressLines } from './progress-bars';
import { EMPTY_RUN, viewAfter, type RunView, type TableView } from './run-view';
import type { RunEvent, TableProgress } from '@dw-sim/contracts';
import type { Terminal } from '../output/terminal';

/** Shows the events of a run. */
export interface RunReporter {
  report(event: RunEvent): void;
  /** Called in every case, also where the run could not be followed to its end. */
  end(): void;
}

/** One JSON object per line: the events as they are. */
export function jsonReporter(terminal: Terminal): RunReporter {
  return { report: (event) => terminal.print(JSON.stringify(event)), end: () => undefined };
}

/** A bar per table, redrawn in place; what is to be remembered stands above. */
export function barReporter(terminal: Terminal): RunReporter {
  const area = new LiveArea(terminal.out);
  let view = EMPTY_RUN;
  return {
    report: (event) => {
      view = viewAfter(view, event);
      const line = lineOf(event);
      if (line !== undefined && ABOVE_BARS.has(event.type)) area.printAbove(line);
      area.draw(progressLines(fitting(view, (terminal.out.rows ?? 24) - 2), terminal.width ?? 80));
      if (line !== undefined && BELOW_BARS.has(event.type)) terminal.print(line);
    },
    end: () => area.end(),
  };
}

const ABOVE_BARS: ReadonlySet<RunEvent['type']> = new Set(['started', 'warning']);
const BELOW_BARS: ReadonlySet<RunEvent['type']> = new Set(['completed', 'aborted']);

/** As many tables as a screen holds, those at work first. */
function fitting(view: RunView, count: number): RunView {
  if (view.tables.length <= count) return view;
  const atWork = (table: TableView) => (table.phase === 'generate' || table.phase === 'load' ? 0 : 1);
  return { tables: [...view.tables].sort((a, b) => atWork(a) - atWork(b)).slice(0, Math.max(count, 1)) };
}

/** Milliseconds between two lines about the same progress in a pipe. */
const PROGRESS_INTERVAL_MS = 2000;

/** A line per event, for pipes and logs; progress every two seconds. */
export function lineReporter(terminal: Terminal): RunReporter {
  let shownAt = Date.now();
  return {
    report: (event) => {
      if (event.type === 'progress') {
        if (Date.now() - shownAt < PROGRESS_INTERVAL_MS) return;
        shownAt = Date.now();
        for (const table of event.tables) if (table.rows > 0 && table.rows < table.total_rows) terminal.print(progressLine(table));
        return;
      }
      const line = lineOf(event);
      if (line !== undefined) terminal.print(line);
    },
    end: () => undefined,
  };
}

function lineOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'started': {
      const rows = event.tables.reduce((sum, table) => sum + table.total_rows, 0);
      return `Run ${event.run_id} of "${event.experiment}": ${formatPlural(event.tables.length, 'table')}, ${formatPlural(rows, 'row')}, seed ${event.seed}, on ${event.warehouse}`;
    }
    case 'table-completed':
      return `${event.table}: ${event.phase === 'generate' ? 'generated' : 'loaded'} ${formatRowsIn(event.rows, event.elapsed_ms)}`;
    case 'staged':
      // The folder of the data root goes without saying.
      return event.location === 'folder' ? undefined : `Staged ${formatPlural(event.files, 'file')}, ${formatBytes(event.byte_length)}, in ${event.location}`;
    case 'warning':
      return `warning: ${event.message}`;
    case 'completed': {
      if (event.tables.every((table) => table.loaded_rows === 0)) return `Done: ${formatDuration(event.elapsed_ms)}`;
      const rows = event.tables.reduce((sum, table) => sum + table.loaded_rows, 0);
      return `Done: ${formatRowsIn(rows, event.elapsed_ms)}`;
    }
    case 'aborted':
      return `Run ${event.run_id} was aborted after ${formatDuration(event.elapsed_ms)}`;
    default:
      return undefined;
  }
}

function progressLine({ table, phase, rows, total_rows: total }: TableProgress): string {
  return `${table}: ${phase === 'generate' ? 'generated' : 'loaded'} ${formatCount(rows)} of ${formatCount(total)} rows (${formatShare(rows, total)})`;
}
