import type { RunDetail } from '@dw-sim/contracts';
import { formatBytes, formatCount, formatDuration } from '../output/quantities';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';
import { printReproduction } from './reproduce-run';
import { targetOf } from './list-runs';
import type { CliContext } from '../cli-context';

const COLUMNS = [
  { title: 'TABLE' },
  { title: 'REQUESTED', align: 'right' },
  { title: 'GENERATED', align: 'right' },
  { title: 'LOADED', align: 'right' },
  { title: 'BYTES', align: 'right' },
  { title: 'GENERATE', align: 'right' },
  { title: 'LOAD', align: 'right' },
  { title: 'CHECKSUM' },
] as const;

const ORIGINS = { request: 'of the request', experiment: "of the experiment", generated: 'generated' } as const;
/** Enough to tell two checksums apart; --format json has them whole. */
const SHOWN_DIGITS = 12;

/** `dw-sim run show` */
export async function showRun(context: CliContext, id: number): Promise<void> {
  const run = await (await context.api()).findRun(id);
  const { terminal } = context;
  if (context.json) return terminal.printJson(run);
  const { bold, red } = terminal.outColors;
  terminal.print(`${bold(`Run ${run.id}`)}  ${run.kind} of ${run.experiment}${run.experiment_deleted ? ' (deleted)' : ''} ${run.experiment_version}  ${run.status}`);
  for (const [name, value] of settingsOf(run)) terminal.print(`  ${name.padEnd(12)} ${visible(value)}`);
  if (run.error) terminal.print(`  ${red('error'.padEnd(12))} ${visible([run.error.message, ...(run.error.hint ? [run.error.hint] : [])].join(' '))}`);
  terminal.print('');
  terminal.print(formatTable(COLUMNS, run.tables.map(rowOf), bold));
  if (run.reproduction) printReproduction(terminal, run.reproduction);
}

function settingsOf(run: RunDetail): readonly (readonly [string, string])[] {
  const optional = (name: string, value: string | null | undefined) => (value === null || value === undefined ? [] : [[name, value] as const]);
  return [
    ['seed', `${run.seed}${run.seed_origin ? `, ${ORIGINS[run.seed_origin]}` : ''}`],
    ...optional('clock', run.clock),
    ['target', targetOf(run)],
    ['mode', run.mode],
    ['definition', `SHA-256 ${run.definition_hash}`],
    ...optional('overrides', overridesOf(run)),
    ...optional('generators', run.generators && Object.entries(run.generators).map(([kind, version]) => `${kind} ${version}`).join(', ')),
    ...optional('product', run.product_version),
    ...optional('source run', run.source_run_id === null ? null : String(run.source_run_id)),
    ['created', run.created_at],
    ...optional('started', run.started_at),
    ...optional('ended', run.ended_at),
    ...optional('time', run.elapsed_ms === null ? null : formatDuration(run.elapsed_ms)),
    ...optional('files', run.staged_to),
  ];
}

function overridesOf({ overrides }: RunDetail): string | null {
  const rows = Object.entries(overrides.rows ?? {}).map(([table, count]) => `${table}=${count}`);
  return rows.length === 0 ? null : `rows ${rows.join(', ')}`;
}

function rowOf(table: RunDetail['tables'][number]): readonly string[] {
  const time = (ms: number | null) => (ms === null ? '' : formatDuration(ms));
  return [
    table.table, formatCount(table.requested_rows), formatCount(table.generated_rows), formatCount(table.loaded_rows), table.byte_length === 0 ? '' : formatBytes(table.byte_length),
    time(table.generate_ms), time(table.load_ms), table.checksum?.slice(0, SHOWN_DIGITS) ?? '',
  ];
}
