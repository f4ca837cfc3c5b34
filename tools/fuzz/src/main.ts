import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { requests: text, seed: text, url: text, only: text, concurrency: text } });
const number = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value));
const options = { requests: number(values.requests, 100_000), seed: number(values.seed, Date.now() % 2 ** 31), concurrency: number(values.concurrency, 8), only: values.only };

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dw-fuzz-'));
  const env = { ...process.env, DW_SIMULATOR_LOG_LEVEL: 'error', DW_SIMULATOR_QUERY_TIMEOUT_MS: '2000', DW_SIMULATOR_EXPORT_TIMEOUT_MS: '2000', DW_SIMULATOR_MEMORY_LIMIT: '512MB' };
  const main = join(process.cwd(), 'dist/apps/api/main.js');
  const server = spawn(process.execPath, [main, '--port', '0', '--data-root', join(folder, 'data')], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => (log = `${log}${chunk.toString()}`.slice(-100_000)));
  try {
    while (!log.includes('is ready on')) await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => Promise.reject(new Error(`The server ended: ${log}`)))]);
    const url = values.url ?? /is ready on (\S+)/.exec(log)![1]!.replace('localhost', '127.0.0.1');
    const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) >> 10;
    const begin = { rss: rss(), at: Date.now() };
    const report = await fuzz({ ...options, url, onBatch: (done) => void (done % 5_000 === 0 && process.stderr.write(`${done} requests, ${rss()} MB\n`)) });
    const alive = server.exitCode === null && (await fetch(`${url}/api/health/live`)).ok;
    process.stdout.write(`${JSON.stringify({ ...report, alive, seconds: Math.round((Date.now() - begin.at) / 1000), rssMb: { begin: begin.rss, end: rss() } }, null, 2)}\n`);
    if (!alive || report.failures.length > 0) {
      process.exitCode = 1;
      process.stderr.write(`Log of the server: ${log.slice(-5_000)}\n`);
    }
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

void run();
