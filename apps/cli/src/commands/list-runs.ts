import type { RunSummary } from '@dw-sim/contracts';
import { formatCount, formatDuration, formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import type { CliContext } from '../cli-context';

const COLUMNS = [
  { title: 'RUN', align: 'right' },
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
  const { terminal } = context;
  if (context.json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note(`"${name}" has no runs yet. Try: dw-sim experiment generate ${name}`);
  const rows = list.items.map((run) => [
    String(run.id),
    run.kind,
    run.status,
    visible(targetOf(run)),
    String(run.seed),
    `${formatCount(run.generated_rows)} of ${formatCount(run.requested_rows)}`,
    formatCount(run.loaded_rows),
    formatTime(run.started_at ?? run.created_at),
    run.elapsed_ms === null ? '' : formatDuration(run.elapsed_ms),
    truncate(visible(run.error?.message ?? ''), 80),
  ]);
  terminal.print(formatTable(COLUMNS, rows, terminal.outColors.bold));
}

/** Id of the target, or the DSN of one that was given with the run. */
function targetOf({ warehouse, target }: RunSummary): string {
  return target?.id === null ? truncate(target.dsn ?? warehouse, 40) : warehouse;
}
