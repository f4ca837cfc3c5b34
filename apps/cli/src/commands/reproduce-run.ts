import type { Reproduction } from '@dw-sim/contracts';
import { EXIT_STATUS } from '../exit-status';
import { formatPlural } from '../output/quantities';
import { visible } from '../output/visible-text';
import { followToEnd } from '../run/attend-run';
import type { CliContext } from '../cli-context';
import type { Terminal } from '../output/terminal';

/** `dw-sim run reproduce` */
export async function reproduceRun(context: CliContext, id: number): Promise<void> {
  const api = await context.api();
  const started = await api.reproduceRun(id);
  // In JSON the answer is one document: the run, with what it found.
  await followToEnd(context, api, started, { abortsOnInterrupt: true, ...(context.json && { reporter: { report: () => undefined, end: () => undefined } }) });
  const run = await api.findRun(started.id);
  if (context.json) context.terminal.printJson(run);
  else if (run.reproduction) printReproduction(context.terminal, run.reproduction);
  if (run.reproduction?.matches === false) context.exitStatus = EXIT_STATUS.failed;
}

/** Says whether all files are the same, and what differs and why. */
export function printReproduction(terminal: Terminal, { source_run_id: source, matches, tables }: Reproduction): void {
  const { green, red } = terminal.outColors;
  const files = tables.reduce((sum, table) => sum + table.files, 0);
  if (matches) return terminal.print(`${green('match:')} all ${formatPlural(files, 'file')} of run ${source} have the same SHA-256.`);
  terminal.print(`${red('differs:')} run ${source} was not reproduced.`);
  for (const { table, matches: same, files: count, differing_files: names, reasons } of tables) {
    terminal.print(`  ${table}: ${same ? `${formatPlural(count, 'file')}, the same` : `differing: ${names.join(', ')}`}`);
    for (const reason of reasons) terminal.print(`    ${visible(reason)}`);
  }
}
