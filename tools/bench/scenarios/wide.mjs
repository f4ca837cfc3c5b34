import { atLeast, below, cellsPerSecond, millions, peakRssMb, ratioOf } from '../bench.mjs';

/** A table of 200 columns of every type, each value as fast as in the nine-column table. */
export default function wide(bench) {
  const rows = Math.ceil(bench.rows / 20);
  const [many, nine] = bench.inTurn(() => bench.generate('wide', rows), () => bench.generate('nine-columns', bench.rows / 2));
  const detail = { rows, wide: millions(cellsPerSecond, many), nineColumns: millions(cellsPerSecond, nine) };
  bench.figure('wide: 200 columns, values/s against the nine-column table', ratioOf(cellsPerSecond, many, nine), atLeast(0.6), detail);
  bench.figure('wide: 200 columns, peak RSS in MB', peakRssMb(many), below(450), { rows });
}
