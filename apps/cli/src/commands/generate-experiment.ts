import type { TableMode } from '@dw-sim/contracts';
import { requestedTarget, type TargetOptions } from '../document/requested-target';
import { attendRun } from '../run/attend-run';
import type { CliContext } from '../cli-context';

interface FollowOptions extends TargetOptions {
  readonly mode?: TableMode;
  readonly detach?: boolean;
}

interface GenerateOptions extends FollowOptions {
  readonly rows: Readonly<Record<string, number>>;
  readonly seed?: number;
  readonly clock?: string;
}

interface LoadOptions extends FollowOptions {
  readonly runId?: number;
}

/** `dw-sim experiment generate` */
export async function generateExperiment(context: CliContext, name: string, { rows, seed, clock, mode, detach, ...options }: GenerateOptions): Promise<void> {
  const target = requestedTarget(options, process.cwd());
  const api = await context.api();
  const run = await api.generate(name, { ...(Object.keys(rows).length > 0 && { rows }), ...(seed !== undefined && { seed }), ...(clock !== undefined && { clock }), ...(mode && { mode }), ...(target !== undefined && { target }) });
  await attendRun(context, api, run, detach === true);
}

/** `dw-sim experiment load` */
export async function loadExperiment(context: CliContext, name: string, { runId, mode, detach, ...options }: LoadOptions): Promise<void> {
  const target = requestedTarget(options, process.cwd());
  const api = await context.api();
  const run = await api.load(name, { ...(runId !== undefined && { run_id: runId }), ...(mode && { mode }), ...(target !== undefined && { target }) });
  await attendRun(context, api, run, detach === true);
}
