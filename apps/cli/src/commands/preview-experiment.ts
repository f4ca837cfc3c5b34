import type { PreviewRequest } from '@dw-sim/contracts';
import { formatCount, formatDuration, formatPlural } from '../output/quantities';
import { formatQueryTable } from '../output/query-table';
import type { CliContext } from '../cli-context';

/** `dw-sim experiment generate NAME --dry-run N`: the first rows of every table, without a run. */
export async function previewExperiment(context: CliContext, experiment: string, { rows, table_rows, seed, clock }: Pick<PreviewRequest, 'rows' | 'table_rows' | 'seed' | 'clock'>): Promise<void> {
  const api = await context.api();
  const result = await api.preview({ experiment, rows, table_rows, ...(seed !== undefined && { seed }), ...(clock !== undefined && { clock }) });
  const { terminal } = context;
  if (context.json) return terminal.printJson(result);
  const { bold, dim } = terminal.outColors;
  for (const table of result.tables) {
    terminal.print(`${bold(table.table)}: ${formatCount(table.rows.length)} of ${formatPlural(table.total_rows, 'row')}`);
    terminal.print(`${formatQueryTable(table, { title: bold, null: dim, shorten: terminal.isInteractive })}\n`);
  }
  terminal.note(`Nothing was written; seed ${result.seed}, ${formatDuration(result.elapsed_ms)}.`);
}
