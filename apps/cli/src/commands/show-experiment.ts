import { columnCells } from '../output/column-cells';
import { formatCount, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';
import type { ColumnSummary, ExperimentDetail, TableSummary } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';

const COLUMNS = [{ title: 'COLUMN' }, { title: 'TYPE' }, { title: 'KEY' }, { title: 'NULLS', align: 'right' }, { title: 'GENERATOR' }] as const;

/** `dw-sim experiment show` */
export async function showExperiment(context: CliContext, name: string): Promise<void> {
  const experiment = await (await context.api()).showExperiment(name);
  const { terminal } = context;
  if (context.json) return terminal.printJson(experiment);
  const { bold, yellow } = terminal.outColors;
  terminal.print(`${bold(experiment.name)}${experiment.description ? `  ${visible(experiment.description)}` : ''}`);
  terminal.print(`Version ${experiment.version}, warehouse ${experiment.target_warehouse}, created ${formatTime(experiment.created_at)}, ${lastRunOf(experiment)}`);
  for (const { path, message } of experiment.warnings) terminal.print(`${yellow('warning:')} ${path}: ${message}`);
  for (const table of experiment.tables) {
    terminal.print(`\n${bold(table.name)} (${table.physical_name}): ${rowsOf(table)}`);
    for (const key of table.composite_keys) terminal.print(`  unique together: ${key.join(', ')}`);
    for (const { columns, references_table: parent, references_columns: keys } of table.composite_foreign_keys) terminal.print(`  foreign key: ${columns.join(', ')} → ${parent} (${keys.join(', ')})`);
    terminal.print(formatTable(COLUMNS, table.columns.map(rowOf), bold).replace(/^/gm, '  '));
  }
}

function lastRunOf({ last_run: run }: ExperimentDetail): string {
  return run ? `last run ${run.id} ${run.status}, seed ${run.seed}` : 'no runs yet';
}

function rowsOf({ loaded_rows: loaded, target_rows: target, derived_from: parent }: TableSummary): string {
  if (parent !== null) return `${formatCount(loaded)} rows${loaded === 0 ? ` loaded, about ${formatCount(target)} planned` : ''}; they follow from ${parent}`;
  return loaded === target ? `${formatCount(loaded)} rows` : `${formatCount(loaded)} rows loaded, ${formatCount(target)} planned`;
}

function rowOf(column: ColumnSummary): readonly string[] {
  return [...columnCells(column), visible(column.generator_summary)];
}
