import type { Field } from './field';
import { bytesOf } from './serial-type';
import { varintLength, writeVarint } from './varint';

/** Writes rows as SQLite's records: the size of the header and the serial type of each field, then the fields. */
export class RecordWriter {
  /** Bytes of the row's record. */
  length = 0;
  /** Serial type of each of the row's fields. */
  readonly types: number[];
  private headerLength = 0;

  constructor(private readonly fields: readonly Field[]) {
    this.types = fields.map(() => 0);
  }

  /** Goes to a row of the chunk that the fields have: from 0 on, each in turn. */
  next(row: number): void {
    const { fields, types } = this;
    let typeBytes = 0;
    let fieldBytes = 0;
    for (let index = 0; index < fields.length; index++) {
      const type = (fields[index] as Field).next(row);
      types[index] = type;
      typeBytes += varintLength(type);
      fieldBytes += bytesOf(type);
    }
    // Its own size is part of it.
    this.headerLength = typeBytes + varintLength(typeBytes + varintLength(typeBytes));
    this.length = this.headerLength + fieldBytes;
  }

  /** Writes the row's record. */
  write(into: Buffer, start: number): void {
    const { fields, types } = this;
    let typeAt = writeVarint(into, start, this.headerLength);
    let at = start + this.headerLength;
    for (let index = 0; index < fields.length; index++) {
      const type = types[index] as number;
      typeAt = writeVarint(into, typeAt, type);
      const bytes = bytesOf(type);
      if (bytes > 0) (fields[index] as Field).write(into, at);
      at += bytes;
    }
  }
}
