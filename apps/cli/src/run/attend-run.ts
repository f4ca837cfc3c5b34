import { AppError, type RunError, type RunSummary } from '@dw-sim/contracts';
import { InterruptedError } from '../report-failure';
import { followRun } from './follow-run';
import { onInterrupt } from './interrupt';
import { barReporter, jsonReporter, lineReporter, type RunReporter } from './run-reporters';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';

/** Shows a run that was just started to its end, or says that it goes on by itself. */
export async function attendRun(context: CliContext, api: ApiClient, run: RunSummary, detach: boolean): Promise<void> {
  if (!detach) return followToEnd(context, api, run, { abortsOnInterrupt: true });
  context.leavesRunBehind = true;
  if (context.json) return context.terminal.printJson(run);
  context.terminal.print(`Started run ${run.id} of "${run.experiment}" with seed ${run.seed}.`);
  context.terminal.note(`It goes on by itself; "dw-sim run show ${run.id}" tells how far it is, "dw-sim run watch ${run.id}" follows it.`);
}

export interface FollowOptions {
  /** Ctrl+C aborts the run; a second one does not wait for that. Otherwise Ctrl+C ends the watching alone. */
  readonly abortsOnInterrupt: boolean;
  /** How events are shown; by the kind of terminal where absent. */
  readonly reporter?: RunReporter;
}

/**
 * Shows a run to its end.
 * @throws AppError that the run ended with; InterruptedError after Ctrl+C
 */
export async function followToEnd(context: CliContext, api: ApiClient, run: RunSummary, { abortsOnInterrupt, reporter = reporterFor(context) }: FollowOptions): Promise<void> {
  const interrupt = abortsOnInterrupt ? onInterrupt(async () => void (await api.abortRun(run.id))) : undefined;
  let failure: RunError | undefined;
  let aborted = false;
  try {
    for await (const event of followRun(api, run)) {
      reporter.report(event);
      if (event.type === 'failed') failure = event.error;
      aborted = event.type === 'aborted';
    }
  } finally {
    interrupt?.dispose();
    reporter.end();
  }
  if (interrupt?.happened) throw new InterruptedError();
  if (failure) throw runFailure(run, failure);
  if (aborted) throw new AppError('aborted', `Run ${run.id} of "${run.experiment}" was aborted by somebody else.`);
}

function reporterFor({ json, terminal }: CliContext): RunReporter {
  if (json) return jsonReporter(terminal);
  return terminal.isInteractive ? barReporter(terminal) : lineReporter(terminal);
}

function runFailure(run: RunSummary, { code, message, hint, table, errors }: RunError): AppError {
  const where = table === undefined ? '' : ` at table "${table}"`;
  return new AppError(code, `Run ${run.id} of "${run.experiment}" failed${where}: ${message}`, { ...(errors && { errors }), ...(hint !== undefined && { hint }) });
}
