import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fuzz } from './src/fuzz';
import { fuzzImporter } from './src/importers/fuzz-importer';
import { importersIn } from './src/importers/importers';
import { complaint } from './src/verdict';

jest.setTimeout(300_000);

/** The short form of `npm run fuzz`. `FUZZ_REQUESTS` and `FUZZ_INPUTS` dig deeper. */
describe('a server that is sent what nobody should send', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-fuzz-'));
    const env = { ...process.env, DW_SIMULATOR_LOG_LEVEL: 'error', DW_SIMULATOR_QUERY_TIMEOUT_MS: '2000', DW_SIMULATOR_EXPORT_TIMEOUT_MS: '2000', DW_SIMULATOR_MEMORY_LIMIT: '256MB', DW_SIMULATOR_WORKERS: '1' };
    server = spawn(process.execPath, [join(__dirname, '../../dist/apps/api/main.js'), '--port', '0', '--data-root', join(folder, 'data')], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    server.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    while (!printed.includes('is ready on')) await once(server.stdout!, 'data');
    url = /is ready on (\S+)/.exec(printed)![1]!.replace('localhost', '127.0.0.1');
  });
  afterAll(async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 200 });
  });

  it('answers every request, with no status of 500, and goes on', async () => {
    const report = await fuzz({ url, requests: Number(process.env['FUZZ_REQUESTS'] ?? 750), seed: 20_260_101 });
    expect(report.failures).toEqual([]);
    expect(Object.keys(report.statuses)).toEqual(expect.arrayContaining(['200', '404', '422']));
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
  });
});

describe('an importer that is given what nobody should give', () => {
  let folder: string;

  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'dw-fuzz-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads it or says what is wrong with it', async () => {
    const importers = importersIn({ root: join(__dirname, '../..'), folder });
    for (const importer of importers) {
      const { failures, read, refused } = await fuzzImporter(importer, { seed: 20_260_101, inputs: Number(process.env['FUZZ_INPUTS'] ?? 40) });
      expect({ importer: importer.name, failures, inputs: read + refused }).toEqual({ importer: importer.name, failures: [], inputs: Number(process.env['FUZZ_INPUTS'] ?? 40) });
    }
  });

  it.each([
    [() => [null as unknown as string].map((told) => told.length.toString()), 'TypeError'],
    [() => ['at /srv/node_modules/x'], 'shows its insides'],
    [() => [''], 'without a word'],
  ])('is found where it throws, tells of its insides or says nothing (%#)', async (read, said) => {
    const { failures } = await fuzzImporter({ name: 'faulty', inputs: fc.uint8Array(), read: (bytes) => (bytes.length > 2 ? read() : []) }, { seed: 1, inputs: 30 });
    expect(failures).toEqual([{ importer: 'faulty', complaint: expect.stringContaining(said), input: '\0\0\0' }]);
  });
});

describe('the verdict', () => {
  const problem = (status: number, more: object = {}) => ({ status, type: 'application/problem+json; charset=utf-8', text: JSON.stringify({ status, code: 'invalid_request', detail: 'No.', ...more }) });

  it('takes success and problems', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 399 }), fc.string(), (status, text) => complaint({ status, type: '', text }) === undefined));
    expect(complaint(problem(422))).toBeUndefined();
  });

  it.each([
    [problem(500), 'status 500'],
    [problem(422, { status: 400 }), 'not complete'],
    [problem(422, { detail: '' }), 'not complete'],
    [problem(422, { detail: 'TypeError: x is undefined' }), 'shows its insides'],
    [problem(422, { detail: 'in /srv/node_modules/x' }), 'shows its insides'],
    [{ status: 404, type: 'text/html', text: '<p>' }, 'not as problem details'],
    [{ status: 500, type: '', text: undefined }, 'status 500'],
  ])('complains of %j', (answer, said) => {
    expect(complaint(answer)).toContain(said);
  });
});
