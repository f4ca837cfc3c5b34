import { readFile } from 'node:fs/promises';
import { AppError, textOfBytes } from '@dw-sim/contracts';
import type { InputStream } from '../output/terminal';
import type { UserText } from './user-text';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ENOTDIR: 'a part of the path is not a folder',
};

/**
 * Reads a text file in UTF-8, UTF-16 or Windows-1252, or standard input where the name is `-`.
 * @throws AppError `not_found` where there is no such file, `invalid_request` where it can't be read
 */
export async function readUserText(name: string, input: InputStream): Promise<UserText> {
  if (name === '-') return { label: '<stdin>', text: textOfBytes(await readAll(input)) };
  try {
    return { label: name, text: textOfBytes(await readFile(name)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new AppError(code === 'ENOENT' ? 'not_found' : 'invalid_request', `Cannot read ${name}: ${REASONS[code ?? ''] ?? message}.`);
  }
}

async function readAll(input: InputStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
