const QUOTE = '"'.charCodeAt(0);
const NEWLINE = '\n'.charCodeAt(0);

/** Counts the records of CSV text on its way. A line end inside quotes is no record's end. */
export class CsvCounter {
  byteLength = 0;
  private records = 0;
  private isQuoted = false;
  private isInRecord = false;

  /** Records without the header. */
  get rowCount(): number {
    return Math.max(0, this.records + (this.isInRecord ? 1 : 0) - 1);
  }

  async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }

  private add(chunk: Uint8Array): void {
    this.byteLength += chunk.length;
    for (const byte of chunk) {
      // A doubled quote switches twice, which comes to the same.
      if (byte === QUOTE) this.isQuoted = !this.isQuoted;
      if (byte === NEWLINE && !this.isQuoted) {
        this.records++;
        this.isInRecord = false;
      } else this.isInRecord = true;
    }
  }
}
