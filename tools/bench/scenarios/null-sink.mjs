import { atLeast, millions, ratioOf, rowsPerSecond } from '../bench.mjs';

/** What one worker writes of what its kernels can make: the same kernels into arrays that nobody reads, in one thread. */
export default function nullSink(bench) {
  const rows = Math.ceil(bench.rows / 4);
  const [files, arrays] = bench.inTurn(() => bench.generate('nine-columns', rows, 1), () => bench.run('fill-kernels', 'nine-columns', rows));
  const detail = { rows, files: millions(rowsPerSecond, files), nullSink: millions(rowsPerSecond, arrays) };
  bench.figure('null sink: nine columns, rows/s of one worker against its kernels alone', ratioOf(rowsPerSecond, files, arrays), atLeast(0.3), detail);
}
