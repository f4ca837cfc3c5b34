import { AppError } from '@dw-sim/contracts';
import Database from 'libsql';
import { dataRootUnusable, type DataRoot } from './data-root';
import { readServerInfo } from './server-info';

/** Holds a data root for this process. The operating system lets go of it when the process ends, however it ends. */
export interface DataRootLock {
  release(): void;
}

/**
 * Takes the data root for this process, by an exclusive transaction on a small SQLite file: a POSIX or Windows
 * file lock under all its portability, which a killed process can't leave behind.
 * @throws AppError `data_root_locked` that names the process which holds it; `data_root_unusable`
 */
export function lockDataRoot(root: DataRoot): DataRootLock {
  const database = openLockFile(root);
  return {
    release: () => {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function openLockFile(root: DataRoot): Database.Database {
  try {
    const database = new Database(root.lockFile);
    database.exec('PRAGMA busy_timeout = 0');
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw dataRootLocked(root);
    throw dataRootUnusable(root.path, error as NodeJS.ErrnoException);
  }
}

function dataRootLocked(root: DataRoot): AppError {
  const server = readServerInfo(root);
  const holder = server && isAlive(server.pid) ? `process ${server.pid}, which serves ${server.url} since ${server.started_at}` : 'another process, which is starting or stopping';
  return new AppError('data_root_locked', `The data root ${root.path} is in use by ${holder}.`, {
    hint: 'Use that server, stop it, or choose another folder with --data-root FOLDER.',
  });
}

/** Whether there is a process of a number; one that was killed may have left its statement behind. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's. ESRCH: it is not.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
