import { readFileSync, rmSync } from 'node:fs';
import { below, median } from '../bench.mjs';
import { withServer } from '../server.mjs';

const TABLE = 'nine';
const EXPERIMENT = 'bench';
const EXPORTED_ROWS = 5_000_000;
const RUNS = 15;

/** A GROUP BY over the nine-column table through the API against DuckDB alone, and memory of an export as CSV. */
export default async function query(bench) {
  const { rows } = bench;
  const root = bench.path('query-root');
  rmSync(root, { recursive: true, force: true });
  const measured = await withServer(root, async (address, _readyMs, pid) => {
    await load(address, rows);
    const groupBy = `SELECT status, count(*) AS n, avg(price) AS mean FROM ${TABLE} GROUP BY status ORDER BY n DESC`;
    const times = [];
    for (let run = 0; run <= RUNS; run++) times.push(await timed(() => post(address, '/query/execute', { sql: groupBy, experiment: EXPERIMENT }).then((answer) => answer.json())));
    const exports = [];
    for (const format of ['csv', 'ndjson', 'arrow', 'parquet']) exports.push({ format, ...(await exported(address, pid, format)) });
    return { apiMs: median(times.slice(1)), exports };
  });
  const alone = bench.run('query-duckdb', `${root}/warehouse/duckdb/warehouse.duckdb`, `${EXPERIMENT}__${TABLE}`, RUNS);
  bench.figure('query: GROUP BY through the API, milliseconds more than DuckDB alone', measured.apiMs - alone.detail.medianMs, below(50), { rows, apiMs: measured.apiMs.toFixed(1), duckdbMs: alone.detail.medianMs.toFixed(1) });
  for (const { format, growthMb, seconds, megabytes } of measured.exports) bench.figure(`query: export as ${format}, growth of RSS in MB`, growthMb, below(100), { rows: EXPORTED_ROWS, seconds, megabytes });
  rmSync(root, { recursive: true, force: true });
}

async function load(address, rows) {
  const definition = JSON.parse(readFileSync('tools/bench/nine-columns.json', 'utf8'));
  await post(address, '/experiments', { ...definition, name: EXPERIMENT, target_warehouse: 'duckdb' });
  const { id } = await (await post(address, `/experiments/${EXPERIMENT}/generate`, { rows: { [TABLE]: rows } })).json();
  for (let status = ''; status !== 'COMPLETED'; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    ({ status } = await (await fetch(`${address}/experiments/${EXPERIMENT}/runs/${id}`)).json());
    if (status === 'FAILED') throw new Error('the run failed');
  }
}

/** Reads an export as fast as it comes, and looks at the server's memory on the way. */
async function exported(address, pid, format) {
  const before = rssMb(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, rssMb(pid))), 20);
  const start = performance.now();
  const answer = await post(address, '/query/execute', { sql: `SELECT * FROM ${TABLE}`, experiment: EXPERIMENT, format, row_limit: EXPORTED_ROWS });
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  clearInterval(watch);
  return { growthMb: most - before, seconds: ((performance.now() - start) / 1000).toFixed(1), megabytes: Math.round(bytes / 1e6) };
}

async function post(address, path, body) {
  const answer = await fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Resident set of a process, in megabytes (10^6 bytes). */
function rssMb(pid) {
  return (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024) / 1e6;
}
