import type { Command } from 'commander';
import { withFormat } from './arguments';
import type { CliContext } from './cli-context';

/** The commands that change experiments and look at their versions. */
export function addVersionCommands(experiment: Command, context: CliContext): void {
  const command = (name: string, description: string) =>
    withFormat(experiment.command(name).description(description).argument('<name>', 'name of the experiment')).hook('preAction', (_command, ran) => {
      context.format = ran.opts<{ format?: string }>().format;
    });
  command('update', 'change the definition of an experiment; the one before is kept as a version')
    .argument('<file>', 'definition, - for standard input')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('-y, --confirm', 'tables that change may lose their rows')
    .action(async (name: string, file: string, options) => (await import('./commands/update-experiment')).updateExperiment(context, name, file, options));
  command('versions', 'list the versions of an experiment')
    .action(async (name: string) => (await import('./commands/list-versions')).listVersions(context, name));
  command('diff', 'say what differs between two versions of an experiment')
    .argument('<before>', 'a version, such as 1.0.0')
    .argument('[after]', 'another version (default: the present one)')
    .action(async (name: string, before: string, after: string | undefined) => (await import('./commands/list-versions')).diffVersions(context, name, before, after));
  command('restore', 'go back to the definition of an earlier version, as a new one')
    .argument('<version>', 'version whose definition to take')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('-y, --confirm', 'tables that change may lose their rows')
    .action(async (name: string, version: string, options) => (await import('./commands/update-experiment')).restoreVersion(context, name, version, options));
}
