import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { inParallel } from './task-queue';

/** Calls of the file system that wait for the disk at the same time. */
const SYNCS = 4;

/** Waits until a file's content is on the disk. */
export async function syncFile(path: string): Promise<void> {
  // Windows flushes through handles that may write alone.
  const file = await open(path, 'r+');
  await file.datasync().finally(() => file.close());
}

/**
 * Waits until the names in folders are on the disk: after a power cut, a rename may be undone otherwise while something
 * that was written later is there.
 */
export async function syncFolders(paths: Iterable<string>): Promise<void> {
  await inParallel(new Set(paths), SYNCS, syncFolder);
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handles of folders; its file system keeps the order by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Waits until everything in a folder is on the disk: the content of its files, and their names. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pathOf = (entry: (typeof entries)[number]) => join(entry.parentPath, entry.name);
  await inParallel(entries.filter((entry) => entry.isFile()).map(pathOf), SYNCS, syncFile);
  await syncFolders([folder, ...entries.filter((entry) => entry.isDirectory()).map(pathOf)]);
}

/** Writes a text file and waits until its content is on the disk. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await syncFile(path);
}

/** Renames into a folder that is made where it is missing. Nothing is on the disk for sure before {@link syncFolders}. */
export async function moveTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

/** The folder of a file, and those above it up to a root, which is one of them. */
export function foldersUpTo(root: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== root && !relative(root, folder).startsWith('..') && folder.includes(sep); folder = dirname(folder)) folders.push(folder);
  return [...folders, root];
}
