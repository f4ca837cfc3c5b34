import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolders, writeDurably } from './durable-files';

/** Writes a text file beside its place and renames it, so that no reader meets half of it, nor a machine without power. */
export async function writeAside(path: string, text: string): Promise<void> {
  await writeDurably(`${path}.new`, text);
  await rename(`${path}.new`, path);
  await syncFolders([dirname(path)]);
}
