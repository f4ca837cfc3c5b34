import { below } from '../bench.mjs';

/** What reading a text costs: the DDL of a table, the names of tables in a query, and its translation. */
export default function sql(bench) {
  const sample = bench.run('sql-texts');
  bench.figure('sql: import of a statement, ms', sample.import.median, below(3), sample.import);
  bench.figure('sql: rewriting a query, ms', sample.rewrite.median, below(3), sample.rewrite);
  bench.figure('sql: translating a query, ms', sample.translate.median, below(3), sample.translate);
  bench.figure('sql: worst of TPC-DS’s size, ms', sample.large.worst, below(15), sample.large);
}
