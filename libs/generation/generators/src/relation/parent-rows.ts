import { hash32, makeGrowingZipfDraw, makePermutation, makeZipfDraw, type StreamKey, TWO_POW_MINUS_32 } from '@dw-sim/generation-rng';
import type { Popularity } from '../popularity';
import type { RowOf } from './row-map';

/** How the parents of a relation are drawn. */
export interface ParentChoice {
  readonly parentCount: number;
  /** Each parent at most once. */
  readonly isUnique: boolean;
  /** The parents are rows of the same table. */
  readonly isOwnTable: boolean;
  readonly popularity: Popularity | undefined;
  /** Stream of one purpose of the relation. */
  key(purpose: string): StreamKey;
}

/** Row of the parent table for a row of the child table. */
export function parentRowDraw({ parentCount, isUnique, isOwnTable, popularity, key }: ParentChoice): RowOf {
  const [k0, k1] = key('parent');
  if (isUnique) return makePermutation(parentCount, [k0, k1]);
  if (isOwnTable) return earlierRowDraw(popularity, [k0, k1]);
  if (popularity?.type === 'zipf') {
    const rank = makeZipfDraw({ first: 1, last: parentCount, alpha: popularity.alpha }, [k0, k1]);
    // The popular ones lie anywhere in the parent table.
    const rowOfRank = makePermutation(parentCount, key('popularity'));
    return (row) => rowOfRank(rank(row) - 1);
  }
  const scale = parentCount * TWO_POW_MINUS_32;
  return (row) => (hash32(row, k0, k1) * scale) >>> 0;
}

/** An earlier row of the same table, so that following the reference always ends at row 0. The first rows are the popular ones. */
function earlierRowDraw(popularity: Popularity | undefined, [k0, k1]: StreamKey): RowOf {
  if (popularity?.type === 'zipf') {
    const rank = makeGrowingZipfDraw(popularity.alpha, [k0, k1]);
    return (row) => (row === 0 ? 0 : rank(row, row) - 1);
  }
  return (row) => (row === 0 ? 0 : Math.floor(hash32(row, k0, k1) * TWO_POW_MINUS_32 * row));
}
