import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { fuzz, type FuzzReport } from './fuzz';
import type { ImporterReport } from './importers/fuzz-importer';
import { importersIn, type Places } from './importers/importers';
import { watchedBatch, workOnBatch } from './importers/watched-batch';

const text = { type: 'string' } as const;
/** `inputs` are files for importers; `only`: importers of that name, routes with that method and path. */
const { values } = parseArgs({ options: { inputs: text, requests: text, seed: text, url: text, only: text, concurrency: text } });
const number = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value));
const options = { inputs: number(values.inputs, 60_000), requests: number(values.requests, 40_000), seed: number(values.seed, Date.now() % 2 ** 31), concurrency: number(values.concurrency, 8), only: values.only };
const BATCH = 2_500;

/** Every importer in this process's threads: many inputs in a short time. */
async function fuzzImporters(places: Places): Promise<Record<string, ImporterReport>> {
  if (options.inputs === 0) return {};
  mkdirSync(places.folder);
  const importers = importersIn(places).filter(({ name }) => name.includes(options.only ?? ''));
  const each = Math.ceil(options.inputs / Math.max(1, importers.length));
  const reports: Record<string, ImporterReport> = {};
  for (const { name } of importers) {
    for (let done = 0; done < each; done += BATCH) {
      const report = await watchedBatch(__filename, { importer: name, places, seed: options.seed + done, inputs: Math.min(BATCH, each - done) });
      for (const failure of report.failures) process.stderr.write(`${JSON.stringify(failure).slice(0, 2_000)}\n`);
      reports[name] = reports[name] ? together(reports[name], report) : report;
    }
    process.stderr.write(`${name}: ${each} inputs, slowest ${reports[name]?.slowestMs} ms, ${reports[name]?.failures.length} failures\n`);
  }
  return reports;
}

function together(one: ImporterReport, other: ImporterReport): ImporterReport {
  return { read: one.read + other.read, refused: one.refused + other.refused, ...(one.slowestMs > other.slowestMs ? slowestOf(one) : slowestOf(other)), failures: [...one.failures, ...other.failures].slice(0, 20) };
}

function slowestOf({ slowestMs, slowest }: ImporterReport): Pick<ImporterReport, 'slowestMs' | 'slowest'> {
  return { slowestMs, slowest: slowest.slice(0, 500) };
}

/** Every route of a real server, which must be there afterwards. */
async function fuzzRoutes(folder: string): Promise<FuzzReport & { readonly alive: boolean; readonly rssMb: object }> {
  const env = { ...process.env, DW_SIMULATOR_LOG_LEVEL: 'error', DW_SIMULATOR_QUERY_TIMEOUT_MS: '2000', DW_SIMULATOR_EXPORT_TIMEOUT_MS: '2000', DW_SIMULATOR_MEMORY_LIMIT: '512MB' };
  const main = join(process.cwd(), 'dist/apps/api/main.js');
  const server = spawn(process.execPath, [main, '--port', '0', '--data-root', join(folder, 'data')], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => (log = `${log}${chunk.toString()}`.slice(-100_000)));
  try {
    while (!log.includes('is ready on')) await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => Promise.reject(new Error(`The server ended: ${log}`)))]);
    const url = values.url ?? /is ready on (\S+)/.exec(log)![1]!.replace('localhost', '127.0.0.1');
    const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) >> 10;
    const begin = rss();
    const report = await fuzz({ ...options, url, onBatch: (done) => void (done % 5_000 === 0 && process.stderr.write(`${done} requests, ${rss()} MB\n`)) });
    const alive = server.exitCode === null && (await fetch(`${url}/api/health/live`)).ok;
    if (!alive || report.failures.length > 0) process.stderr.write(`Log of the server: ${log.slice(-5_000)}\n`);
    return { ...report, alive, rssMb: { begin, end: rss() } };
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dw-fuzz-'));
  const begin = Date.now();
  try {
    const importers = await fuzzImporters({ root: process.cwd(), folder: join(folder, 'files') });
    const importerSeconds = Math.round((Date.now() - begin) / 1000);
    const routes = options.requests > 0 ? await fuzzRoutes(folder) : undefined;
    process.stdout.write(`${JSON.stringify({ seed: options.seed, importers, routes, seconds: { importers: importerSeconds, all: Math.round((Date.now() - begin) / 1000) } }, null, 2)}\n`);
    if (routes?.alive === false || [...Object.values(importers), ...(routes ? [routes] : [])].some(({ failures }) => failures.length > 0)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

void (isMainThread ? run() : workOnBatch());
