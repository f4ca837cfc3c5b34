import { median, timesAsFast } from '../bench.mjs';

const wanted = { text: 'at most 1.3', holds: (ratio) => ratio <= 1.3 };

/** Loading the nine-column table into the DuckDB warehouse against CREATE TABLE AS. */
export default function load(bench) {
  const { rows } = bench;
  const staged = bench.path('staged');
  bench.run('generate-plan', 'nine-columns', rows, staged);
  const [product, plain] = bench.inTurn(
    () => bench.run('load-warehouse', rows, staged, bench.path('warehouse')),
    () => bench.run('load-sql', rows, staged, bench.path('plain')),
  );
  const wallMs = (samples) => median(samples.map((sample) => sample.wallMs));
  bench.figure('load: DuckDB warehouse, time against CREATE TABLE AS', timesAsFast(plain, product), wanted, { rows, productMs: wallMs(product), baselineMs: wallMs(plain) });
}
