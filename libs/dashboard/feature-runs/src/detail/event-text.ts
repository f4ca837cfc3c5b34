import type { RunEvent } from '@dw-sim/contracts';
import { formatBytes, formatCount, formatDuration, formatPlural } from '@dw-sim/dashboard-ui';

/** What an event says, in words. */
export function eventText(event: RunEvent): string {
  switch (event.type) {
    case 'queued':
      return 'Asked for';
    case 'started':
      return `Started: ${formatPlural(event.tables.length, 'table')}, ${formatPlural(total(event.tables.map((table) => table.total_rows)), 'row')}, on ${event.warehouse}`;
    case 'table-started':
      return `${event.table}: ${event.phase === 'generate' ? 'generating' : 'loading'} ${formatPlural(event.total_rows, 'row')}`;
    case 'progress':
      return `${formatCount(event.rows)} of ${formatPlural(event.total_rows, 'row')}`;
    case 'table-completed':
      return `${event.table}: ${event.phase === 'generate' ? 'generated' : 'loaded'} ${formatPlural(event.rows, 'row')} in ${formatDuration(event.elapsed_ms)}`;
    case 'staged':
      return `${formatPlural(event.files, 'file')} in place, ${formatBytes(event.byte_length)}${event.location === 'folder' ? '' : `, in ${event.location}`}`;
    case 'loaded':
      return `${formatPlural(event.rows, 'row')} counted in ${event.warehouse}`;
    case 'reproduced':
      return event.reproduction.matches ? `Every file of run ${event.reproduction.source_run_id} came out the same` : `Files of run ${event.reproduction.source_run_id} came out different`;
    case 'parked':
      return 'Parked: the server stops; it goes on at the next start';
    case 'resumed':
      return 'Waits for its turn again';
    case 'warning':
      return event.message;
    case 'completed':
      return `Completed in ${formatDuration(event.elapsed_ms)}`;
    case 'failed':
      return `Failed: ${event.error.message}`;
    case 'aborted':
      return `Aborted after ${formatDuration(event.elapsed_ms)}`;
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
