import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './open-database';

describe('the database file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-duckdb-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function open(file?: string): Promise<void> {
    const { instance, writer } = await openDatabase({ directory: folder, stagingDirectory: join(folder, 'staging'), memoryLimitBytes: 2 ** 28, threadCount: 1, ...(file && { file }) });
    await writer.run('CREATE TABLE IF NOT EXISTS t (id INT)');
    writer.closeSync();
    instance.closeSync();
  }

  it.each([0, 100, 4096, 8192])('is made anew where its making was cut short after %i bytes', async (bytes) => {
    await open();
    truncateSync(join(folder, 'warehouse.duckdb'), bytes);
    await open();
  });

  it('of a user is made where it is empty, and left alone where it holds something else', async () => {
    const own = join(folder, 'mine.duckdb');
    writeFileSync(own, '');
    await open(own);
    writeFileSync(own, 'letters');
    await expect(open(own)).rejects.toMatchObject({ code: 'warehouse_unavailable', message: expect.stringContaining(own) });
  });
});
