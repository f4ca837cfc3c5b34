/** Below it, a loop copies bytes faster than a call. */
const SHORT = 24;

/** Writes big-endian values one after the other into bytes of a fixed length. */
export class BinaryWriter {
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private at = 0;

  /** @param byteCount bytes that will be written at most */
  constructor(byteCount: number) {
    this.bytes = Buffer.allocUnsafeSlow(byteCount);
    this.view = new DataView(this.bytes.buffer);
  }

  /** What has been written. */
  written(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  uint8(value: number): void {
    this.bytes[this.at] = value;
    this.at += 1;
  }

  int16(value: number): void {
    this.view.setInt16(this.at, value);
    this.at += 2;
  }

  int32(value: number): void {
    this.view.setInt32(this.at, value);
    this.at += 4;
  }

  float64(value: number): void {
    this.view.setFloat64(this.at, value);
    this.at += 8;
  }

  copy(source: Uint8Array, start: number, end: number): void {
    if (end - start < SHORT) for (let from = start, to = this.at; from < end; from++, to++) this.bytes[to] = source[from] as number;
    else this.bytes.set(source.subarray(start, end), this.at);
    this.at += end - start;
  }
}
