import { randomBytes, scryptSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '@dw-sim/contracts';
import type { DataRoot } from '@dw-sim/api-platform';

const KEY_BYTES = 32;
const SALT = 'dw-simulator secret key';

/**
 * The 32 bytes that secrets are encrypted with: made of the configured text, else those of the data root's key file,
 * which is created for its owner alone when it is first needed.
 * @throws AppError `data_root_unusable` where the key file can't be read or holds no key
 */
export function secretKey(configured: string | null, root: Pick<DataRoot, 'secretKeyFile'>): Buffer {
  if (configured !== null) return scryptSync(configured, SALT, KEY_BYTES);
  const file = root.secretKeyFile;
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, (error as Error).message, error);
  }
  return readKey(file);
}

function readKey(file: string): Buffer {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    throw unusable(file, (error as Error).message, error);
  }
  throw unusable(file, 'it holds no key');
}

function unusable(file: string, reason: string, cause?: unknown): AppError {
  return new AppError('data_root_unusable', `The key file ${file} can't be used: ${reason}.`, {
    hint: 'Put the former file back. Without it the passwords of stored targets are lost: remove it and write them again.',
  }, { cause });
}
