import type { QueryHistoryItem, QueryOutcome } from '@dw-sim/contracts';
import { formatCount, formatDuration, formatPlural, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import type { CliContext } from '../cli-context';

const COLUMNS = [
  { title: 'ID', align: 'right' },
  { title: 'STARTED' },
  { title: 'STATUS' },
  { title: 'EXPERIMENT' },
  { title: 'TARGET' },
  { title: 'ROWS', align: 'right' },
  { title: 'TIME', align: 'right' },
  { title: 'SQL' },
] as const;
const DEFAULT_LIMIT = 20;

interface HistoryOptions {
  readonly experiment?: string;
  readonly target?: string;
  readonly status?: QueryOutcome;
  readonly search?: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly full?: boolean;
  readonly clear?: boolean;
}

/** `dw-sim query history` */
export async function queryHistory(context: CliContext, { target, full, clear, limit = DEFAULT_LIMIT, ...filter }: HistoryOptions): Promise<void> {
  const { terminal } = context;
  const api = await context.api();
  if (clear) {
    const result = await api.clearQueryHistory();
    return context.json ? terminal.printJson(result) : terminal.print(`Forgot ${formatPlural(result.removed, 'query', 'queries')}.`);
  }
  const list = await api.queryHistory({ ...filter, limit, ...(target !== undefined && { warehouse: target }) });
  if (context.json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note('No query ran that fits.');
  if (full) for (const item of list.items) terminal.print(`-- ${item.id}  ${formatTime(item.started_at)}  ${item.status}  ${item.experiment ?? ''}${item.error_message === null ? '' : `  ${visible(item.error_message)}`}\n${item.sql}\n`);
  else terminal.print(formatTable(COLUMNS, list.items.map(rowOf), terminal.outColors.bold));
  const last = list.offset + list.items.length;
  if (last < list.total) terminal.note(`${formatCount(list.items.length)} of ${formatCount(list.total)}; --offset ${last} shows more.`);
}

function rowOf(item: QueryHistoryItem): readonly string[] {
  const sql = visible(item.sql.replace(/\s+/g, ' ').trim());
  return [
    String(item.id),
    formatTime(item.started_at),
    item.error_code === null || item.status === 'cancelled' ? item.status : `${item.status}: ${item.error_code}`,
    visible(item.experiment ?? ''),
    visible(item.warehouse ?? ''),
    item.row_count === null ? '' : formatCount(item.row_count),
    formatDuration(item.elapsed_ms),
    truncate(sql, 70),
  ];
}
