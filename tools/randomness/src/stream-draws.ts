import { hash32, streamKey } from '@dw-sim/generation-rng';
import { writeSync } from 'node:fs';

/** Draws, one after another without end, in one arrangement. */
type Draws = () => number;

/** Columns of a table that are drawn side by side. */
const COLUMNS = 16;

const ARRANGEMENTS: Readonly<Record<string, () => Draws>> = {
  /** One column, row after row; a fresh key each 2^32 rows. */
  rows: () => {
    let row = 0;
    let table = 0;
    let [k0, k1] = streamKey(42, 't0', 'c', 'value');
    return () => {
      if (row === 2 ** 32) {
        row = 0;
        [k0, k1] = streamKey(42, `t${++table}`, 'c', 'value');
      }
      return hash32(row++, k0, k1);
    };
  },
  /** Sixteen columns of each row: what shows where columns depend on each other. */
  columns: () => {
    const keys = Array.from({ length: COLUMNS }, (_, i) => streamKey(42, 't', `c${i}`, 'value'));
    let index = 0;
    return () => {
      const [k0, k1] = keys[index % COLUMNS];
      return hash32(Math.floor(index++ / COLUMNS) % 2 ** 32, k0, k1);
    };
  },
  /** The first 64 rows of key after key, the keys neighbours: what shows where streams of like keys are alike. */
  keys: () => {
    let index = 0;
    return () => {
      const key = Math.floor(index / 64);
      return hash32(index++ % 64, key | 0, 0x12345678);
    };
  },
};

const name = process.argv[2];
const make = ARRANGEMENTS[name];
if (!make) throw new Error(`unknown arrangement "${name}"; known: ${Object.keys(ARRANGEMENTS).join(', ')}`);

const next = make();
const words = new Uint32Array(1 << 16);
try {
  for (;;) {
    for (let i = 0; i < words.length; i++) words[i] = next();
    writeAll(new Uint8Array(words.buffer));
  }
} catch (error) {
  // The reader has seen enough.
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // The pipe is full.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
