import { savedQueryFile, type SavedQueryDefinition } from '@dw-sim/contracts';
import { formatTable } from '../output/table';
import { truncate, visible } from '../output/visible-text';
import { executeQuery, readSql, type QueryOptions } from './execute-query';
import type { CliContext } from '../cli-context';
import type { QueryTextOptions } from './check-query';

const COLUMNS = [{ title: 'NAME' }, { title: 'EXPERIMENT' }, { title: 'DIALECT' }, { title: 'DESCRIPTION' }] as const;

interface SaveOptions extends QueryTextOptions {
  readonly sql?: string;
  readonly file?: string;
  readonly description?: string;
  readonly replace?: boolean;
}

/** `dw-sim query save` */
export async function saveQuery(context: CliContext, name: string, options: SaveOptions): Promise<void> {
  context.source = await readSql(context, options);
  const { experiment, target, dialect, description } = options;
  const query: SavedQueryDefinition = {
    name,
    sql: context.source.text,
    ...(experiment !== undefined && { experiment }),
    ...(target !== undefined && { warehouse: target }),
    ...(dialect !== undefined && { dialect }),
    ...(description !== undefined && { description }),
  };
  const api = await context.api();
  if (options.replace) await api.importSavedQueries({ queries: [query], replace: true });
  else await api.saveQuery(query);
  if (context.json) context.terminal.printJson(await api.savedQuery(name));
  else context.terminal.print(`Saved "${name}". Run it with: dw-sim query saved run ${quoted(name)}`);
}

/** `dw-sim query saved list` */
export async function listSavedQueries(context: CliContext, { experiment }: { readonly experiment?: string }): Promise<void> {
  const list = await (await context.api()).savedQueries(experiment);
  const { terminal } = context;
  if (context.json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note('No queries are saved. Try: dw-sim query save NAME "SELECT …"');
  const rows = list.items.map((query) => [visible(query.name), visible(query.experiment ?? ''), query.dialect ?? '', truncate(visible((query.description ?? '').split('\n')[0]!), 60)]);
  terminal.print(formatTable(COLUMNS, rows, terminal.outColors.bold));
}

/** `dw-sim query saved show` */
export async function showSavedQuery(context: CliContext, name: string): Promise<void> {
  const query = await (await context.api()).savedQuery(name);
  if (context.json) context.terminal.printJson(query);
  else context.terminal.out.write(savedQueryFile(query));
}

/** `dw-sim query saved run` */
export async function runSavedQuery(context: CliContext, name: string, options: Omit<QueryOptions, 'sql' | 'file'>): Promise<void> {
  const { sql, experiment, warehouse, dialect } = await (await context.api()).savedQuery(name);
  const own = { ...(experiment !== null && { experiment }), ...(warehouse !== null && { target: warehouse }), ...(dialect !== null && { dialect }) };
  await executeQuery(context, { ...own, ...options, sql });
}

/** `dw-sim query saved remove` */
export async function removeSavedQuery(context: CliContext, name: string): Promise<void> {
  const result = await (await context.api()).removeSavedQuery(name);
  if (context.json) context.terminal.printJson(result);
  else context.terminal.print(`Removed "${result.name}".`);
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}
