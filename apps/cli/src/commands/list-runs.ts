import type { RunFilter, RunList, RunSummary } from '@dw-sim/contracts';
import { formatCount, formatDuration, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import type { CliContext } from '../cli-context';

const COLUMNS = [
  { title: 'RUN', align: 'right' },
  { title: 'EXPERIMENT' },
  { title: 'VERSION' },
  { title: 'KIND' },
  { title: 'STATUS' },
  { title: 'TARGET' },
  { title: 'SEED', align: 'right' },
  { title: 'GENERATED', align: 'right' },
  { title: 'LOADED', align: 'right' },
  { title: 'STARTED' },
  { title: 'TIME', align: 'right' },
  { title: 'ERROR' },
] as const;

/** `dw-sim experiment runs` */
export async function listRuns(context: CliContext, name: string): Promise<void> {
  const list = await (await context.api()).listRuns(name);
  print(context, list, `"${name}" has no runs yet. Try: dw-sim experiment generate ${name}`);
}

/** `dw-sim run list` */
export async function listAllRuns(context: CliContext, filter: RunFilter): Promise<void> {
  const list = await (await context.api()).findRuns(filter);
  print(context, list, list.total > 0 ? `There are ${formatCount(list.total)} runs; --offset passes over all of them.` : 'There are no such runs. Try: dw-sim run start NAME');
  const more = list.total - (filter.offset ?? 0) - list.items.length;
  if (!context.json && list.items.length > 0 && more > 0) context.terminal.note(`${formatCount(more)} more; --limit and --offset show them.`);
}

function print({ json, terminal }: CliContext, list: RunList, none: string): void {
  if (json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note(none);
  terminal.print(formatTable(COLUMNS, list.items.map(rowOf), terminal.outColors.bold));
}

function rowOf(run: RunSummary): readonly string[] {
  return [
    String(run.id),
    `${run.experiment}${run.experiment_deleted ? ' (deleted)' : ''}`,
    run.experiment_version,
    run.kind,
    run.status,
    visible(targetOf(run)),
    String(run.seed),
    `${formatCount(run.generated_rows)} of ${formatCount(run.requested_rows)}`,
    formatCount(run.loaded_rows),
    formatTime(run.started_at ?? run.created_at),
    run.elapsed_ms === null ? '' : formatDuration(run.elapsed_ms),
    truncate(visible(run.error?.message ?? ''), 80),
  ];
}

/** Id of the target, or the DSN of one that was given with the run. */
export function targetOf({ warehouse, target }: Pick<RunSummary, 'warehouse' | 'target'>): string {
  return target?.id === null ? truncate(target.dsn ?? warehouse, 40) : warehouse;
}
