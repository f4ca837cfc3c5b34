import { closeSync, openSync, writeSync } from 'node:fs';
import { interiorPage, LeafPage, localBytes, MOST_CHILDREN, OVERFLOW_BYTES, PAGE_SIZE, type Child } from './btree-page';
import { databaseHeader, HEADER_BYTES } from './database-header';
import { schemaRecord } from './schema-record';
import type { TextEncoding } from './text-encoding';

/** It covers the byte at 2^30 that processes lock; SQLite keeps it empty. */
const LOCK_PAGE = 2 ** 30 / PAGE_SIZE + 1;

/** A record that goes to a page. */
export interface Writable {
  /** In bytes. */
  readonly length: number;
  write(into: Buffer, at: number): void;
}

/**
 * Writes a database file with one table, row after row, page after page, in memory for a few pages. SQLite takes rows
 * over from such a file without looking at their values, which is many times as fast as binding these to a statement.
 * https://www.sqlite.org/fileformat2.html
 */
export class TableFile {
  private readonly file: number;
  private readonly leaf = new LeafPage();
  private readonly leaves: Child[] = [];
  private pages = 1;
  private rows = 0;

  /**
   * Replaces a file that is there.
   * @param encoding that the records have their texts in
   * @param mostChildren of a page; at least 3
   * @throws an error of the file system
   */
  constructor(
    path: string,
    readonly encoding: TextEncoding,
    private readonly mostChildren = MOST_CHILDREN,
  ) {
    this.file = openSync(path, 'w');
  }

  /** Adds a row. */
  append(record: Writable): void {
    const row = this.rows + 1;
    if (!this.add(this.leaf, row, record)) {
      this.writeLeaf();
      this.add(this.leaf, row, record);
    }
    this.rows = row;
  }

  /** Writes what is missing: after this the file is whole. */
  finish(name: string, createSql: string): void {
    if (!this.leaf.isEmpty || this.leaves.length === 0) this.writeLeaf();
    const root = this.writeInteriors(this.leaves);
    this.writeSchema(name, root, createSql);
  }

  close(): void {
    closeSync(this.file);
  }

  /** Adds a row to a leaf and answers whether there was room. What is too long for a leaf goes to pages of its own. */
  private add(leaf: LeafPage, row: number, record: Writable): boolean {
    const { length } = record;
    const local = localBytes(length);
    if (!leaf.hasRoom(row, length, local)) return false;
    if (local === length) {
      record.write(leaf.bytes, leaf.add(row, length, local));
      return true;
    }
    const bytes = Buffer.allocUnsafe(length);
    record.write(bytes, 0);
    const overflow = this.writeOverflow(bytes.subarray(local));
    const start = leaf.add(row, length, local);
    bytes.copy(leaf.bytes, start, 0, local);
    leaf.bytes.writeUInt32BE(overflow, start + local);
    return true;
  }

  /** Writes the first page: the file's header and the table's row in the schema. */
  private writeSchema(name: string, root: number, createSql: string): void {
    const record = schemaRecord(name, root, createSql, this.encoding);
    const first = new LeafPage(HEADER_BYTES);
    if (this.add(first, 1, record)) {
      databaseHeader(this.pages, this.encoding).copy(first.finish());
      this.writePage(1, first.bytes);
    } else {
      // The first page has less room than others, which records of some lengths need.
      this.writeSchema(name, root, createSql + ' '.repeat(HEADER_BYTES));
    }
  }

  private writeLeaf(): void {
    const page = this.newPage();
    this.writePage(page, this.leaf.finish());
    this.leaves.push({ page, lastRow: this.rows });
    this.leaf.clear();
  }

  /** Writes levels of pages above the leaves until one page is above them all; answers its number. */
  private writeInteriors(leaves: readonly Child[]): number {
    let level = leaves;
    while (level.length > 1) {
      level = evenGroups(level, this.mostChildren).map((children) => {
        const page = this.newPage();
        this.writePage(page, interiorPage(children));
        return { page, lastRow: children.at(-1)?.lastRow ?? 0 };
      });
    }
    return level[0]?.page ?? 0;
  }

  /** Writes the rest of a record as a chain of pages and answers the first of them. */
  private writeOverflow(rest: Buffer): number {
    const first = this.newPage();
    let page = first;
    for (let start = 0; start < rest.length; start += OVERFLOW_BYTES) {
      const next = start + OVERFLOW_BYTES < rest.length ? this.newPage() : 0;
      const bytes = Buffer.alloc(PAGE_SIZE);
      bytes.writeUInt32BE(next, 0);
      rest.copy(bytes, 4, start, start + OVERFLOW_BYTES);
      this.writePage(page, bytes);
      page = next;
    }
    return first;
  }

  private newPage(): number {
    this.pages += this.pages + 1 === LOCK_PAGE ? 2 : 1;
    return this.pages;
  }

  private writePage(page: number, bytes: Buffer): void {
    for (let start = 0; start < PAGE_SIZE; ) start += writeSync(this.file, bytes, start, PAGE_SIZE - start, (page - 1) * PAGE_SIZE + start);
  }
}

/** Cuts a list into as few groups of up to `most` items as will do, as even as can be. */
function evenGroups<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, index) => items.slice(Math.floor((index * items.length) / count), Math.floor(((index + 1) * items.length) / count)));
}
