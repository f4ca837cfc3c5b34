import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { loadConfiguration } from './load-configuration';

describe('loadConfiguration', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'dw-configuration-'));
    mkdirSync(join(directory, 'config'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const writeFile = (text: string) => writeFileSync(join(directory, 'config/default.yml'), text);
  const writeLocal = (text: string) => writeFileSync(join(directory, '.env.local'), text);

  function faultsOf(work: () => unknown): readonly string[] {
    try {
      work();
    } catch (error) {
      return ((error as AppError).details.errors ?? []).map((fault) => fault.message);
    }
    throw new Error('expected faults');
  }

  it('has defaults for everything', () => {
    const configuration = loadConfiguration({ directory, environment: {} });
    expect(configuration).toMatchObject({ port: 8000, host: '127.0.0.1', defaultWarehouse: 'duckdb', keepRuns: 3, metadataUrl: null });
    expect(configuration.dataRoot).toBe(join(directory, 'data'));
  });

  it('lets each source win over the one before it', () => {
    writeFile('port: 1\n');
    expect(loadConfiguration({ directory, environment: {} }).port).toBe(1);
    writeLocal('DW_SIMULATOR_PORT=2\n');
    expect(loadConfiguration({ directory, environment: {} }).port).toBe(2);
    expect(loadConfiguration({ directory, environment: { PORT: '3' } }).port).toBe(3);
    expect(loadConfiguration({ directory, environment: { PORT: '3', DW_SIMULATOR_PORT: '4' } }).port).toBe(4);
    expect(loadConfiguration({ directory, environment: { PORT: '3' }, flags: { port: '5' } }).port).toBe(5);
  });

  it('passes over empty variables', () => {
    expect(loadConfiguration({ directory, environment: { PORT: '' } }).port).toBe(8000);
  });

  it('reports every fault at once, with its place and what is allowed', () => {
    writeFile('keep_runs: none\nprot: 9\n');
    const faults = faultsOf(() => loadConfiguration({ directory, environment: { PORT: '80.5' }, flags: { host: ' ' } }));
    expect(faults).toHaveLength(4);
    expect(faults.join('\n')).toContain('Unknown setting "prot"');
    expect(faults.join('\n')).toContain('port in environment variable PORT is "80.5"; allowed: a whole number from 0 to 65535.');
    expect(faults.join('\n')).toContain('keep_runs in config/default.yml is "none"');
  });

  it('never repeats a connection string', () => {
    const faults = faultsOf(() => loadConfiguration({ directory, environment: { DW_SIMULATOR_METADATA_URL: 'mysql://me:secret@db' } }));
    expect(faults[0]).toContain('a URL of postgres');
    expect(faults.join()).not.toContain('secret');
  });

  it('says where the YAML is broken', () => {
    writeFile('port: [1\n');
    expect(faultsOf(() => loadConfiguration({ directory, environment: {} }))[0]).toMatch(/not valid YAML.*line/s);
  });

  it.each([['512MB', 2 ** 29], ['1.5 gb', 1.5 * 2 ** 30]])('reads %s of memory', (raw, bytes) => {
    expect(loadConfiguration({ directory, environment: { DW_SIMULATOR_MEMORY_LIMIT: raw } }).memoryLimitBytes).toBe(bytes);
  });

  it.each(['1KB', 'much', '-1GB'])('refuses %s of memory', (raw) => {
    expect(faultsOf(() => loadConfiguration({ directory, environment: { DW_SIMULATOR_MEMORY_LIMIT: raw } }))).toHaveLength(1);
  });

  it('takes a DSN for any kind of target, from the strongest place, and no other name for one', () => {
    writeFileSync(join(directory, '.env.local'), 'DW_SIMULATOR_POSTGRES_URL=postgres://local/db\nDW_SIMULATOR_REDSHIFT_URL=redshift://local/db\n');
    const environment = { DW_SIMULATOR_POSTGRES_URL: 'postgres://host/db', DW_SIMULATOR_MY_ENGINE_URL: 'mine://x', DW_SIMULATOR_EMPTY_URL: '', DW_SIMULATOR_METADATA_URL: 'postgres://host/meta', DW_SIMULATOR_URL: 'http://x', OTHER_URL: 'http://y' };
    expect(loadConfiguration({ directory, environment }).targetUrls).toEqual({ my_engine: 'mine://x', postgres: 'postgres://host/db', redshift: 'redshift://local/db' });
  });
});
