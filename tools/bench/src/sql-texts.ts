import { readFileSync } from 'node:fs';
import { experimentResolver, importDdl, rewriteTableNames, splitStatements, translateSql, type WarehouseDialect } from '@dw-sim/sql';
import { LARGE_QUERIES } from './large-queries';

const ROUNDS = 60;
const WARM_UP = 100;

/** Milliseconds of a call: the median of many after warm-up. */
function medianMs(call: () => unknown): number {
  for (let round = 0; round < WARM_UP; round++) call();
  const samples = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return samples.sort((a, b) => a - b)[ROUNDS / 2] as number;
}

/** Times import, rewriting and translation, each text by itself, and prints their medians and the worst. */
function main(): void {
  const tpch = splitStatements(readFileSync('tools/conformance/tpch/queries.sql', 'utf8')).map(({ text }) => text);
  const large = Object.values(LARGE_QUERIES);
  const tables = ['customer', 'orders', 'lineitem', 'part', 'supplier', 'partsupp', 'nation', 'region', 'store_sales', 'web_sales', 'catalog_sales', 'date_dim', 'item', 'store', 'warehouse'];
  const resolver = experimentResolver({ physical: (name) => `bench__${name}` }, tables);
  const translate = (dialect: WarehouseDialect) => (sql: string) => medianMs(() => translateSql(sql, { dialect, engine: 'duckdb' }));
  const rewrite = (sql: string) => medianMs(() => rewriteTableNames(sql, resolver));
  const ddl = splitStatements(readFileSync('tools/bench/tables.sql', 'utf8')).map(({ text }) => text);
  const figures = {
    import: ddl.map((sql) => medianMs(() => importDdl(sql, { dialect: 'redshift' }))),
    rewrite: [...tpch, ...large].map(rewrite),
    translate: [...tpch, ...large].map(translate('redshift')),
    large: large.flatMap((sql) => [translate('redshift')(sql) + rewrite(sql), translate('snowflake')(sql) + rewrite(sql)]),
  };
  const summary = Object.entries(figures).map(([name, values]) => {
    const sorted = [...values].sort((a, b) => a - b);
    return [name, { median: sorted[sorted.length >> 1], worst: sorted.at(-1) }];
  });
  console.log(JSON.stringify(Object.fromEntries(summary)));
}

main();
