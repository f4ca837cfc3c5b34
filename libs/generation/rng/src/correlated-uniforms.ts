import { fastNormalCdf } from './fast-normal';
import { hash32 } from './hash';
import { normalQuantile } from './normal';
import { makeQuantileDraw } from './quantile-table';
import type { StreamKey } from './stream-key';

const SMALLEST = Number.EPSILON / 2;
const LARGEST = 1 - SMALLEST;

/** Uniform numbers of one column of a group, strictly between 0 and 1. */
export interface UniformColumn {
  fill(out: Float64Array, rows: Uint32Array, count: number): void;
}

/**
 * Uniform numbers of several columns that belong together: normal variables with a given correlation, each turned into
 * its probability (a Gaussian copula). All columns of a batch of rows are computed at once and kept until another batch
 * is asked for.
 */
export class CorrelatedUniforms {
  private rows = new Uint32Array(0);
  private count = -1;
  private readonly uniforms: Float64Array[];
  private readonly normal = makeQuantileDraw(normalQuantile);

  /**
   * @param factor lower triangular factor of the correlations of the normal variables
   * @param keys stream of each column
   */
  constructor(
    private readonly factor: readonly (readonly number[])[],
    private readonly keys: readonly StreamKey[],
  ) {
    this.uniforms = keys.map(() => new Float64Array(0));
  }

  /** The numbers of one column, by its place in the group. */
  column(index: number): UniformColumn {
    return {
      fill: (out, rows, count) => {
        if (!this.holds(rows, count)) this.compute(rows, count);
        const uniforms = this.uniforms[index];
        for (let i = 0; i < count; i++) out[i] = uniforms[i];
      },
    };
  }

  private holds(rows: Uint32Array, count: number): boolean {
    if (count !== this.count) return false;
    for (let i = 0; i < count; i++) if (this.rows[i] !== rows[i]) return false;
    return true;
  }

  private compute(rows: Uint32Array, count: number): void {
    if (this.rows.length < count) {
      this.rows = new Uint32Array(count);
      this.uniforms.forEach((_, j) => (this.uniforms[j] = new Float64Array(count)));
    }
    this.rows.set(rows.subarray(0, count));
    this.count = count;
    this.drawNormals(count);
    // The last column first, since each is made of those before it.
    for (let j = this.keys.length - 1; j >= 0; j--) this.combine(j, count);
    for (const column of this.uniforms) {
      for (let i = 0; i < count; i++) {
        const p = fastNormalCdf(column[i]);
        column[i] = p < SMALLEST ? SMALLEST : p > LARGEST ? LARGEST : p;
      }
    }
  }

  private drawNormals(count: number): void {
    this.keys.forEach(([k0, k1], j) => {
      const column = this.uniforms[j];
      for (let i = 0; i < count; i++) column[i] = this.normal(hash32(this.rows[i], k0, k1));
    });
  }

  private combine(j: number, count: number): void {
    const column = this.uniforms[j];
    const own = this.factor[j][j];
    for (let i = 0; i < count; i++) column[i] *= own;
    for (let k = 0; k < j; k++) {
      const share = this.factor[j][k];
      const other = this.uniforms[k];
      if (share !== 0) for (let i = 0; i < count; i++) column[i] += share * other[i];
    }
  }
}
