import { type RunDetail, type RunError, type TableMode } from '@dw-sim/contracts';
import { AppError } from '@dw-sim/contracts';
import { requestedTarget, type TargetOptions } from '../document/requested-target';
import { InterruptedError } from '../report-failure';
import { followRun } from '../run/follow-run';
import { barReporter, jsonReporter, lineReporter, type RunReporter } from '../run/run-reporters';
import { onInterrupt } from '../run/interrupt';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';

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
  await attend(context, api, run, detach === true);
}

/** `dw-sim experiment load` */
export async function loadExperiment(context: CliContext, name: string, { runId, mode, detach, ...options }: LoadOptions): Promise<void> {
  const target = requestedTarget(options, process.cwd());
  const api = await context.api();
  const run = await api.load(name, { ...(runId !== undefined && { run_id: runId }), ...(mode && { mode }), ...(target !== undefined && { target }) });
  await attend(context, api, run, detach === true);
}

async function attend(context: CliContext, api: ApiClient, run: RunDetail, detach: boolean): Promise<void> {
  if (!detach) return follow(context, api, run);
  context.leavesRunBehind = true;
  if (context.json) return context.terminal.printJson(run);
  context.terminal.print(`Started run ${run.id} of "${run.experiment}" with seed ${run.seed}.`);
  context.terminal.note(`It goes on by itself; "dw-sim experiment runs ${run.experiment}" tells how far it is.`);
}

/** Shows the run to its end. Ctrl+C aborts it; a second Ctrl+C does not wait for that. */
async function follow(context: CliContext, api: ApiClient, run: RunDetail): Promise<void> {
  const reporter = reporterFor(context);
  const interrupt = onInterrupt(async () => {
    await api.abortRun(run.experiment, run.id);
  });
  let failure: RunError | undefined;
  let aborted = false;
  try {
    for await (const event of followRun(api, run.experiment, run.id)) {
      reporter.report(event);
      if (event.type === 'failed') failure = event.error;
      aborted = event.type === 'aborted';
    }
  } finally {
    interrupt.dispose();
    reporter.end();
  }
  if (interrupt.happened) throw new InterruptedError();
  if (failure) throw runFailure(run, failure);
  if (aborted) throw new AppError('aborted', `Run ${run.id} of "${run.experiment}" was aborted by somebody else.`);
}

function reporterFor({ json, terminal }: CliContext): RunReporter {
  if (json) return jsonReporter(terminal);
  return terminal.isInteractive ? barReporter(terminal) : lineReporter(terminal);
}

function runFailure(run: RunDetail, { code, message, table, errors }: RunError): AppError {
  const where = table === undefined ? '' : ` at table "${table}"`;
  return new AppError(code, `Run ${run.id} of "${run.experiment}" failed${where}: ${message}`, errors ? { errors } : {});
}
