import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataRootOf } from './data-root-of';

let installation: string;
beforeEach(() => (installation = mkdtempSync(join(tmpdir(), 'dw-installation-'))));
afterEach(() => rmSync(installation, { recursive: true }));

function rootOf(flag?: string, environment: Record<string, string> = {}): string {
  return dataRootOf({ directory: installation, workingDirectory: '/somewhere', environment, flags: { 'data-root': flag } });
}

test('the flag, the environment, .env.local, the config file and the default, in this order', () => {
  expect(rootOf()).toBe(join(installation, 'data'));
  mkdirSync(join(installation, 'config'));
  writeFileSync(join(installation, 'config/default.yml'), 'data_root: from-config\n');
  expect(rootOf()).toBe(join(installation, 'from-config'));
  writeFileSync(join(installation, '.env.local'), 'DATA_ROOT="/from/env.local"\n');
  expect(rootOf()).toBe('/from/env.local');
  expect(rootOf(undefined, { DATA_ROOT: 'a', DW_SIMULATOR_DATA_ROOT: 'b' })).toBe('/somewhere/b');
  expect(rootOf('flag', { DATA_ROOT: 'a' })).toBe('/somewhere/flag');
});

test('an empty variable and a broken config file count as absent', () => {
  mkdirSync(join(installation, 'config'));
  writeFileSync(join(installation, 'config/default.yml'), 'data_root: [');
  expect(rootOf(undefined, { DATA_ROOT: '' })).toBe(join(installation, 'data'));
});
