import { atLeast, millions, ratioOf, rowsPerProcessorSecond, rowsPerSecond } from '../bench.mjs';

/** Rows of the baseline: faker-js takes 30 to 60 µs for each. */
const LIBRARY_ROWS = 20_000;

const EIGHT_STRINGS = 'tools/bench/eight-strings.json';

/** Eight strings of faker in a row: as Parquet by two workers, and one thread's kernels against faker-js called for each value. */
export default function faker(bench) {
  const { rows } = bench;
  const [files, arrays, library] = bench.inTurn(
    () => bench.generate(EIGHT_STRINGS, rows),
    () => bench.run('fill-kernels', EIGHT_STRINGS, rows),
    () => bench.run('faker-library', LIBRARY_ROWS),
  );
  const detail = { rows, files: millions(rowsPerSecond, files), perProcessorSecond: millions(rowsPerProcessorSecond, files), kernels: millions(rowsPerSecond, arrays), library: millions(rowsPerSecond, library) };
  bench.figure('faker: eight strings as Parquet, rows/s', ratioOf(rowsPerSecond, files, files.map(() => ({ wallMs: 1000, detail: { rows: 1_000_000 } }))), atLeast(1), { ...detail, unit: 'M rows/s' });
  bench.figure('faker: speed per value of one thread against calls of faker-js', ratioOf(rowsPerSecond, arrays, library), atLeast(50), detail);
}
