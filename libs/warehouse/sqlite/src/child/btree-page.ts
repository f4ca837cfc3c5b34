import { varintLength, writeVarint } from './varint';

/** The largest that SQLite has, in bytes. */
export const PAGE_SIZE = 65_536;

const LEAF_TYPE = 13;
const LEAF_HEADER = 8;
const INTERIOR_TYPE = 5;
const INTERIOR_HEADER = 12;
const POINTER = 2;
/** Bytes of a record that stay on a leaf, and the least of a longer one. https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages */
const MOST_LOCAL = PAGE_SIZE - 35;
const LEAST_LOCAL = Math.floor(((PAGE_SIZE - 12) * 32) / 255) - 23;
/** Bytes of a record on an overflow page, after the number of the next one. */
export const OVERFLOW_BYTES = PAGE_SIZE - 4;

/** A child of an interior page: its number and the last row below it. */
export interface Child {
  readonly page: number;
  readonly lastRow: number;
}

/** Children that an interior page has room for: a number of 4 bytes, a row of up to 9 and a pointer each. */
export const MOST_CHILDREN = Math.floor((PAGE_SIZE - INTERIOR_HEADER) / (4 + 9 + POINTER));

/** Bytes of a record that stay on its leaf; the rest goes to overflow pages. */
export function localBytes(length: number): number {
  if (length <= MOST_LOCAL) return length;
  const surplus = LEAST_LOCAL + ((length - LEAST_LOCAL) % OVERFLOW_BYTES);
  return surplus <= MOST_LOCAL ? surplus : LEAST_LOCAL;
}

/** A leaf of a table's B-tree. Cells grow from its end towards their pointers. */
export class LeafPage {
  readonly bytes = Buffer.alloc(PAGE_SIZE);
  private cells = 0;
  private top = PAGE_SIZE;

  /** @param offset where the page's header starts: after the file's own one on the first page */
  constructor(private readonly offset = 0) {}

  get isEmpty(): boolean {
    return this.cells === 0;
  }

  /** Starts anew, empty. */
  clear(): void {
    this.cells = 0;
    this.top = PAGE_SIZE;
  }

  /** Whether a record goes here, of which some bytes stay on the page. */
  hasRoom(row: number, length: number, local: number): boolean {
    return this.pointer + POINTER + cellBytes(row, length, local) <= this.top;
  }

  /**
   * Adds a row for which there is room, without its record.
   * @param local bytes of the record that go here
   * @returns where these go; where they are not all, the number of the page with the next follows
   */
  add(row: number, length: number, local: number): number {
    this.top -= cellBytes(row, length, local);
    this.bytes.writeUInt16BE(this.top, this.pointer);
    this.cells++;
    return writeVarint(this.bytes, writeVarint(this.bytes, this.top, length), row);
  }

  /** The page with its header. */
  finish(): Buffer {
    writeHeader(this.bytes, this.offset, LEAF_TYPE, this.cells, this.top);
    return this.bytes;
  }

  /** Where the pointer of the next cell goes. */
  private get pointer(): number {
    return this.offset + LEAF_HEADER + POINTER * this.cells;
  }
}

function cellBytes(row: number, length: number, local: number): number {
  return varintLength(length) + varintLength(row) + local + (local < length ? 4 : 0);
}

/** @param children at least two, at most {@link MOST_CHILDREN} */
export function interiorPage(children: readonly Child[]): Buffer {
  const bytes = Buffer.alloc(PAGE_SIZE);
  const last = children.length - 1;
  let top = PAGE_SIZE;
  children.slice(0, last).forEach(({ page, lastRow }, index) => {
    top -= 4 + varintLength(lastRow);
    bytes.writeUInt32BE(page, top);
    writeVarint(bytes, top + 4, lastRow);
    bytes.writeUInt16BE(top, INTERIOR_HEADER + POINTER * index);
  });
  writeHeader(bytes, 0, INTERIOR_TYPE, last, top);
  bytes.writeUInt32BE(children[last]?.page ?? 0, 8);
  return bytes;
}

/** Type, first free block, cells, start of the cells (0 for 65,536), stray bytes. */
function writeHeader(bytes: Buffer, offset: number, type: number, cells: number, top: number): void {
  bytes.writeUInt8(type, offset);
  bytes.writeUInt16BE(0, offset + 1);
  bytes.writeUInt16BE(cells, offset + 3);
  bytes.writeUInt16BE(top % PAGE_SIZE, offset + 5);
  bytes.writeUInt8(0, offset + 7);
}
