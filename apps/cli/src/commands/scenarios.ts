import { formatCount, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';
import { showExperiment } from './show-experiment';
import type { CliContext } from '../cli-context';

const COLUMNS = [{ title: 'ID' }, { title: 'VERSION' }, { title: 'TABLES', align: 'right' }, { title: 'ROWS', align: 'right' }, { title: 'LAST RUN' }, { title: 'CREATED' }, { title: 'DESCRIPTION' }] as const;

/** `dw-sim scenario list` */
export async function listScenarios(context: CliContext): Promise<void> {
  const list = await (await context.api()).listScenarios();
  if (context.json) return context.terminal.printJson(list);
  if (list.items.length === 0) return context.terminal.note('There are no scenarios yet. Try: dw-sim run start FILE');
  const rows = list.items.map((item) => [
    item.id, item.version, formatCount(item.table_count), formatCount(item.target_rows), item.last_run ? `${item.last_run.id} ${item.last_run.status}` : '-', formatTime(item.created_at), visible(item.description ?? ''),
  ]);
  context.terminal.print(formatTable(COLUMNS, rows, context.terminal.outColors.bold));
}

/** `dw-sim scenario show` */
export async function showScenario(context: CliContext, id: string): Promise<void> {
  if (context.json) return context.terminal.printJson(await (await context.api()).showScenario(id));
  await showExperiment(context, id);
}
