import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Configuration, DataRoot } from '@dw-sim/api-platform';

/** Where database files may lie. */
export interface FileRules {
  readonly configuration: Pick<Configuration, 'allowedFolders' | 'directory'>;
  readonly root: DataRoot;
}

export interface FileFault {
  readonly message: string;
  readonly allowed: string;
}

/**
 * The path in a DSN of an embedded engine, as SQLAlchemy and others read it: relative after three slashes, absolute after
 * four (`sqlite:///a.db`, `sqlite:////tmp/a.db`, `sqlite:///C:/a.db`). Undefined where there is none.
 */
export function filePathOf(dsn: string): string | undefined {
  const path = /^[^:]+:\/\/\/([^?#]+)$/.exec(dsn)?.[1];
  return path === undefined || path === ':memory:' || /[/\\]$/.test(path) || path.includes('\0') ? undefined : path;
}

/** Absolute path of a database file. */
export function absoluteFile(path: string, { configuration }: FileRules): string {
  return resolve(configuration.directory, path);
}

/** What is wrong with the place of a database file: outside of the allowed folders, the server's own, or no place at all. */
export function fileFault(path: string, rules: FileRules): FileFault | undefined {
  const file = absoluteFile(path, rules);
  const folders = [rules.root.path, ...rules.configuration.allowedFolders];
  const real = realFile(file);
  if (real === undefined) {
    const meant = `/${path}`;
    const hint = !isAbsolute(path) && isFolder(dirname(meant)) ? `; for ${meant} write four slashes` : '';
    return { message: `the folder ${dirname(file)} does not exist${hint}`, allowed: 'a file in a folder that exists' };
  }
  if (!folders.some((folder) => isWithin(real, folder))) {
    return { message: `the file ${file} is outside of the folders that targets may use`, allowed: `${folders.join(', ')}; DW_SIMULATOR_ALLOWED_FOLDERS names others` };
  }
  if (isFolder(real)) return { message: `${file} is a folder`, allowed: 'a database file' };
  if (isOwnFile(real, rules.root)) return { message: `${file} is one of the server's own files`, allowed: `another file, such as ${join(rules.root.path, 'marketing.db')}` };
  return undefined;
}

/** The file with all symbolic links followed; undefined where its folder does not exist. */
export function realFile(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    // ENOENT: the file is still to be made.
    try {
      return join(realpathSync(dirname(file)), basename(file));
    } catch {
      return undefined;
    }
  }
}

function isOwnFile(real: string, { path, generatedDirectory }: DataRoot): boolean {
  if (isWithin(real, generatedDirectory)) return true;
  const own = /^(?:metadata\.sqlite|lock\.sqlite|server\.json|server\.log|secret\.key|\.reserve)/;
  return dirname(real) === (realFile(path) ?? path) && own.test(basename(real));
}

function isWithin(file: string, folder: string): boolean {
  const way = relative(realFile(folder) ?? folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
