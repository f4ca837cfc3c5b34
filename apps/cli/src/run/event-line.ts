import type { RunEvent } from '@dw-sim/contracts';
import { formatBytes, formatCount, formatDuration, formatPlural, formatRowsIn } from '../output/quantities';
import { visible } from '../output/visible-text';

/** An event as a line of a log: its time in UTC, its type, and what it says. */
export function eventLine(event: RunEvent, dim: (text: string) => string): string {
  return `${dim(event.at)}  run ${event.run_id}  ${event.type.padEnd(15)}  ${visible(sayingOf(event))}`.trimEnd();
}

function sayingOf(event: RunEvent): string {
  switch (event.type) {
    case 'queued':
      return [event.kind, event.experiment, ...(event.settings ? [`version ${event.settings.experiment_version}`, `seed ${event.settings.seed}`] : [])].join(', ');
    case 'started':
      return `${formatPlural(event.tables.length, 'table')}, ${formatPlural(event.tables.reduce((sum, table) => sum + table.total_rows, 0), 'row')}, on ${event.warehouse}`;
    case 'table-started':
      return `${event.table}: ${event.phase}, ${formatPlural(event.total_rows, 'row')}`;
    case 'progress':
      return `${formatCount(event.rows)} of ${formatPlural(event.total_rows, 'row')}`;
    case 'table-completed':
      return `${event.table}: ${event.phase}, ${formatRowsIn(event.rows, event.elapsed_ms)}`;
    case 'staged':
      return `${formatPlural(event.files, 'file')}, ${formatBytes(event.byte_length)}, in ${event.location}`;
    case 'loaded':
      return `${formatPlural(event.rows, 'row')} of ${formatPlural(event.tables, 'table')} in ${event.warehouse}`;
    case 'reproduced':
      return event.reproduction.matches ? `every file of run ${event.reproduction.source_run_id} is the same` : `files of run ${event.reproduction.source_run_id} differ`;
    case 'warning':
      return event.message;
    case 'failed':
      return `${event.error.code}: ${event.error.message}`;
    case 'completed':
    case 'aborted':
      return `after ${formatDuration(event.elapsed_ms)}`;
    default:
      return '';
  }
}
