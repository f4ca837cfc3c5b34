import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, type Fault } from '@dw-sim/contracts';
import { loadConfiguration } from './load-configuration';
import { SETTINGS } from './settings';
import { settingsHelp } from './settings-help';
import { readFlags } from './sources/flags';

describe('loadConfiguration', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'dw-configuration-'));
    mkdirSync(join(directory, 'config'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const writeFile = (text: string) => writeFileSync(join(directory, 'config/default.yml'), text);
  const writeLocal = (text: string) => writeFileSync(join(directory, '.env.local'), text);
  const load = (environment: Record<string, string> = {}, ...args: string[]) => loadConfiguration({ directory, environment, flags: readFlags(args) });
  const viewOf = (key: string, ...given: Parameters<typeof load>) => load(...given).views.find((view) => view.key === key);

  function faultsOf(...given: Parameters<typeof load>): readonly Fault[] {
    try {
      load(...given);
    } catch (error) {
      return (error as AppError).details.errors ?? [];
    }
    throw new Error('expected faults');
  }
  const messagesOf = (...given: Parameters<typeof load>) => faultsOf(...given).map(({ message }) => message);

  it('has defaults for everything', () => {
    expect(load()).toMatchObject({ port: 8000, host: '127.0.0.1', defaultWarehouse: 'duckdb', keepRuns: 3, metadataUrl: null, allowedFolders: [directory] });
    expect(load().dataRoot).toBe(join(directory, 'data'));
    expect(load().outputFolders).toEqual([join(directory, 'data/exports')]);
    expect(load().views.every(({ source, origin }) => source === 'default' && origin === 'default')).toBe(true);
  });

  it('lets each source win over the one before it, and tells which', () => {
    const port = (...given: Parameters<typeof load>) => [load(...given).port, viewOf('port', ...given)?.origin];
    writeFile('# mine\nport: 1\n');
    expect(port()).toEqual([1, 'config/default.yml:2']);
    mkdirSync(join(directory, 'data/config'), { recursive: true });
    writeFileSync(join(directory, 'data/config/default.yml'), 'port: 11\n');
    expect(port()).toEqual([11, `${join(directory, 'data/config/default.yml')}:1`]);
    writeLocal('\nexport DW_SIMULATOR_PORT=2\n');
    expect(port()).toEqual([2, '.env.local:2, DW_SIMULATOR_PORT']);
    expect(port({ PORT: '3' })).toEqual([3, 'PORT']);
    expect(port({ PORT: '3', DW_SIMULATOR_PORT: '4' })).toEqual([4, 'DW_SIMULATOR_PORT']);
    expect(port({ PORT: '3' }, '--port', '5')).toEqual([5, '--port']);
    expect(port({ PORT: '3' }, '--port=6')).toEqual([6, '--port']);
  });

  it('takes every setting from every source', () => {
    for (const { key, environment, flag } of Object.values(SETTINGS)) {
      const wrong = '\u0000';
      const faults = [...faultsOf({ [environment[0]!]: wrong }), ...(flag === undefined ? [] : faultsOf({}, `--${flag}`, wrong))];
      expect(faults.map(({ path }) => path)).toEqual(Array(flag === undefined ? 1 : 2).fill(`$.${key}`));
      if (flag !== undefined) expect(settingsHelp()).toContain(`--${flag} `);
    }
  });

  it.each(['constructor', 'toString', '__proto__'])('takes %s for neither true nor false', (word) => {
    expect(messagesOf({ DW_SIMULATOR_ALLOW_QUERY_WRITES: word })).toEqual([expect.stringContaining(`is "${word}"; allowed: true or false.`)]);
  });

  it('passes over empty variables and keys', () => {
    writeFile('port:\n');
    expect(load({ PORT: '' }).port).toBe(8000);
  });

  it('reports every fault at once, with its place, its value, what is allowed and the nearest name', () => {
    writeFile('keep_runs: none\nprot: 9\nhost: {a: 1}\n');
    writeLocal('A=1\nDW_SIMULATOR_STAGIN=s3\n');
    expect(messagesOf({ PORT: '80.5', DW_SIMULATOR_WORKER: '2' }, '--hosts', 'x', 'word')).toEqual([
      'Unknown setting "--hosts" (command line) (did you mean "--host"?).',
      '"word" on the command line is no flag; settings are written as --name value.',
      'Unknown setting "DW_SIMULATOR_WORKER" (DW_SIMULATOR_WORKER) (did you mean "DW_SIMULATOR_WORKERS"?).',
      'Unknown setting "DW_SIMULATOR_STAGIN" (.env.local:2, DW_SIMULATOR_STAGIN) (did you mean "DW_SIMULATOR_STAGING"?).',
      'Unknown setting "prot" (config/default.yml:2) (did you mean "port"?).',
      'port (PORT) is "80.5"; allowed: a whole number from 0 to 65535.',
      'host (config/default.yml:3) is "a nested value"; allowed: text that is not empty.',
      'keep_runs (config/default.yml:1) is "none"; allowed: a whole number from 1 to 10000.',
    ]);
    expect(faultsOf({}).find(({ path }) => path === '$.keep_runs')).toMatchObject({ value: 'none', position: { line: 1, column: 1 } });
  });

  it('finds the line of a variable whose name means something in a pattern', () => {
    writeLocal('# DW_SIMULATOR_(x=1\n export DW_SIMULATOR_(x = 1\n');
    expect(faultsOf({})).toMatchObject([{ path: '$.DW_SIMULATOR_(x', code: 'unknown_key', position: { line: 2, column: 1 } }]);
  });

  it('never shows a secret, in a fault or in a view', () => {
    const environment = { DW_SIMULATOR_METADATA_URL: 'mysql://me:marked@db', DW_SIMULATOR_SECRET_KEY: 'marked' };
    expect(messagesOf(environment)).toEqual([
      'secret_key (DW_SIMULATOR_SECRET_KEY) is not valid; allowed: text of at least 16 characters.',
      'metadata_url (DW_SIMULATOR_METADATA_URL) is not valid; allowed: a URL of postgres or postgresql.',
    ]);
    expect(JSON.stringify(faultsOf(environment))).not.toContain('marked');
    const views = load({ DW_SIMULATOR_METADATA_URL: 'postgres://me:marked@db/x', DW_SIMULATOR_SECRET_KEY: 'marked-and-long-enough', DW_SIMULATOR_POSTGRES_URL: 'postgres://me:marked@db/y' }).views;
    expect(JSON.stringify(views)).not.toContain('marked');
    expect(views.find(({ key }) => key === 'metadata_url')).toMatchObject({ value: 'postgres://me:***@db/x', flag: null, secret: true });
    expect(views.find(({ key }) => key === 'postgres_url')).toMatchObject({ value: 'postgres://me:***@db/y', origin: 'DW_SIMULATOR_POSTGRES_URL' });
  });

  it('says where the YAML is broken, without its text', () => {
    writeFile('secret_key: marked\nport: [1\n');
    expect(messagesOf()[0]).toMatch(/^config\/default.yml is not valid YAML at line 3, column 1: /);
    writeFile(`a:\n  ${'['.repeat(5_000)}`);
    expect(messagesOf()).toEqual(['config/default.yml is not valid YAML at line 2, column 202: nested deeper than 200 levels.']);
    expect(messagesOf().join()).not.toContain('marked');
  });

  it.each(['- port', 'just text', '"quoted"'])('refuses a file that holds %s', (text) => {
    writeFile(text);
    expect(messagesOf()).toEqual(['config/default.yml must hold settings as "key: value" lines.']);
  });

  it.each([
    ['__proto__: {polluted: true}', 'Unknown setting "__proto__"'],
    ['constructor: 1', 'Unknown setting "constructor"'],
    ['a: &a [x, x]\nallowed_hosts: [*a, *a]', 'allowed_hosts (config/default.yml:2) is "a nested value"'],
    ['config_file: other.yml', 'Unknown setting "config_file"'],
  ])('refuses %s', (text, message) => {
    writeFile(text);
    expect(messagesOf().join('\n')).toContain(message);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('reads a file that is named in place of the usual one', () => {
    writeFile('port: 1\n');
    writeFileSync(join(directory, 'mine.yml'), 'port: 2\n');
    expect(load({}, '--config-file', 'mine.yml').port).toBe(2);
    expect(messagesOf({ DW_SIMULATOR_CONFIG_FILE: 'gone.yml' })).toEqual([`There is no file ${join(directory, 'gone.yml')}.`]);
  });

  it('starts relative paths where they are written', () => {
    writeFile('targets_folder: file\n');
    const { targetsFolder, outputFolders, dataRoot } = loadConfiguration({ directory, workingDirectory: '/elsewhere', environment: { DATA_ROOT: 'root' }, flags: { 'output-folders': 'a, /b' } });
    expect([targetsFolder, outputFolders, dataRoot]).toEqual([join(directory, 'file'), ['/elsewhere/a', '/b'], '/elsewhere/root']);
  });

  it('needs a bucket for staging in S3', () => {
    expect(messagesOf({ DW_SIMULATOR_STAGING: 's3' })).toEqual(['staging is s3, but s3_bucket is not set.']);
  });

  it.each([['512MB', 2 ** 29], ['1.5 gb', 1.5 * 2 ** 30]])('reads memory as %s', (raw, bytes) => {
    expect(load({ DW_SIMULATOR_MEMORY_LIMIT: raw }).memoryLimitBytes).toBe(bytes);
  });

  it.each(['1KB', 'much', '-1GB', `${'9'.repeat(400)}GB`])('refuses memory as %s', (raw) => {
    expect(faultsOf({ DW_SIMULATOR_MEMORY_LIMIT: raw })).toHaveLength(1);
  });

  it('takes a DSN for any kind of target, from the strongest place, and no other name for one', () => {
    writeLocal('DW_SIMULATOR_POSTGRES_URL=postgres://local/db\nDW_SIMULATOR_REDSHIFT_URL=redshift://local/db\n');
    const environment = { DW_SIMULATOR_POSTGRES_URL: 'postgres://host/db', DW_SIMULATOR_MY_ENGINE_URL: 'mine://x', DW_SIMULATOR_EMPTY_URL: '', DW_SIMULATOR_METADATA_URL: 'postgres://host/meta', DW_SIMULATOR_URL: 'http://x', OTHER_URL: 'http://y' };
    expect(load(environment).targetUrls).toEqual({ my_engine: 'mine://x', postgres: 'postgres://host/db', redshift: 'redshift://local/db' });
  });
});
