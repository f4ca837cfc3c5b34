import { attendRun, followToEnd } from '../run/attend-run';
import type { CliContext } from '../cli-context';

/** `dw-sim run watch` */
export async function watchRun(context: CliContext, id: number): Promise<void> {
  const api = await context.api();
  await followToEnd(context, api, await api.findRun(id), { abortsOnInterrupt: false });
}

/** `dw-sim run abort` */
export async function abortRun(context: CliContext, id: number): Promise<void> {
  const run = await (await context.api()).abortRun(id);
  if (context.json) context.terminal.printJson(run);
  else context.terminal.print(`Run ${run.id} of "${run.experiment}" is being aborted.`);
}

/** `dw-sim run resume` */
export async function resumeRun(context: CliContext, id: number, { wait }: { readonly wait: boolean }): Promise<void> {
  const api = await context.api();
  const run = await api.resumeRun(id);
  if (!context.json && run.id !== id) context.terminal.note(`Run ${run.id} does the rest of run ${id}.`);
  await attendRun(context, api, run, !wait);
}
