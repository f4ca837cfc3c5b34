import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root of the clone that this code runs from: the nearest folder upwards that holds `nx.json`. */
export function installationRoot(start = __dirname): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
