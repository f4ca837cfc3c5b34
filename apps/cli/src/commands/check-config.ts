import { loadConfiguration } from '@dw-sim/settings';
import type { CliContext } from '../cli-context';

/** `dw-sim config check`. @throws AppError `invalid_request` with every fault */
export async function checkConfig(context: CliContext): Promise<void> {
  const { views } = loadConfiguration(context.configurationSources);
  const written = views.filter(({ source }) => source !== 'default').length;
  if (context.json) context.terminal.printJson({ valid: true, settings: views.length, written });
  else context.terminal.print(`The configuration is valid: ${written} of ${views.length} settings are not at their default.`);
}
