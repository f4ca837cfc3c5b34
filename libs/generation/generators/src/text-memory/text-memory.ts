import { encodeStrings, type EncodedStrings } from '../padded-strings';
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

/** A list of strings in the memory, end to end. */
interface Texts extends EncodedStrings {
  readonly text: number;
  readonly lengths: number;
}

/** Functions of `write-texts.wat`, which says what stands at these addresses. */
type WriteTexts = (forms: number, formOf: number, rows: number, count: number, out: number, offsets: number, base: number) => number;
type Pad = (cell: number, cellBytes: number, count: number, text: number, lengths: number, before: number, beforeBytes: number, after: number, afterBytes: number) => void;

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
  /** The memory in bytes and words, and the offsets as a `TextBatch` has them; others after each `allocate`. */
  bytes = new Uint8Array(0);
  words = new Uint32Array(0);
  textOffsets = new Int32Array(0);
  readonly write: WriteTexts;
  private readonly memory: WebAssembly.Memory;
  private readonly pad: Pad;
  private readonly texts = new WeakMap<readonly string[], Texts>();
  private readonly pools = new WeakMap<readonly string[], Map<string, Pool>>();
  private output = { address: 0, byteLength: 0 };
  private end = PAGE_BYTES;

  constructor() {
    compiled ??= new WebAssembly.Module(WRITE_TEXTS);
    const { exports } = new WebAssembly.Instance(compiled);
    this.memory = exports['memory'] as WebAssembly.Memory;
    this.write = exports['write'] as WriteTexts;
    this.pad = exports['pad'] as Pad;
    this.rows = this.allocate(4 * CALL_ROWS);
    this.forms = this.allocate(4 * CALL_ROWS);
    this.offsets = this.allocate(4 * (CALL_ROWS + 1));
    this.view();
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
    const { byteLength: size } = this.memory.buffer;
    const missing = this.end + COPY_BYTES - size;
    if (missing > 0) {
      this.memory.grow(Math.ceil(Math.max(missing, size / 2) / PAGE_BYTES));
      this.view();
    }
    return address;
  }

  private view(): void {
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.textOffsets = new Int32Array(buffer, this.offsets, CALL_ROWS + 1);
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

  /** Puts strings into the memory, each with the same text before and behind it: once for as long as the list lives, since many columns share their pools. */
  pool(values: readonly string[], before = '', after = ''): Pool {
    const pools = this.pools.get(values) ?? new Map<string, Pool>();
    this.pools.set(values, pools);
    const affixes = JSON.stringify([before, after]);
    let pool = pools.get(affixes);
    if (!pool) pools.set(affixes, (pool = this.add(this.textsOf(values), this.addTexts([before, after]))));
    return pool;
  }

  private add({ text, lengths, byteLengths, maxByteLength }: Texts, affixes: Texts): Pool {
    const [before, after] = affixes.byteLengths;
    const longest = before + maxByteLength + after;
    const cellBytes = 4 * Math.ceil((4 + longest) / 4);
    const size = byteLengths.length;
    const address = this.allocate(size * cellBytes + COPY_BYTES);
    this.pad(address, cellBytes, size, text, lengths, affixes.text, before, affixes.text + before, after);
    return { address, cellBytes, size, maxByteLength: longest };
  }

  private textsOf(values: readonly string[]): Texts {
    let texts = this.texts.get(values);
    if (!texts) this.texts.set(values, (texts = this.addTexts(values)));
    return texts;
  }

  private addTexts(values: readonly string[]): Texts {
    const encoded = encodeStrings(values);
    const text = this.allocate(encoded.encoded.length);
    const lengths = this.allocate(4 * values.length);
    this.bytes.set(encoded.encoded, text);
    this.words.set(encoded.byteLengths, lengths >>> 2);
    return { ...encoded, text, lengths };
  }
}
