import { below, median } from '../bench.mjs';

const TABLES = 1000;

/** A thousand tables of ten rows: what a table costs whatever its rows. */
export default function manyTables(bench) {
  const [samples] = bench.inTurn(() => bench.generate('many-tables'));
  const wallMs = median(samples.map((sample) => sample.wallMs));
  bench.figure('many tables: ms for each of 1,000 tables', wallMs / TABLES, below(5), { wallMs, cpuMs: median(samples.map((sample) => sample.cpuMs)) });
}
