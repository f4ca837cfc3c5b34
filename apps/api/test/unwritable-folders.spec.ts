import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunDetail } from '@dw-sim/contracts';
import { ServerProcess } from './server-process';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(60_000);

/** Administrators may write whatever the mode says, so a file stands where a folder belongs, or the other way round. */
describe('a server that cannot write', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-unwritable-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['', 'file', 'it is a file, not a folder'],
    ['generated', 'file', 'it is a file, not a folder'],
    ['warehouse', 'file', 'it is a file, not a folder'],
    ['metadata.sqlite', 'folder', 'a folder stands where the file belongs'],
    ['lock.sqlite', 'folder', 'a folder stands where the file belongs'],
    ['server.json', 'folder', 'a folder stands where the file belongs'],
  ])('does not start where "%s" of its data root is a %s, and says so in a line', async (name, kind, reason) => {
    const root = join(folder, 'root');
    const place = join(root, name);
    mkdirSync(kind === 'file' ? dirname(place) : place, { recursive: true });
    if (kind === 'file') writeFileSync(place, '');
    const server = ServerProcess.launch(folder, {}, '--data-root', root, '--port', '0');
    const { status, stdout, stderr } = await server.ended;
    expect([status, stdout, stderr.trim().split('\n')]).toEqual([1, '', [expect.stringContaining(`The data root ${root} cannot be used: ${name === '' ? '' : `${place}: `}${reason}.`)]]);
  });
});

describe('a run whose files cannot be written', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    for (const target of ['duckdb', 'sqlite', 'csv']) {
      await server.create(shopDefinition(`to_${target}`, target, 50));
      await server.run(`to_${target}`);
    }
  });
  afterAll(() => server.destroy());

  /** Puts a file in the place of what is there for the time of some work. */
  async function blocked<T>(path: string, work: () => Promise<T>): Promise<T> {
    const aside = `${path}.aside`;
    const wasThere = existsSync(path);
    if (wasThere) renameSync(path, aside);
    else mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    try {
      return await work();
    } finally {
      rmSync(path, { force: true });
      if (wasThere) renameSync(aside, path);
    }
  }

  it.each([
    ['duckdb', 'generated', 'generation_failed'],
    ['duckdb', 'generated/.tmp', 'generation_failed'],
    ['duckdb', 'generated/to_duckdb', 'staging_unavailable'],
    ['sqlite', 'generated/to_sqlite/orders', 'staging_unavailable'],
    ['csv', 'exports', 'warehouse_failed'],
    ['csv', 'exports/csv', 'warehouse_failed'],
  ])('into %s fails where %s is no folder, names it, leaves nothing, and works again afterwards', async (target, name, code) => {
    const path = join(server.dataRoot, name);
    const failed: RunDetail = await blocked(path, () => server.run(`to_${target}`));
    expect(failed).toMatchObject({ status: 'FAILED', error: { code, message: expect.stringMatching(/cannot be written to .*: (it is a file|a part of the path is a file), not a folder\.$/), hint: expect.stringContaining('may write there') } });
    expect(failed.error?.message).toContain(join(server.dataRoot, name.split('/')[0]!));
    expect(existsSync(join(server.dataRoot, `generated/.tmp/run_${failed.id}`))).toBe(false);
    expect(await server.run(`to_${target}`)).toMatchObject({ status: 'COMPLETED' });
  });

  it('into a folder of somebody else is refused when the experiment is made', async () => {
    const file = join(server.dataRoot, 'exports/taken');
    writeFileSync(file, 'mine');
    await server.post('/api/targets', { id: 'taken', kind: 'csv', dsn: `file://${file}` }).expect(201);
    expect((await server.post('/api/experiments', shopDefinition('late', 'taken')).expect(503)).body).toMatchObject({ code: 'warehouse_unavailable', detail: expect.stringContaining(`The folder ${file} cannot be written: a part of the path is a file, not a folder.`) });
  });
});
