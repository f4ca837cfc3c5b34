import { RUN_KINDS, RUN_STATUSES } from '@dw-sim/contracts';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { collectRows, integer, landing, withFormat } from './arguments';
import type { CliContext } from './cli-context';

/** The commands about runs, over all experiments. */
export function addRunCommands(run: Command, context: CliContext): void {
  run.hook('preAction', (_run, command) => {
    context.format = command.opts<{ format?: string }>().format;
  });
  const command = (name: string, description: string) => withFormat(run.command(name).description(description));
  const one = (name: string, description: string) => command(name, description).argument('<id>', 'number of the run', runId);

  const start = command('start', 'start a run of an experiment, or of the definition in a file, and follow it')
    .argument('<experiment-or-file>', 'name of an experiment; a file (.yaml, .yml, .json), or - for standard input')
    .option('--rows-override <entity=rows>', 'rows of a table, over the definition; repeat it or separate by commas', collectRows, {})
    .option('--seed <number>', 'seed of every value', integer)
    .option('--clock <time>', 'what `now` is in relative times such as -7d, ISO 8601 (default: now)');
  landing(start)
    .option('--queue', "wait for the experiment's active run, where it is refused otherwise")
    .option('--no-wait', 'return at once, while the run goes on')
    .option('--detach', 'the same as --no-wait')
    .action(async (scenario: string, options) => (await import('./commands/start-run')).startRun(context, scenario, options));
  command('list', 'list the runs of all experiments, the latest first')
    .option('--experiment <name>', 'runs of this experiment alone')
    .addOption(new Option('--status <status>', `runs with this status: ${RUN_STATUSES.join(', ')}; repeat it or separate by commas`).argParser(choices(RUN_STATUSES, (text) => text.toUpperCase())))
    .addOption(new Option('--kind <kind>', `runs of this kind: ${RUN_KINDS.join(', ')}`).argParser(choices(RUN_KINDS, (text) => text.toLowerCase())))
    .option('--limit <count>', 'runs at most', integer, 20)
    .option('--offset <count>', 'runs to pass over', integer, 0)
    .action(async ({ format: _, ...filter }) => (await import('./commands/list-runs')).listAllRuns(context, filter));
  one('show', 'show a run: settings, tables, checksums, error')
    .action(async (id: number) => (await import('./commands/show-run')).showRun(context, id));
  one('watch', 'follow a run to its end; Ctrl+C ends the watching, not the run')
    .action(async (id: number) => (await import('./commands/follow-runs')).watchRun(context, id));
  one('logs', 'print the events of a run')
    .action(async (id: number) => (await import('./commands/run-logs')).runLogs(context, id));
  one('abort', 'abort a run')
    .action(async (id: number) => (await import('./commands/follow-runs')).abortRun(context, id));
  one('resume', 'do the rest of a run that was interrupted or has failed')
    .option('--no-wait', 'return at once, while the run goes on')
    .action(async (id: number, options) => (await import('./commands/follow-runs')).resumeRun(context, id, options));
  one('reproduce', 'make the files of a run again from its record and compare their SHA-256; exit status 1 where they differ')
    .action(async (id: number) => (await import('./commands/reproduce-run')).reproduceRun(context, id));
  command('diff', 'say what differs between two runs: settings, definition, rows, files')
    .argument('<before>', 'number of a run', runId)
    .argument('<after>', 'number of another run', runId)
    .option('--exit-code', 'exit status 1 where anything differs')
    .action(async (before: number, after: number, options) => (await import('./commands/diff-runs')).diffRuns(context, before, after, options));
}

function runId(text: string): number {
  const id = integer(text);
  if (id < 1) throw new InvalidArgumentError('Runs are numbered from 1.');
  return id;
}

function choices(allowed: readonly string[], spell: (text: string) => string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const values = text.split(',').map((part) => spell(part.trim()));
    const unknown = values.find((value) => !allowed.includes(value));
    if (unknown !== undefined) throw new InvalidArgumentError(`Allowed choices are ${allowed.join(', ')}.`);
    return [...before, ...values];
  };
}
