/** Rows of a symmetric matrix with ones on its diagonal. */
export type CorrelationMatrix = readonly (readonly number[])[];

/** Share of the diagonal that counts as the error of rounding. */
const TOLERANCE = 1e-9;

/**
 * Cholesky's lower triangular factor L of a positive semidefinite matrix, with L L' = matrix.
 *
 * @returns undefined where the matrix is not positive semidefinite
 */
export function choleskyFactor(matrix: CorrelationMatrix): readonly (readonly number[])[] | undefined {
  const factor = matrix.map((row) => row.map(() => 0));
  for (let j = 0; j < matrix.length; j++) {
    const pivot = matrix[j][j] - dot(factor[j], factor[j], j);
    if (pivot < -TOLERANCE) return undefined;
    const diagonal = (factor[j][j] = Math.sqrt(Math.max(0, pivot)));
    for (let i = j + 1; i < matrix.length; i++) {
      const rest = matrix[i][j] - dot(factor[i], factor[j], j);
      // A column that others determine leaves nothing to correlate with.
      if (pivot <= TOLERANCE && Math.abs(rest) > Math.sqrt(TOLERANCE)) return undefined;
      factor[i][j] = pivot <= TOLERANCE ? 0 : rest / diagonal;
    }
  }
  return factor;
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[k] * b[k];
  return sum;
}

/** Smallest eigenvalue of a symmetric matrix: Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5). */
export function smallestEigenvalue(matrix: CorrelationMatrix): number {
  const a = matrix.map((row) => [...row]);
  const size = a.length;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        off += a[p][q] ** 2;
        if (a[p][q] !== 0) rotate(a, p, q);
      }
    }
    if (off < 1e-24) break;
  }
  return Math.min(...a.map((row, i) => row[i]));
}

/** Turns the plane of two axes so that their entry becomes 0. */
function rotate(a: number[][], p: number, q: number): void {
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < a.length; k++) {
    const [kp, kq] = [a[k][p], a[k][q]];
    a[k][p] = c * kp - s * kq;
    a[k][q] = s * kp + c * kq;
  }
  for (let k = 0; k < a.length; k++) {
    const [pk, qk] = [a[p][k], a[q][k]];
    a[p][k] = c * pk - s * qk;
    a[q][k] = s * pk + c * qk;
  }
}
