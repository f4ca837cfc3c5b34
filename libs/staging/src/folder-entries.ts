import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Names in a folder; none where there is no such folder. */
export async function entriesOf(directory: string): Promise<readonly string[]> {
  return (await orMissing(readdir(directory))) ?? [];
}

/** Renames; answers false where there is nothing to rename. */
export async function renameIfThere(from: string, to: string): Promise<boolean> {
  return (await orMissing(rename(from, to).then(() => true))) ?? false;
}

/** What a call of the file system answers; undefined where the file or folder is not there. */
export async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Absolute paths of the files in a folder and below it; none where there is no such folder. */
export async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = (await orMissing(readdir(directory, { recursive: true, withFileTypes: true }))) ?? [];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
