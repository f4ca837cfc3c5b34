import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readSettingsFile } from './settings-file';
import type { Source } from './source';
import { variablesSource } from './variables';

const NAME = '.env.local';

/** Variables of `.env.local` in a folder; none where there is no such file. */
export function localFileSource(folder: string): Source {
  const { content = '', faults } = readSettingsFile(join(folder, NAME), NAME);
  const lines = content.split(/\r?\n/);
  const place = (name: string) => {
    const line = lines.findLastIndex((text) => nameIn(text) === name) + 1;
    return { origin: `${NAME}:${line}, ${name}`, position: { line, column: 1 } };
  };
  const source = variablesSource({ source: 'local', values: parseEnv(content) as Record<string, string>, folder, place });
  return { ...source, faults: [...faults, ...source.faults] };
}

/** What stands before the `=` of a line; empty where there is none. */
function nameIn(line: string): string {
  return line.slice(0, Math.max(0, line.indexOf('='))).trim().replace(/^export\s+/, '');
}
