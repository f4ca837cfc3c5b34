import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDbSession } from './duckdb-session';
import { openDatabase, type OpenDatabase } from './open-database';

const MEGABYTE = 2 ** 20;

const ROWS = 600_000;

/** A table of 48 MB that does not compress, read from a file that is opened anew. */
describe('the cache of blocks', () => {
  let folder: string;
  let database: OpenDatabase;
  let session: DuckDbSession;
  let connection: DuckDBConnection;
  const config = () => ({ directory: folder, stagingDirectory: join(folder, 'staging'), memoryLimitBytes: 512 * MEGABYTE, threadCount: 2 });
  const open = () => openDatabase(config());
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()[0]?.[0];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-cache-'));
    const first = await open();
    await first.writer.run(`CREATE TABLE wide AS SELECT ${Array.from({ length: 10 }, (_, column) => `random() AS c${column}`).join(', ')} FROM range(${ROWS})`);
    await first.writer.run('CHECKPOINT');
    first.writer.closeSync();
    first.instance.closeSync();
  });
  beforeEach(async () => {
    database = await open();
    session = new DuckDbSession(database, config());
    connection = await database.instance.connect();
  });
  afterEach(async () => {
    connection.closeSync();
    await session.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Reads the whole table; answers its rows and the most that the engine held, in bytes. */
  async function read(): Promise<{ rows: number; mostBytes: number }> {
    const cursor = await session.query('SELECT * FROM wide');
    let rows = 0;
    let mostBytes = 0;
    for await (const batch of cursor.batches()) {
      rows += batch.length;
      if (rows % 65_536 < batch.length) mostBytes = Math.max(mostBytes, Number(await ask('SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()')));
    }
    await cursor.close();
    return { rows, mostBytes };
  }

  it('stays small while a long result is read', async () => {
    const { rows, mostBytes } = await read();
    expect(rows).toBe(ROWS);
    expect(mostBytes).toBeLessThan(32 * MEGABYTE);
    await expect(ask(`SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'`)).resolves.toBe('512.0 MiB');
  });

  it('is left alone while something else runs', async () => {
    const other = session.openStatements();
    const { rows, mostBytes } = await read();
    await other.close();
    expect(rows).toBe(ROWS);
    expect(mostBytes).toBeGreaterThan(38 * MEGABYTE);
  });

  it('keeps statements that begin in the meantime waiting, and no longer', async () => {
    const [long, ...short] = await Promise.all([read(), ...Array.from({ length: 10 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, 30 * index));
      const cursor = await session.query('SELECT count(*) AS n FROM (SELECT c0, row_number() OVER (ORDER BY c1) AS place FROM wide LIMIT 100000)');
      const counts: unknown[] = [];
      for await (const batch of cursor.batches()) counts.push(...batch.flat());
      await cursor.close();
      return counts;
    })]);
    expect(long.rows).toBe(ROWS);
    expect(short).toEqual(Array.from({ length: 10 }, () => [100_000]));
  });
});
