import { formatCount, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';
import type { CliContext } from '../cli-context';

/** `dw-sim experiment list` */
export async function listExperiments(context: CliContext): Promise<void> {
  const list = await (await context.api()).listExperiments();
  const { terminal } = context;
  if (context.json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note('There are no experiments yet. Try: dw-sim experiment create --example ecommerce');
  const columns = [
    { title: 'NAME' },
    { title: 'TABLES', align: 'right' },
    { title: 'ROWS', align: 'right' },
    { title: 'WAREHOUSE' },
    { title: 'LAST RUN' },
    { title: 'CREATED' },
    { title: 'DESCRIPTION' },
  ] as const;
  const rows = list.items.map((item) => [
    item.name,
    formatCount(item.table_count),
    formatCount(item.target_rows),
    item.target_warehouse,
    item.last_run ? `${item.last_run.id} ${item.last_run.status}` : '-',
    formatTime(item.created_at),
    visible(item.description ?? ''),
  ]);
  terminal.print(formatTable(columns, rows, terminal.outColors.bold));
}
