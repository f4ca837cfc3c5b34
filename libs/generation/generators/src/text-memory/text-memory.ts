import { encodeStrings } from '../padded-strings';
import { WRITE_TEXTS } from './write-texts-binary';

/** Most rows of a call: those of DuckDB's vectors. */
export const CALL_ROWS = 2048;

/** Texts of a call, in bytes; of longer ones it makes fewer rows. They should stay in the processor's cache. */
const OUTPUT_BYTES = 1 << 18;

/** Copies go sixteen bytes at a time, so they read and write this far behind a text. */
export const COPY_BYTES = 16;

/** Memory that holds more is left to the kernels that use it, and those that are compiled later share another. */
const FULL_BYTES = 1 << 25;

const PAGE_BYTES = 65_536;

/** Strings in the memory. */
export interface Pool {
  readonly address: number;
  /** Bytes from one cell to the next: its length in 32 bits, its text as UTF-8, and what fills the last word. */
  readonly cellBytes: number;
  readonly size: number;
  readonly maxByteLength: number;
}

/** Addresses for `write-texts.wat`, which says what stands there. */
type WriteTexts = (forms: number, formOf: number, rows: number, count: number, out: number, offsets: number, base: number) => number;

let compiled: WebAssembly.Module | undefined;
let latest: TextMemory | undefined;

/**
 * Memory of WebAssembly that holds the strings of many kernels, and the module that puts texts together in it: with
 * neither bounds to check nor objects to load, in a third of the time of JavaScript. What is put there stays until
 * all kernels that share the memory are gone.
 */
export class TextMemory {
  /** Room for the call's rows, the form of each and the offsets of its texts. */
  readonly rows: number;
  readonly forms: number;
  readonly offsets: number;
  /** The memory in bytes and words; others after each `allocate`. */
  bytes: Uint8Array;
  words: Uint32Array;
  readonly write: WriteTexts;
  private readonly memory: WebAssembly.Memory;
  private readonly pools = new WeakMap<readonly string[], Pool>();
  private output = { address: 0, byteLength: 0 };
  private end = PAGE_BYTES;

  constructor() {
    compiled ??= new WebAssembly.Module(WRITE_TEXTS);
    const { exports } = new WebAssembly.Instance(compiled);
    this.memory = exports['memory'] as WebAssembly.Memory;
    this.write = exports['write'] as WriteTexts;
    this.bytes = new Uint8Array(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
    this.rows = this.allocate(4 * CALL_ROWS);
    this.forms = this.allocate(4 * CALL_ROWS);
    this.offsets = this.allocate(4 * (CALL_ROWS + 1));
  }

  /** The memory that kernels are compiled into now. */
  static current(): TextMemory {
    if (!latest || latest.end > FULL_BYTES) latest = new TextMemory();
    return latest;
  }

  /** Address of new memory, a multiple of eight. @throws RangeError beyond four gigabytes */
  allocate(byteLength: number): number {
    const address = this.end;
    this.end = Math.ceil((address + byteLength) / 8) * 8;
    // A copy of the last text may read behind it.
    const missing = this.end + COPY_BYTES - this.bytes.length;
    if (missing > 0) {
      this.memory.grow(Math.ceil(Math.max(missing, this.bytes.length / 2) / PAGE_BYTES));
      this.bytes = new Uint8Array(this.memory.buffer);
      this.words = new Uint32Array(this.memory.buffer);
    }
    return address;
  }

  /** Address of room for the texts of a call, and how many of this length it holds. */
  outputFor(maxByteLength: number): { readonly address: number; readonly rows: number } {
    const rows = Math.max(1, Math.min(CALL_ROWS, Math.floor(OUTPUT_BYTES / Math.max(1, maxByteLength))));
    const byteLength = rows * maxByteLength + COPY_BYTES;
    if (byteLength > this.output.byteLength) {
      const room = Math.max(byteLength, OUTPUT_BYTES + COPY_BYTES);
      this.output = { address: this.allocate(room), byteLength: room };
    }
    return { address: this.output.address, rows };
  }

  /** Puts strings into the memory, once for as long as the list lives: many columns share their pools. */
  pool(values: readonly string[]): Pool {
    let pool = this.pools.get(values);
    if (!pool) this.pools.set(values, (pool = this.add(values)));
    return pool;
  }

  private add(values: readonly string[]): Pool {
    const { encoded, byteLengths, maxByteLength } = encodeStrings(values);
    const cellBytes = 4 * Math.ceil((4 + maxByteLength) / 4);
    const address = this.allocate(values.length * cellBytes);
    const { bytes, words } = this;
    let position = 0;
    byteLengths.forEach((length, i) => {
      const cell = address + i * cellBytes;
      words[cell >>> 2] = length;
      for (let at = 0; at < length; at++) bytes[cell + 4 + at] = encoded[position + at];
      position += length;
    });
    return { address, cellBytes, size: values.length, maxByteLength };
  }
}
