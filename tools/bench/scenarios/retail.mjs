import { atLeast, below, cellsPerSecond, millions, peakRssMb, ratioOf, rowsPerSecond } from '../bench.mjs';

/** A warehouse of many tables with their foreign keys (`--definition FILE`), each value as fast as in the nine-column table. */
export default function retail(bench) {
  const { rows, definition } = bench;
  const [many, nine] = bench.inTurn(() => bench.generate(definition, rows), () => bench.generate('nine-columns', rows));
  const { tables, rows: made } = many[0].detail;
  const detail = { tables, rows: made, retail: millions(cellsPerSecond, many), nineColumns: millions(cellsPerSecond, nine), rowsPerSecond: millions(rowsPerSecond, many) };
  bench.figure('retail: many tables, values/s against the nine-column table', ratioOf(cellsPerSecond, many, nine), atLeast(0.6), detail);
  bench.figure('retail: many tables, peak RSS in MB', peakRssMb(many), below(450), { rows: made });
}
