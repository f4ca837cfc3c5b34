import type { KernelContext } from '../generator-kind';
import { combinedPieces } from './combined-pieces';
import { type Key, KeyReader } from './key-reader';
import type { TimeColumn } from './time-column';

const BATCH_ROWS = 2048;

/** Where effects come from, as plain data. */
export interface EffectSource {
  readonly table: string;
  /** Columns that tell whose effect it is. */
  readonly keys: readonly string[];
  /** When it is in force, both ends included; null for always. */
  readonly window: { readonly start: TimeColumn; readonly end: TimeColumn } | null;
  readonly field: string;
  /** True where effects are added, false where they multiply. */
  readonly isAdded: boolean;
  /** What stands for an effect where none is in force. */
  readonly otherwise: number;
}

/** Effects of one key over time: the change from each bound to the next. */
interface Pieces {
  readonly bounds: Float64Array;
  readonly changes: Float64Array;
}

/**
 * The rows of an effect table by key, computed from its kernels when they are first asked for: all effects of a key
 * are joined to stretches of time in which the same ones are in force, so that a look-up is one binary search.
 */
export class EffectIndex {
  private pieces: readonly Pieces[] | undefined;
  /** Numbers of the values of each key column. */
  private readonly dictionaries: Map<Key, number>[];
  /** Numbers of the first values of a key, taken together: of the last column's, the number of the key. */
  private readonly prefixes: Map<number, number>[];
  private found: Key[][] = [];

  constructor(
    private readonly source: EffectSource,
    private readonly context: KernelContext,
  ) {
    this.dictionaries = source.keys.map(() => new Map());
    this.prefixes = source.keys.map(() => new Map());
    this.found = source.keys.map(() => []);
  }

  /** Fills the number of each row's key; -1 where no effect has it. */
  groupsOf(readers: readonly KeyReader[], rows: Uint32Array, count: number, out: Float64Array): void {
    this.pieces ??= this.build();
    readers.forEach((reader, k) => reader.read(rows, count, this.found[k]));
    for (let i = 0; i < count; i++) out[i] = this.groupOf(i, false);
  }

  /** The change of a key at a moment. */
  at(group: number, ms: number): number {
    const { otherwise } = this.source;
    const pieces = group < 0 ? undefined : this.pieces?.[group];
    if (!pieces) return otherwise;
    const { bounds, changes } = pieces;
    let [low, high] = [0, bounds.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bounds[middle] <= ms) low = middle + 1;
      else high = middle;
    }
    const change = low === 0 ? NaN : changes[low - 1];
    return Number.isNaN(change) ? otherwise : change;
  }

  /** Number of the key of row `i`; -1 where a value is NULL, or new unless that is wanted. */
  private groupOf(i: number, addNew: boolean): number {
    let group = 0;
    for (let k = 0; k < this.dictionaries.length; k++) {
      const key = this.found[k][i];
      const value = key === null ? undefined : this.dictionaries[k].get(key);
      if (value === undefined) return -1;
      const joined = group * this.dictionaries[k].size + value;
      const known = this.prefixes[k].get(joined);
      if (known === undefined && !addNew) return -1;
      group = known ?? this.prefixes[k].size;
      if (known === undefined) this.prefixes[k].set(joined, group);
    }
    return group;
  }

  private build(): readonly Pieces[] {
    const { table, keys, window, field, isAdded } = this.source;
    const rowCount = this.context.rowCountOf(table);
    const columns = keys.map((name) => this.all(name, rowCount));
    columns.forEach((column, k) => column.forEach((key) => void (key !== null && !this.dictionaries[k].has(key) && this.dictionaries[k].set(key, this.dictionaries[k].size))));
    const fields = this.all(field, rowCount);
    const starts = window ? this.all(window.start.name, rowCount) : [];
    const ends = window ? this.all(window.end.name, rowCount) : [];
    const byGroup: number[][] = [];
    for (let row = 0; row < rowCount; row++) {
      if (fields[row] === null) continue;
      columns.forEach((column, k) => (this.found[k][0] = column[row]));
      const group = this.groupOf(0, true);
      if (group < 0) continue;
      (byGroup[group] ??= []).push(row);
    }
    return byGroup.map((rows) =>
      combinedPieces(
        rows.map((row) => ({
          start: window ? momentOf(starts[row], window.start.unitMs, 0, -Infinity) : -Infinity,
          // Times are whole milliseconds, and a day counts to its end.
          end: window ? momentOf(ends[row], window.end.unitMs, 1, Infinity) : Infinity,
          change: fields[row] as number,
        })),
        isAdded,
      ),
    );
  }

  private all(column: string, rowCount: number): Key[] {
    const reader = new KeyReader(this.context, this.source.table, column);
    const all: Key[] = [];
    const batch: Key[] = [];
    for (let start = 0; start < rowCount; start += BATCH_ROWS) {
      const rows = Uint32Array.from({ length: Math.min(BATCH_ROWS, rowCount - start) }, (_, i) => start + i);
      reader.read(rows, rows.length, batch);
      for (let i = 0; i < rows.length; i++) all.push(batch[i]);
    }
    return all;
  }
}

/** The beginning of the unit that is `later` units after the value's own, in milliseconds. */
function momentOf(value: Key, unitMs: number, later: number, open: number): number {
  return typeof value === 'number' ? (value + later) * unitMs : open;
}
