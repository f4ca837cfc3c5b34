import { below, between, millions, peakRssMb, ratioOf, rowsPerSecond } from '../bench.mjs';

/** Ten times the rows: as fast, and in the same memory. */
export default function large(bench) {
  const { rows, largeRows } = bench;
  // Once: it takes a minute or two. The ordinary table before and after it shows whether the machine's speed drifted.
  const before = bench.generate('nine-columns', rows);
  const many = bench.generate('nine-columns', largeRows);
  const after = bench.generate('nine-columns', rows);
  const ratio = (ratioOf(rowsPerSecond, [many], [before]) + ratioOf(rowsPerSecond, [many], [after])) / 2;
  const detail = { rows: largeRows, many: millions(rowsPerSecond, [many]), ordinary: millions(rowsPerSecond, [before, after]) };
  bench.figure('large: rows/s against the ordinary table', ratio, between(0.85, 1.15), detail);
  bench.figure('large: peak RSS in MB', peakRssMb([many]), below(450), { rows: largeRows });
}
