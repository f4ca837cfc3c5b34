import { Option, type Command } from 'commander';
import { collectRows, integer, withFormat } from './arguments';
import type { CliContext } from './cli-context';

/** The command that starts runs of an experiment at set times. */
export function addScheduleCommand(experiment: Command, context: CliContext): void {
  withFormat(experiment.command('schedule').description('start runs of an experiment at set times; without options, list its schedules'))
    .argument('<name>', 'name of the experiment')
    .option('--cron <times>', 'minute, hour, day of the month, month and weekday, such as "0 6 * * 1-5", or @daily')
    .option('--time-zone <name>', 'zone that --cron is told in (default: UTC)')
    .option('--rows <table=count>', 'rows of a table, over the definition; repeat it or separate by commas', collectRows, {})
    .option('--seed <number>', 'seed of every run', integer)
    .addOption(new Option('--mode <mode>', 'what to do with tables that are there (default: create_if_missing)').choices(['create_if_missing', 'truncate_then_insert', 'append_only']))
    .addOption(new Option('--pause <id>', 'start no more runs of a schedule').argParser(integer).conflicts(['cron', 'continue', 'remove']))
    .addOption(new Option('--continue <id>', 'let a paused schedule go on').argParser(integer).conflicts(['cron', 'remove']))
    .addOption(new Option('--remove <id>', 'remove a schedule; its runs stay').argParser(integer).conflicts(['cron']))
    .hook('preAction', (_command, ran) => {
      context.format = ran.opts<{ format?: string }>().format;
    })
    .action(async (name: string, options) => (await import('./commands/schedule-experiment')).scheduleExperiment(context, name, options));
}
