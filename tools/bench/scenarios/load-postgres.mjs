import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { below, median, timesAsFast } from '../bench.mjs';

const ROWS = 1_000_000;
const MANY_ROWS = 10_000_000;
const wanted = { text: 'at most 1.3', holds: (ratio) => ratio <= 1.3 };

/** Loading the nine-column table into a PostgreSQL that runs for it, against `psql \copy` of the same rows as CSV; and ten times the rows in the same memory. */
export default async function loadPostgres(bench) {
  const staged = bench.path('staged-postgres');
  bench.run('generate-plan', 'nine-columns', ROWS, staged);
  const server = spawn(process.execPath, [join(bench.scripts, 'postgres-server.cjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = await once(server.stdout, 'data');
    process.env.BENCH_POSTGRES_URL = String(line).trim();
    const [product, plain] = bench.inTurn(
      () => bench.run('load-postgres', ROWS, staged),
      () => bench.run('load-psql', ROWS, staged, resolve(bench.path('nine.csv'))),
    );
    const wallMs = (samples) => median(samples.map((sample) => sample.wallMs));
    const detail = { rows: ROWS, productMs: wallMs(product), baselineMs: wallMs(plain), productCpuMs: product[0].cpuMs, peakRssMb: product[0].peakRssMb };
    bench.figure(`load: PostgreSQL warehouse, time against ${plain[0].detail.baseline}`, timesAsFast(plain, product), wanted, detail);
    bench.run('generate-plan', 'nine-columns', MANY_ROWS, staged);
    const many = bench.run('load-postgres', MANY_ROWS, staged);
    bench.figure('load: PostgreSQL warehouse, peak RSS in MB with ten times the rows', many.peakRssMb, below(450), { rows: MANY_ROWS, wallMs: many.wallMs });
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}
