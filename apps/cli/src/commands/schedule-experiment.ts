import { AppError, type Schedule, type TableMode } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { formatTime } from '../output/quantities';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';

const COLUMNS = [{ title: 'SCHEDULE', align: 'right' }, { title: 'TIMES' }, { title: 'ZONE' }, { title: 'NEXT' }, { title: 'LAST' }, { title: 'RUN', align: 'right' }, { title: 'ERROR' }] as const;

interface ScheduleOptions {
  readonly cron?: string;
  readonly timeZone?: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly seed?: number;
  readonly mode?: TableMode;
  readonly pause?: number;
  readonly continue?: number;
  readonly remove?: number;
}

/** `dw-sim experiment schedule` */
export async function scheduleExperiment(context: CliContext, name: string, options: ScheduleOptions): Promise<void> {
  const { cron, pause, continue: goOn, remove } = options;
  const api = await context.api();
  if (cron !== undefined) return tell(context, await api.createSchedule(name, requestOf(cron, options)), 'starts runs');
  if (pause !== undefined) return tell(context, await api.setSchedulePaused(name, pause, true), 'is paused');
  if (goOn !== undefined) return tell(context, await api.setSchedulePaused(name, goOn, false), 'goes on');
  if (remove !== undefined) return tell(context, await api.removeSchedule(name, remove), 'was removed');
  if (options.timeZone !== undefined || options.seed !== undefined || options.mode !== undefined || Object.keys(options.rows).length > 0) {
    throw new AppError('invalid_request', 'The times are missing.', { hint: 'Give them with --cron "0 6 * * *".' });
  }
  const list = await api.listSchedules(name);
  if (context.json) return context.terminal.printJson(list);
  if (list.total === 0) return context.terminal.note(`"${name}" has no schedules. Try: dw-sim experiment schedule ${name} --cron "0 6 * * *"`);
  context.terminal.print(formatTable(COLUMNS, list.items.map(rowOf), context.terminal.outColors.bold));
}

function requestOf(cron: string, { timeZone, rows, seed, mode }: ScheduleOptions) {
  return { cron, ...(timeZone !== undefined && { time_zone: timeZone }), ...(Object.keys(rows).length > 0 && { rows }), ...(seed !== undefined && { seed }), ...(mode && { mode }) };
}

function tell({ json, terminal }: CliContext, schedule: Schedule, what: string): void {
  if (json) return terminal.printJson(schedule);
  const next = schedule.next_at === null || what === 'was removed' ? '' : ` Next: ${formatTime(schedule.next_at)}.`;
  terminal.print(`Schedule ${schedule.id} of "${schedule.experiment}" (${visible(schedule.cron)}, ${visible(schedule.time_zone)}) ${what}.${next}`);
}

function rowOf({ id, cron, time_zone: zone, paused, next_at: next, last_at: last, last_run_id: run, last_error: error }: Schedule): readonly string[] {
  return [String(id), visible(cron), visible(zone), paused ? 'paused' : next === null ? '' : formatTime(next), last === null ? '' : formatTime(last), run === null ? '' : String(run), visible(error ?? '')];
}
