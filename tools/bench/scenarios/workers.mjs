import { atLeast, millions, processorTime, rowsPerSecond, timesAsFast } from '../bench.mjs';

/** Two worker threads against one, from five million rows up. */
export default function workers(bench) {
  for (const rows of [...new Set([Math.ceil(bench.rows / 2), bench.rows])]) {
    const [two, one] = bench.inTurn(() => bench.generate('nine-columns', rows, 2), () => bench.generate('nine-columns', rows, 1));
    const detail = { rows, two: millions(rowsPerSecond, two), one: millions(rowsPerSecond, one), processorTime: processorTime(two, one) };
    bench.figure(`workers: two against one, ${rows / 1e6} M rows`, timesAsFast(two, one), atLeast(1.7), detail);
  }
}
