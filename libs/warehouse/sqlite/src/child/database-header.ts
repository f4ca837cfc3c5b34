import { PAGE_SIZE } from './btree-page';
import { ENCODING_NUMBERS, type TextEncoding } from './text-encoding';

/** Bytes of the header of a database file. */
export const HEADER_BYTES = 100;

/** Fields of the header that are not zero: where, how many bytes, and what. https://www.sqlite.org/fileformat2.html#the_database_header */
const FIELDS: readonly (readonly [offset: number, bytes: number, value: number])[] = [
  // A size of 65,536 is written as 1.
  [16, 2, PAGE_SIZE === 65_536 ? 1 : PAGE_SIZE],
  // Rollback journal, for writing and reading.
  [18, 1, 1],
  [19, 1, 1],
  // Fractions of a page, which are the same in every file.
  [21, 1, 64],
  [22, 1, 32],
  [23, 1, 32],
  // Change counter, schema cookie, schema format.
  [24, 4, 1],
  [40, 4, 1],
  [44, 4, 4],
  // The change that the page count is of, and the version of SQLite that wrote the file.
  [92, 4, 1],
  [96, 4, 3_045_001],
];
const PAGE_COUNT_OFFSET = 28;
const ENCODING_OFFSET = 56;

/** The header of a database file that nobody has changed since it was made. */
export function databaseHeader(pageCount: number, encoding: TextEncoding): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('SQLite format 3\0', 'latin1');
  for (const [offset, length, value] of FIELDS) bytes.writeUIntBE(value, offset, length);
  bytes.writeUInt32BE(pageCount, PAGE_COUNT_OFFSET);
  bytes.writeUInt32BE(ENCODING_NUMBERS[encoding], ENCODING_OFFSET);
  return bytes;
}
