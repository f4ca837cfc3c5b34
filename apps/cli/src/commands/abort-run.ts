import { AppError, TERMINAL_RUN_STATUSES } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';

/** `dw-sim experiment abort` */
export async function abortRun(context: CliContext, name: string, runId: number | undefined): Promise<void> {
  const api = await context.api();
  const run = await api.abortRunOf(name, runId ?? (await activeRunOf(api, name)));
  if (context.json) context.terminal.printJson(run);
  else context.terminal.print(`Run ${run.id} of "${name}" is being aborted.`);
}

async function activeRunOf(api: ApiClient, name: string): Promise<number> {
  const { items } = await api.listRuns(name);
  const active = items.find((run) => !TERMINAL_RUN_STATUSES.includes(run.status));
  if (active) return active.id;
  throw new AppError('conflict', `No run of "${name}" is active.`);
}
