import { below, between, millions, peakRssMb, ratioOf, rowsPerProcessorSecond, rowsPerSecond } from '../bench.mjs';

/** Ten times the rows: as fast, and in the same memory. */
export default function large(bench) {
  const { rows, largeRows } = bench;
  // Once: it takes a minute or two. The ordinary table before and after it shows whether the machine's speed drifted.
  const before = bench.generate('nine-columns', rows);
  const many = bench.generate('nine-columns', largeRows);
  const after = bench.generate('nine-columns', rows);
  const against = (rate) => (ratioOf(rate, [many], [before]) + ratioOf(rate, [many], [after])) / 2;
  const detail = { rows: largeRows, many: millions(rowsPerSecond, [many]), ordinary: millions(rowsPerSecond, [before, after]) };
  bench.figure('large: rows/s against the ordinary table', against(rowsPerSecond), between(0.85, 1.15), detail);
  bench.figure('large: rows for each second of a processor, against the ordinary table', against(rowsPerProcessorSecond), between(0.85, 1.15));
  bench.figure('large: peak RSS in MB', peakRssMb([many]), below(450), { rows: largeRows });
}
