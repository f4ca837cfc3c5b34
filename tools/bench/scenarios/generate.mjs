import { atLeast, below, millions, peakRssMb, processorTime, rowsPerSecond, timesAsFast } from '../bench.mjs';

/** The nine-column table against the same table in DuckDB SQL. */
export default function generate(bench) {
  const { rows } = bench;
  const [kernels, sql] = bench.inTurn(
    () => bench.generate('nine-columns', rows),
    () => bench.run('generate-sql', rows, bench.path('sql')),
  );
  const detail = { rows, kernels: millions(rowsPerSecond, kernels), baseline: millions(rowsPerSecond, sql), processorTime: processorTime(kernels, sql) };
  bench.figure('generate: nine columns, speed against DuckDB SQL with two COPYs', timesAsFast(kernels, sql), atLeast(1.7), detail);
  bench.figure('generate: nine columns, peak RSS in MB', peakRssMb(kernels), below(450), { rows });
}
