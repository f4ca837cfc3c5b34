import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError, writeFaultOf } from '@dw-sim/contracts';

/** The folder that holds everything a server keeps, and the paths in it. */
export class DataRoot {
  /** @param wasKilled whether the server before this one has left without a word, or did not live to put in order what such a one has left: what was written last may be lost */
  constructor(
    readonly path: string,
    readonly wasKilled = false,
  ) {}

  /** SQLite file of the metadata. */
  get metadataFile(): string {
    return join(this.path, 'metadata.sqlite');
  }

  /** Space that is given free when the disk is full. */
  get reserveFile(): string {
    return join(this.path, '.reserve');
  }

  /** Staged Parquet files: `<experiment>/<table>/run_<id>/part-NNNNN.parquet`. */
  get generatedDirectory(): string {
    return join(this.path, 'generated');
  }

  get serverInfoFile(): string {
    return join(this.path, 'server.json');
  }

  /** There while a server brings in order what a killed one has left. */
  get recoveryFile(): string {
    return join(this.path, '.recovering');
  }

  get lockFile(): string {
    return join(this.path, 'lock.sqlite');
  }

  /** Log of a server that runs inside the CLI. */
  get logFile(): string {
    return join(this.path, 'server.log');
  }

  /** Key that passwords of targets are encrypted with, where the configuration names none. */
  get secretKeyFile(): string {
    return join(this.path, 'secret.key');
  }

  /** Folders of the targets' files. */
  get warehousesDirectory(): string {
    return join(this.path, 'warehouse');
  }

  /** Folder of one target's files. */
  warehouseDirectory(id: string): string {
    return join(this.warehousesDirectory, id);
  }
}

/**
 * Creates the folder where it is missing and checks that files can be written in it.
 * @throws AppError `data_root_unusable` with the path, the reason and what to do.
 */
export function openDataRoot(path: string): DataRoot {
  const root = new DataRoot(path);
  for (const folder of [path, root.generatedDirectory, root.warehousesDirectory]) attempt(path, folder, () => requireFolder(folder));
  for (const file of [root.metadataFile, root.lockFile, root.serverInfoFile, root.recoveryFile, root.reserveFile]) attempt(path, file, () => requireFile(file));
  return new DataRoot(path, existsSync(root.serverInfoFile) || existsSync(root.recoveryFile));
}

function attempt(root: string, path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw dataRootUnusable(root, error as NodeJS.ErrnoException, path);
  }
}

function requireFolder(path: string): void {
  const probe = join(path, `.probe-${process.pid}`);
  makeFolder(path);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  writeFileSync(probe, '');
  rmSync(probe);
}

/** What is to be a file, where it is there. */
function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  accessSync(path, constants.R_OK | constants.W_OK);
}

/**
 * Creates a folder and those above it, one by one: Node's own recursive way never returns where the system says ENOENT
 * below a folder that exists, as under /proc.
 */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The error for a data root that can't be used, from the system error that was met at a place in it. */
export function dataRootUnusable(path: string, error: NodeJS.ErrnoException, place = path): AppError {
  const reason = writeFaultOf(error)?.reason ?? error.message;
  return new AppError(
    'data_root_unusable',
    `The data root ${path} cannot be used: ${place === path ? '' : `${place}: `}${reason}.`,
    { hint: 'Choose a folder you may write to, with --data-root FOLDER or DATA_ROOT=FOLDER.' },
    { cause: error },
  );
}
