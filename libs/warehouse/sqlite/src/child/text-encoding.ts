import type Database from 'libsql';

/** How a database has its texts, as `PRAGMA encoding` says. */
export type TextEncoding = 'UTF-8' | 'UTF-16le' | 'UTF-16be';

/** What the header of a database file has for each. */
export const ENCODING_NUMBERS: Readonly<Record<TextEncoding, number>> = { 'UTF-8': 1, 'UTF-16le': 2, 'UTF-16be': 3 };

/** The encoding of a database, which another one that is attached must have, too. */
export function encodingOf(database: Database.Database): TextEncoding {
  return (database.prepare('PRAGMA encoding').raw().get() as [TextEncoding])[0];
}

/** A text of UTF-8 in two bytes a unit. */
export function inUtf16(bytes: Uint8Array, encoding: TextEncoding): Buffer {
  const wide = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), 'utf16le');
  return encoding === 'UTF-16be' ? wide.swap16() : wide;
}
