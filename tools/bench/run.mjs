import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpus, tmpdir, totalmem } from 'node:os';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundleForNode } from '../workspace/bundle.mjs';
import { build as buildWorkspace, ROOT } from '../workspace/steps.mjs';

/**
 * `npm run bench`: the figures that the product promises, each beside a baseline that runs in the same call, the two in
 * turn (A B A B …). Machines are noisy: read the ratios of medians. Results go to stdout as a table and to a JSON file.
 */
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    'large-rows': { type: 'string', default: '100000000' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: 'generate,load,start,dashboard' },
    large: { type: 'boolean', default: false },
    output: { type: 'string', default: 'tmp/bench/latest.json' },
  },
});
process.chdir(ROOT);
buildWorkspace();
const scripts = 'dist/tools/bench';
await bundleForNode({
  entryPoints: readdirSync('tools/bench/src').map((name) => `tools/bench/src/${name}`),
  outdir: scripts,
  outExtension: { '.js': '.cjs' },
});

const work = mkdtempSync(join(tmpdir(), 'dw-sim-bench-'));
const runs = Number(options.runs);
const rows = Number(options.rows);
const chosen = options.only.split(',');
const figures = [];

try {
  if (chosen.includes('generate')) generation();
  if (chosen.includes('load')) loading();
  if (chosen.includes('start')) await starting();
  if (chosen.includes('dashboard')) firstLoad();
} finally {
  rmSync(work, { recursive: true, force: true });
}
report();

function generation() {
  const [kernels, sql] = pair(['generate-kernels', rows, join(work, 'kernels')], ['generate-sql', rows, join(work, 'sql')]);
  figure('generate: nine columns, speed against DuckDB SQL with two COPYs', sql.wallMs / kernels.wallMs, 'at least 1.5', (ratio) => ratio >= 1.5, { rows, kernels: speed(kernels), baseline: speed(sql) });
  figure('generate: nine columns, peak RSS in MB', kernels.peakRssMb, 'below 450', (mb) => mb < 450, { rows });
  if (!options.large) return;
  const large = Number(options['large-rows']);
  const sample = runScript(['generate-kernels', large, join(work, 'large')]);
  rmSync(join(work, 'large'), { recursive: true, force: true });
  figure('generate: many rows, peak RSS in MB', sample.peakRssMb, 'below 500', (mb) => mb < 500, { rows: large, kernels: speed(sample, large) });
}

function loading() {
  const staged = join(work, 'staged');
  runScript(['generate-kernels', rows, staged]);
  const [product, plain] = pair(['load-warehouse', rows, staged, join(work, 'warehouse')], ['load-sql', rows, staged, join(work, 'plain')]);
  figure('load: DuckDB warehouse, time against CREATE TABLE AS', product.wallMs / plain.wallMs, 'at most 1.3', (ratio) => ratio <= 1.3, { rows, productMs: product.wallMs, baselineMs: plain.wallMs });
}

async function starting() {
  const help = median(Array.from({ length: runs + 2 }, () => timed(() => spawnSync(process.execPath, ['apps/cli/bin/dw-sim.js', '--help']))));
  const bare = median(Array.from({ length: runs + 2 }, () => timed(() => spawnSync(process.execPath, ['-e', '0']))));
  figure('start: dw-sim --help in ms', help, 'below 600', (ms) => ms < 600, { bareNodeMs: bare });
  const ready = [];
  for (let i = 0; i < runs; i++) ready.push(await serverReadyMs(join(work, `data-${i}`)));
  figure('start: server ready in ms', median(ready), 'below 5000', (ms) => ms < 5000, {});
}

/** Time from the start of the process to the first healthy answer. */
async function serverReadyMs(dataRoot) {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const start = performance.now();
  const server = spawn(process.execPath, ['dist/apps/api/main.js', '--port', String(port), '--data-root', dataRoot], { stdio: 'ignore' });
  try {
    while (performance.now() - start < 30_000) {
      const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined);
      if (answer?.ok) return Math.round(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the server did not get ready within 30 seconds');
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  }
}

/** What a browser loads before it can show the first page: the document, and the scripts and styles that it names. */
function firstLoad() {
  const folder = 'dist/apps/dashboard/browser';
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const names = new Set(['index.html', ...[...page.matchAll(/(?:src|href)="([^":]+\.(?:js|css|svg))"/g)].map(([, name]) => name)]);
  const bytes = [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  figure('dashboard: first load in kB gzip', Math.round(bytes / 1000), 'below 500', (kb) => kb < 500, { files: names.size });
}

/** Runs two scripts in turn and answers the medians of each. */
function pair(first, second) {
  const samples = [[], []];
  for (let i = 0; i < runs; i++) [first, second].forEach((script, side) => samples[side].push(runScript(script)));
  return samples.map((side) => ({ wallMs: median(side.map(({ wallMs }) => wallMs)), peakRssMb: Math.max(...side.map(({ peakRssMb }) => peakRssMb)) }));
}

function runScript([name, ...args]) {
  process.stderr.write(`  ${name} …\n`);
  const output = execFileSync(process.execPath, [join(scripts, `${name}.cjs`), ...args.map(String)], { encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1));
}

function timed(work) {
  const start = performance.now();
  work();
  return Math.round(performance.now() - start);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function speed({ wallMs }, count = rows) {
  return `${(count / wallMs / 1000).toFixed(2)} M rows/s`;
}

function figure(name, value, wanted, holds, detail) {
  figures.push({ name, value: Number(value.toFixed(2)), wanted, ok: holds(value), detail });
}

function report() {
  const result = { at: new Date().toISOString(), node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9), runs, figures };
  mkdirSync(join(options.output, '..'), { recursive: true });
  writeFileSync(options.output, `${JSON.stringify(result, null, 2)}\n`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, wanted, ok, detail } of figures) {
    const details = Object.entries(detail).map(([key, item]) => `${key} ${item}`).join(', ');
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${String(value).padStart(8)}  ${wanted.padEnd(12)}  ${details}`);
  }
  console.log(`\n${options.output}`);
}
