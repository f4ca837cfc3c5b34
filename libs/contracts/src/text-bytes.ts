import { AppError } from './error';

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a file: UTF-8, or UTF-16 that begins with its byte order mark. Zero bytes tell UTF-16 without one.
 * @throws AppError `invalid_request` for bytes of another encoding, with the place of the first
 */
export function textOfBytes(bytes: Uint8Array): string {
  const [encoding, mark] = MARKS.find(([, bom]) => bom.every((byte, at) => bytes[at] === byte)) ?? [unmarkedEncoding(bytes), []];
  const body = bytes.subarray(mark.length);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    // A decoder throws for nothing but bytes that are no text.
    const before = new TextDecoder(encoding).decode(body).split('\uFFFD')[0];
    const lines = before.split('\n');
    throw new AppError('invalid_request', `The text is not valid ${encoding.toUpperCase()}, from line ${lines.length}, column ${lines[lines.length - 1].length + 1} on.`, { hint: 'Save the file as UTF-8.' });
  }
}

/** Letters of SQL in UTF-16 have every other byte 0. */
function unmarkedEncoding(bytes: Uint8Array): string {
  if (bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0) return 'utf-16le';
  return bytes.length >= 4 && bytes[0] === 0 && bytes[2] === 0 ? 'utf-16be' : 'utf-8';
}
