import { eventLine } from '../run/event-line';
import type { CliContext } from '../cli-context';

/** `dw-sim run logs` */
export async function runLogs(context: CliContext, id: number): Promise<void> {
  const { items } = await (await context.api()).runLog(id);
  const { terminal } = context;
  for (const event of items) terminal.print(context.json ? JSON.stringify(event) : eventLine(event, terminal.outColors.dim));
}
