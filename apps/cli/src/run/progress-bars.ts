import { formatCount, formatDuration, formatRate, formatRowsIn, formatShare } from '../output/quantities';
import { padEnd, padStart, truncate, widthOf } from '../output/visible-text';
import type { RunView, TableView } from './run-view';

const BAR_WIDTH = 24;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const PHASES = { waiting: 'waiting', generate: 'generating', load: 'loading', done: 'loaded' } as const;

/** One line per table: name, phase, bar, share, rows, rows per second and the time to go, no wider than the screen. */
export function progressLines(view: RunView, width: number): readonly string[] {
  const nameWidth = Math.min(24, Math.max(0, ...view.tables.map(({ table }) => widthOf(table))));
  const rowsWidth = Math.max(0, ...view.tables.map((table) => rowsOf(table).length));
  return view.tables.map((table) => {
    const head = `${padEnd(truncate(table.table, nameWidth), nameWidth)}  ${padEnd(PHASES[table.phase], 10)}`;
    const share = padStart(formatShare(table.rows, table.totalRows), 5);
    return truncate(`${head}  ${bar(table)} ${share}  ${padStart(rowsOf(table), rowsWidth)}  ${speedOf(table)}`.trimEnd(), width - 1);
  });
}

function rowsOf({ rows, totalRows }: TableView): string {
  return rows >= totalRows ? `${formatCount(totalRows)} rows` : `${formatCount(rows)} of ${formatCount(totalRows)} rows`;
}

function speedOf({ phase, rows, rowsPerSecond, remainingMs, elapsedMs }: TableView): string {
  if (phase === 'done') return formatRowsIn(rows, elapsedMs).replace(/^.* in /, 'in ');
  if (rowsPerSecond <= 0) return '';
  return `${formatRate(rowsPerSecond)}${remainingMs === null ? '' : `, ${formatDuration(remainingMs)} left`}`;
}

function bar({ rows, totalRows }: TableView): string {
  const eighths = Math.round((totalRows === 0 ? 1 : Math.min(1, rows / totalRows)) * BAR_WIDTH * 8);
  const filled = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return padEnd(filled, BAR_WIDTH).replaceAll(' ', '░');
}
