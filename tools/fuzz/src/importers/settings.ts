import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration, SETTINGS, type Setting } from '@dw-sim/settings';
import fc from 'fast-check';
import { hostileText, hostileValue } from '../hostile';
import { damagedTexts, documentFiles, encoded } from './file-bytes';
import type { Importer } from './importer';

const ENTRIES = Object.values<Setting<unknown>>(SETTINGS);
const VALUES: readonly unknown[] = [8000, 0, '127.0.0.1', '0.0.0.0', 'debug', 'duckdb', '512MB', '2GB', '10%', true, false, 'off', ['a', 'b'], './data', '1000', '30s', 'redis://x', 'sqlite:///m.db', null];

/** The file of settings, and the one of the developer's environment. */
export function settingsImporters(folder: string): readonly Importer[] {
  mkdirSync(join(folder, 'yaml/config'), { recursive: true });
  mkdirSync(join(folder, 'env'), { recursive: true });
  return [
    {
      name: 'settings file',
      inputs: documentFiles(fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ENTRIES.map(({ key }) => key), 'postgres_url') }, { weight: 1, arbitrary: hostileText }), fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...VALUES) }, { weight: 1, arbitrary: hostileValue }), { maxKeys: 8 })),
      read: (bytes) => loaded(join(folder, 'yaml'), 'config/default.yml', bytes),
    },
    {
      name: '.env.local',
      inputs: encoded(damagedTexts(fc.array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ENTRIES.map(({ key }) => `DW_SIMULATOR_${key.toUpperCase()}`), 'DW_SIMULATOR_POSTGRES_URL', 'DW_SIMULATOR_', 'export PATH') }, { weight: 1, arbitrary: hostileText.map((text) => `DW_SIMULATOR_${text.slice(0, 50)}`) }), fc.oneof(fc.constantFrom(...VALUES.map(String)), hostileText)).map(([name, value]) => `${name}=${value}`), { maxLength: 8 }).map((lines) => lines.join('\n')), ['\n', '=', '"', "'", '#', 'export ', '\\n', '\r', '`', '${HOME}', '\0', ' '])),
      read: (bytes) => loaded(join(folder, 'env'), '.env.local', bytes),
    },
  ];
}

function loaded(directory: string, file: string, bytes: Uint8Array): readonly string[] {
  writeFileSync(join(directory, file), bytes);
  return loadConfiguration({ directory, environment: {} }).views.map(({ key, origin }) => `${key}: ${origin}`);
}
