import { API_KEY_SCOPES } from '@dw-sim/contracts';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliContext } from './cli-context';

/** The commands about API keys. */
export function addKeyCommands(key: Command, context: CliContext): void {
  key
    .command('create')
    .description('make a key; it is printed once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--scope <scope>', 'read looks and queries, write also changes and runs experiments, admin also changes targets and keys').choices(API_KEY_SCOPES).default('read'))
    .option('--expires-in-days <days>', 'days until it expires (default: never)', days)
    .action(async (name: string, { scope, expiresInDays }) => (await import('./commands/api-keys')).createKey(context, { name, scope, ...(expiresInDays !== undefined && { expires_in_days: expiresInDays }) }));
  key
    .command('list')
    .description('list the keys, without their secrets')
    .addOption(new Option('--format <format>', 'form of the result').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { format: string }) => {
      context.format = format;
      await (await import('./commands/api-keys')).listKeys(context);
    });
  key
    .command('revoke')
    .description('end a key at once')
    .argument('<id>', 'id of the key')
    .action(async (id: string) => (await import('./commands/api-keys')).revokeKey(context, id));
}

function days(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It is not a number of days from 1 to 3650.');
  return Number(text);
}
