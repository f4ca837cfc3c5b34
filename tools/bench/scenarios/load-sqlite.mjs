import { resolve } from 'node:path';
import { median, processorTime, timesAsFast } from '../bench.mjs';

const ROWS = 1_000_000;
const wanted = { text: 'at most 1.3', holds: (ratio) => ratio <= 1.3 };

/** Loading the nine-column table into an SQLite file, against the `.import` of SQLite's shell of the same rows as CSV; both with a unique index. */
export default function loadSqlite(bench) {
  const staged = bench.path('staged-sqlite');
  bench.run('generate-plan', 'nine-columns', ROWS, staged);
  const [product, plain] = bench.inTurn(
    () => bench.run('load-sqlite', ROWS, staged, bench.path('sqlite')),
    () => bench.run('load-sqlite-shell', ROWS, staged, bench.path('plain-sqlite'), resolve(bench.path('nine-sqlite.csv'))),
  );
  const of = (key, samples) => median(samples.map((sample) => sample[key]));
  const detail = {
    rows: ROWS, productMs: of('wallMs', product), baselineMs: of('wallMs', plain),
    productCpuMs: of('cpuMs', product), baselineCpuMs: of('cpuMs', plain), processorTime: processorTime(product, plain),
  };
  bench.figure('load: SQLite warehouse, time against .import of the shell', timesAsFast(plain, product), wanted, detail);
}
