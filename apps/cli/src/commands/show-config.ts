import type { ConfigurationReport, SettingView } from '@dw-sim/contracts';
import { loadConfiguration } from '@dw-sim/settings';
import { ApiClient } from '../client/api-client';
import type { CliContext } from '../cli-context';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';

const COLUMNS = [{ title: 'SETTING' }, { title: 'VALUE' }, { title: 'ORIGIN' }] as const;

/** `dw-sim config show`: what is in force on the running server, else what one that is started here would have. */
export async function showConfig(context: CliContext): Promise<void> {
  const { terminal } = context;
  const { report, url } = await configuration(context);
  if (context.json) return terminal.printJson({ server: url ?? null, ...report });
  terminal.note(url === undefined ? 'No server runs: these are the settings of one that would start here.' : `Settings of the server at ${url}.`);
  terminal.print(formatTable(COLUMNS, report.items.map(cells), terminal.outColors.bold));
}

async function configuration(context: CliContext): Promise<{ readonly report: ConfigurationReport; readonly url?: string }> {
  const server = await context.runningServer();
  if (server === undefined) return { report: { items: loadConfiguration(context.configurationSources).views } };
  return { report: await new ApiClient(server).configuration(), url: server.url };
}

function cells({ key, value, origin }: SettingView): readonly string[] {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return [key, visible(text) || '-', visible(origin)];
}
