import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@dw-sim/contracts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

/**
 * Writes a file whole or not at all: aside first, then renamed into place. An earlier file stays until then.
 * @throws AppError `invalid_request` or `storage_full` where the file can't be written; whatever the source throws
 */
export async function writeFileWhole(path: string, chunks: Iterable<string> | AsyncIterable<Uint8Array>): Promise<void> {
  const device = await existingDevice(path);
  const aside = device ? path : join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await pipeline(Readable.from(chunks), createWriteStream(aside));
    if (!device) await rename(aside, path);
  } catch (error) {
    if (!device) await rm(aside, { force: true });
    throw writeProblem(path, error as NodeJS.ErrnoException);
  }
}

/** `/dev/stdout` and pipes can't be replaced. @throws AppError where the path is a folder */
async function existingDevice(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new AppError('invalid_request', `Cannot write ${path}: it is a folder.`);
    return !found.isFile();
  } catch (error) {
    // ENOENT: a new file.
    if (error instanceof AppError) throw error;
    return false;
  }
}

function writeProblem(path: string, error: NodeJS.ErrnoException): Error {
  const reason = REASONS[error.code ?? ''];
  if (reason === undefined || error.syscall === undefined) return error;
  return new AppError(error.code === 'ENOSPC' ? 'storage_full' : 'invalid_request', `Cannot write ${path}: ${reason}.`);
}
