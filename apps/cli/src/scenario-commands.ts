import type { Command } from 'commander';
import { withFormat } from './arguments';
import type { CliContext } from './cli-context';

/** Experiments under the name that scenario files know them by. */
export function addScenarioCommands(scenario: Command, context: CliContext): void {
  scenario.hook('preAction', (_scenario, command) => {
    context.format = command.opts<{ format?: string }>().format;
  });
  withFormat(scenario.command('list').description('list the scenarios'))
    .action(async () => (await import('./commands/scenarios')).listScenarios(context));
  withFormat(scenario.command('show').description('show a scenario with its tables and generators'))
    .argument('<id>', 'id of the scenario: the name of its experiment')
    .action(async (id: string) => (await import('./commands/scenarios')).showScenario(context, id));
  withFormat(scenario.command('validate').description('check a definition and list every fault, without creating anything'))
    .argument('<file>', 'definition, - for standard input')
    .action(async (file: string) => (await import('./commands/validate-experiment')).validateExperiment(context, file));
}
