import { createInterface } from 'node:readline/promises';
import { formatPlural } from '../output/quantities';
import type { CliContext } from '../cli-context';
import type { ApiClient } from '../client/api-client';

/** `dw-sim experiment reset` */
export async function resetExperiment(context: CliContext, name: string, yes: boolean | undefined): Promise<void> {
  const api = await context.api();
  if (!yes && !(await confirmed(context, api, name, (tables) => `Empty ${tables} of "${name}"?`))) return;
  const result = await api.resetExperiment(name);
  if (context.json) context.terminal.printJson(result);
  else context.terminal.print(`Reset experiment "${name}": emptied ${formatPlural(result.truncated_tables, 'table')}.`);
}

/** `dw-sim experiment delete` */
export async function deleteExperiment(context: CliContext, name: string, yes: boolean | undefined): Promise<void> {
  const api = await context.api();
  if (!yes && !(await confirmed(context, api, name, (tables) => `Delete "${name}" with ${tables} and all files?`))) return;
  const result = await api.deleteExperiment(name);
  if (context.json) return context.terminal.printJson(result);
  const removed = `dropped ${formatPlural(result.dropped_tables, 'table')}, removed ${formatPlural(result.removed_files, 'file')}`;
  context.terminal.print(`Deleted experiment "${name}": ${removed}.`);
  for (const { target, tables } of result.other_targets) {
    const place = target.id ?? target.dsn ?? target.name;
    context.terminal.note(`Runs went to ${place}, too. What they made there stays: ${tables.join(', ')}.`);
  }
}

/** Asks a person; a script that calls the command has decided already. */
async function confirmed(context: CliContext, api: ApiClient, name: string, question: (tables: string) => string): Promise<boolean> {
  const { terminal, json } = context;
  if (json || !terminal.isInteractive || terminal.input.isTTY !== true) return true;
  const { table_count } = await api.showExperiment(name);
  const prompt = createInterface({ input: terminal.input, output: terminal.err });
  const answer = await prompt.question(`${question(formatPlural(table_count, 'table'))} [y/N] `).finally(() => prompt.close());
  const isYes = /^y(es)?$/i.test(answer.trim());
  if (!isYes) {
    terminal.note('Nothing was changed.');
    context.exitStatus = 1;
  }
  return isYes;
}
