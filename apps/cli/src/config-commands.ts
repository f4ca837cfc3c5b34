import { Option, type Command } from 'commander';
import type { CliContext } from './cli-context';

/** The commands about settings. */
export function addConfigCommands(config: Command, context: CliContext): void {
  config
    .command('show')
    .description('show every setting with its value and where it comes from; secrets as ***')
    .addOption(new Option('--format <format>', 'form of the result').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { format: string }) => {
      context.format = format;
      await (await import('./commands/show-config')).showConfig(context);
    });
  config
    .command('check')
    .description('check the settings of a server that would start here, and list every fault')
    .action(async () => (await import('./commands/check-config')).checkConfig(context));
}
