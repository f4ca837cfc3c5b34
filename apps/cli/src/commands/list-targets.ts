import type { TargetList, WarehouseHealth } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';

const COLUMNS = [{ title: 'ID' }, { title: 'NAME' }, { title: 'KIND' }, { title: 'ORIGIN' }, { title: 'STATUS' }, { title: 'VERSION' }, { title: 'DSN' }, { title: 'SCHEMA' }] as const;

/** `dw-sim target list` */
export async function listTargets(context: CliContext): Promise<void> {
  const api = await context.api();
  const list = await api.listTargets();
  const { terminal } = context;
  if (context.json) return terminal.printJson(list);
  const health = new Map((await api.health()).warehouses.map((warehouse) => [warehouse.id, warehouse]));
  terminal.print(formatTable(COLUMNS, rowsOf(list, health), terminal.outColors.bold));
  for (const { id, message } of health.values()) if (message !== null) terminal.note(`${terminal.errColors.yellow('warning:')} ${id}: ${visible(message)}`);
  for (const { source, errors } of list.problems) {
    terminal.note(`${terminal.errColors.yellow('warning:')} ${visible(source)}:`);
    for (const { path, message } of errors) terminal.note(`  ${path}: ${visible(message)}`);
  }
}

function rowsOf({ items }: TargetList, health: ReadonlyMap<string, WarehouseHealth>): readonly (readonly string[])[] {
  return items.map(({ id, name, kind, origin, dsn, schema, options, is_default }) => [
    `${id}${is_default ? ' (default)' : ''}`,
    visible(name),
    kind,
    origin,
    health.get(id)?.status ?? '',
    visible(health.get(id)?.version ?? ''),
    visible(dsn ?? '-'),
    schema ?? (options['schema_per_experiment'] === true ? 'per experiment' : '-'),
  ]);
}
