import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, readSavedQueryFile, SAVED_QUERY_NAME, SAVED_QUERY_NAME_RULE, savedQueryFile, savedQueryFileName, SQL_DIALECTS, type Fault, type SavedQueryDefinition } from '@dw-sim/contracts';
import { readUserText } from '../document/read-text';
import { formatPlural } from '../output/quantities';
import { writeFileWhole } from '../output/whole-file';
import type { CliContext } from '../cli-context';

/** `dw-sim query saved export` */
export async function exportSavedQueries(context: CliContext, folder: string, { experiment, replace }: { readonly experiment?: string; readonly replace?: boolean }): Promise<void> {
  const { items } = await (await context.api()).savedQueries(experiment);
  const files = items.map((query) => ({ path: join(folder, savedQueryFileName(query.name)), text: savedQueryFile(query) }));
  const states = await Promise.all(files.map(async (file) => ({ ...file, before: await textIfThere(file.path) })));
  const inTheWay = states.filter(({ before, text }) => before !== undefined && before !== text).map(({ path }) => path);
  if (inTheWay.length > 0 && !replace) throw new AppError('conflict', `These files hold something else: ${inTheWay.join(', ')}.`, { hint: 'Give --replace to write over them.' });
  await mkdir(folder, { recursive: true });
  const written = states.filter(({ before, text }) => before !== text);
  for (const { path, text } of written) await writeFileWhole(path, [text]);
  if (context.json) context.terminal.printJson({ written: written.map(({ path }) => path), unchanged: files.length - written.length });
  else context.terminal.print(`Wrote ${formatPlural(written.length, 'file')} to ${folder}; ${files.length - written.length} unchanged.`);
}

/** `dw-sim query saved import` */
export async function importSavedQueries(context: CliContext, paths: readonly string[], { experiment, replace = false }: { readonly experiment?: string; readonly replace?: boolean }): Promise<void> {
  const files = (await Promise.all(paths.map(sqlFilesIn))).flat();
  if (files.length === 0) throw new AppError('not_found', `There is no .sql file in ${paths.join(', ')}.`);
  const queries: SavedQueryDefinition[] = [];
  const errors: Fault[] = [];
  for (const file of files) {
    const query = readSavedQueryFile(basename(file), (await readUserText(file, context.terminal.input)).text);
    errors.push(...faultsOf(file, query));
    queries.push({ ...(experiment !== undefined && { experiment }), ...query });
  }
  if (errors.length > 0) throw new AppError('invalid_request', `Nothing was imported: ${formatPlural(errors.length, 'fault')} in the files.`, { errors });
  const result = await (await context.api()).importSavedQueries({ queries, replace });
  if (context.json) context.terminal.printJson(result);
  else context.terminal.print(`Imported ${formatPlural(queries.length, 'query', 'queries')}: ${result.created.length} new, ${result.replaced.length} changed, ${result.unchanged.length} unchanged.`);
}

/** The `.sql` files of a folder and its folders, by name; a file is itself. @throws AppError `not_found` */
async function sqlFilesIn(path: string): Promise<readonly string[]> {
  const info = await stat(path).catch(() => undefined);
  if (!info) throw new AppError('not_found', `Cannot read ${path}: there is no such file or folder.`);
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** What the server would refuse, with the file that it is in. */
function faultsOf(file: string, { name, sql, dialect }: SavedQueryDefinition): readonly Fault[] {
  const fault = (code: string, message: string, value?: unknown): Fault => ({ path: file, code, message, ...(value !== undefined && { value }) });
  return [
    ...(SAVED_QUERY_NAME.test(name) ? [] : [fault('invalid_name', `"${name}" can't be a name; allowed: ${SAVED_QUERY_NAME_RULE}.`, name)]),
    ...(sql.trim() === '' ? [fault('empty', 'It holds no SQL.')] : []),
    ...(dialect === undefined || dialect === null || SQL_DIALECTS.includes(dialect) ? [] : [fault('unknown_dialect', `Unknown dialect "${dialect}"; allowed: ${SQL_DIALECTS.join(', ')}.`, dialect)]),
  ];
}

async function textIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readUserText(path, process.stdin)).text;
  } catch (error) {
    // Expected: there is no such file yet.
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  }
}
