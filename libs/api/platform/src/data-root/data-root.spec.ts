import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '@dw-sim/contracts';
import { openDataRoot, type DataRoot } from './data-root';
import { lockDataRoot } from './data-root-lock';
import { beginRecovery, endRecovery, readServerInfo, removeServerInfo, writeServerInfo } from './server-info';

/** A process that takes the lock, says so, and waits to be killed. */
const HOLDER = `
const database = new (require(${JSON.stringify(require.resolve('libsql'))}))(process.argv[1]);
database.exec('PRAGMA locking_mode = EXCLUSIVE');
database.exec('BEGIN EXCLUSIVE');
process.stdout.write('held');
setInterval(() => database.open, 1000);
`;

function failureOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('expected an error');
}

describe('the data root', () => {
  let folder: string;
  let root: DataRoot;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-root-'));
    root = openDataRoot(join(folder, 'a/b'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is created where it is missing', () => {
    expect(existsSync(root.path)).toBe(true);
  });

  it.each(['/dev/null/x', __filename])('says why %s cannot be used', (path) => {
    const error = failureOf(() => openDataRoot(path));
    expect(error.code).toBe('data_root_unusable');
    expect(error.message).toContain(path);
    expect(error.message).toContain('is a file, not a folder');
    expect(error.details.hint).toContain('--data-root');
  });

  it('says so where the system has no such folder, instead of trying for ever', () => {
    const error = failureOf(() => openDataRoot('/proc/1/dw-sim/data'));
    expect(error.code).toBe('data_root_unusable');
    expect(error.message).toContain('/proc/1/dw-sim/data');
  });

  it('is held by one process, and free again after that was killed', async () => {
    const holder = spawn(process.execPath, ['-e', HOLDER, root.lockFile], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    writeServerInfo(root, { pid: holder.pid!, url: 'http://localhost:8000', version: '1', started_at: '2026-01-01T00:00:00Z' });

    const error = failureOf(() => lockDataRoot(root));
    expect(error.code).toBe('data_root_locked');
    expect(error.message).toContain(`process ${holder.pid}, which serves http://localhost:8000 since 2026-01-01T00:00:00Z.`);

    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockDataRoot(root).release();
  });

  it('names no process where none has said that it serves, or one that is gone has', async () => {
    const lock = lockDataRoot(root);
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    writeServerInfo(root, { pid: gone.pid!, url: 'http://localhost:8000', version: '1', started_at: '2026-01-01T00:00:00Z' });
    expect(failureOf(() => lockDataRoot(root)).message).toContain('in use by another process');
    removeServerInfo(root);
    expect(failureOf(() => lockDataRoot(root)).message).toContain('in use by another process');
    lock.release();
    lockDataRoot(root).release();
  });

  it('tells and forgets who serves it', () => {
    const info = { pid: 1, url: 'http://localhost:1', version: '1', started_at: '2026-01-01T00:00:00Z' };
    expect(readServerInfo(root)).toBeUndefined();
    writeServerInfo(root, info);
    expect(readServerInfo(root)).toEqual(info);
    removeServerInfo(root);
    expect(readServerInfo(root)).toBeUndefined();
  });

  it('tells that the server before was killed, until one has put in order what that has left', () => {
    const info = { pid: 1, url: 'http://localhost:1', version: '1', started_at: '2026-01-01T00:00:00Z' };
    const wasKilled = () => openDataRoot(root.path).wasKilled;
    beginRecovery(root);
    expect(wasKilled()).toBe(false);
    writeServerInfo(root, info);
    for (const _server of ['killed while it puts in order', 'the next one']) {
      expect(wasKilled()).toBe(true);
      beginRecovery(root);
      expect(readServerInfo(root)).toBeUndefined();
    }
    writeServerInfo(root, info);
    endRecovery(root);
    removeServerInfo(root);
    expect(wasKilled()).toBe(false);
  });

  it('takes a broken statement for none', () => {
    writeFileSync(root.serverInfoFile, '{');
    expect(readServerInfo(root)).toBeUndefined();
  });
});
