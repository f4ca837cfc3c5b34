import type { UpdateExperimentResult, UpdatePlan } from '@dw-sim/contracts';
import { parseUserDocument } from '../document/parse-document';
import { readUserText } from '../document/read-text';
import { formatPlural } from '../output/quantities';
import { printDefinitionChanges } from './list-versions';
import type { CliContext } from '../cli-context';

interface UpdateOptions {
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
}

/** `dw-sim experiment update` */
export async function updateExperiment(context: CliContext, name: string, file: string, options: UpdateOptions): Promise<void> {
  const document = parseUserDocument(await readUserText(file, context.terminal.input));
  context.source = document;
  report(context, await (await context.api()).updateExperiment(name, document.value, options), options);
}

/** `dw-sim experiment restore` */
export async function restoreVersion(context: CliContext, name: string, version: string, options: UpdateOptions): Promise<void> {
  report(context, await (await context.api()).restoreVersion(name, version, options), options);
}

function report({ json, terminal }: CliContext, plan: UpdatePlan | UpdateExperimentResult, { dryRun = false }: UpdateOptions): void {
  if (json) return terminal.printJson(plan);
  const { name, previous_version: before, version, change, changes, tables, lost_rows: lost } = plan;
  if (change === null) return terminal.print(`Experiment "${name}" has this definition already; its version is ${version}.`);
  terminal.print(`${dryRun ? 'Would change' : 'Changed'} experiment "${name}" from ${before} to ${version} (${change}).`);
  printDefinitionChanges(terminal, changes);
  const verbs = dryRun ? { create: 'would be created', rebuild: 'would be built anew, empty', drop: 'would be dropped' } : { create: 'was created', rebuild: 'was built anew, empty', drop: 'was dropped' };
  for (const { table, action, reason, loaded_rows: rows } of tables) {
    if (action === 'keep') continue;
    terminal.print(`table ${table} ${verbs[action]}${rows > 0 ? ` (${formatPlural(rows, 'row')})` : ''}. ${reason}`);
  }
  if (dryRun && lost > 0) terminal.note(`${formatPlural(lost, 'row')} would be lost: --confirm is needed.`);
  else if (!dryRun && tables.some(({ action }) => action !== 'keep')) terminal.note(`Next: dw-sim run start ${name}`);
}
