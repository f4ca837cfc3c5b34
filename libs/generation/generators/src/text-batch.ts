/** Copies go eight bytes at a time, so a value may write this far behind its end. */
const SLACK = 64;

/** UTF-8 strings of a batch of rows, end to end: value `i` is `bytes[offsets[i] .. offsets[i + 1])`. */
export class TextBatch {
  bytes: Uint8Array;
  view: DataView;
  readonly offsets: Int32Array;

  /**
   * @param rowCapacity most rows of a batch
   * @param maxByteLength longest value, in bytes
   */
  constructor(rowCapacity: number, maxByteLength: number) {
    this.bytes = new Uint8Array(rowCapacity * maxByteLength + SLACK);
    this.view = new DataView(this.bytes.buffer);
    this.offsets = new Int32Array(rowCapacity + 1);
  }

  /** Makes room for a number of bytes, keeping those that are there. Views of the memory must be read again afterwards. */
  reserve(byteLength: number): void {
    if (byteLength + SLACK <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.ceil(byteLength * 1.5) + SLACK);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** Takes over the first `count` values of another batch. */
  copy(other: TextBatch, count: number): void {
    const byteLength = other.offsets[count];
    this.reserve(byteLength);
    this.bytes.set(other.bytes.subarray(0, byteLength));
    this.offsets.set(other.offsets.subarray(0, count + 1));
  }

  /** Value of one row as a string; for tests and single look-ups. */
  text(index: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[index], this.offsets[index + 1]));
  }
}

const decoder = new TextDecoder();
