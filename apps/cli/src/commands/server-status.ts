import { AppError } from '@dw-sim/contracts';
import { ApiClient } from '../client/api-client';
import { formatDuration } from '../output/quantities';
import { formatTable } from '../output/table';
import type { CliContext } from '../cli-context';

const COLUMNS = [{ title: 'WAREHOUSE' }, { title: 'STATUS' }, { title: 'VERSION' }, { title: 'LATENCY', align: 'right' }, { title: 'NOTE' }] as const;

/** `dw-sim server status` */
export async function serverStatus(context: CliContext): Promise<void> {
  const server = await context.runningServer();
  if (server === undefined) {
    throw new AppError('server_unavailable', `No server runs on the data root ${context.dataRoot}.`, {
      hint: 'None is needed: every command starts one for itself. "npm start" starts one with the dashboard.',
    });
  }
  const health = await new ApiClient(server).health();
  const { url } = server;
  const { terminal } = context;
  if (context.json) return terminal.printJson({ url, ...health });
  terminal.print(`DW Simulator ${health.version} at ${url}, ${health.status}, up for ${formatDuration(health.uptime_seconds * 1000)}`);
  terminal.print(`Data root ${health.data_root}`);
  if (health.staging.kind === 's3') terminal.print(`Staging ${health.staging.location}, ${health.staging.message ?? health.staging.status}`);
  terminal.print('');
  const rows = health.warehouses.map((warehouse) => [
    `${warehouse.id}${warehouse.is_default ? ' (default)' : ''}`,
    warehouse.status,
    warehouse.version ?? '',
    warehouse.latency_ms === null ? '' : formatDuration(warehouse.latency_ms),
    warehouse.message ?? '',
  ]);
  terminal.print(formatTable(COLUMNS, rows, terminal.outColors.bold));
}
