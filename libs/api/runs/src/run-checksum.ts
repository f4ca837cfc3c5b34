import { createHash } from 'node:crypto';
import type { RunFile } from '@dw-sim/contracts';

/** SHA-256 in hexadecimal over the digests of a table's files, in row order: one value that tells whether all bytes are the same. */
export function checksumOf(files: readonly Pick<RunFile, 'sha256'>[]): string {
  const hash = createHash('sha256');
  for (const { sha256 } of files) hash.update(Buffer.from(sha256, 'hex'));
  return hash.digest('hex');
}
