import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleForNode } from '../workspace/bundle.mjs';
import { build as buildWorkspace, ROOT } from '../workspace/steps.mjs';
import { Bench } from './bench.mjs';
import { report } from './report.mjs';

/**
 * `npm run bench`: the figures that the product promises, each beside a baseline that runs in the same call, the two in
 * turn (A B A B …). Machines are noisy: read the ratios, which are medians over the pairs. Every file in `scenarios` is
 * one scenario. Results go to stdout as a table and to a JSON file.
 */
const scenarios = readdirSync(join(ROOT, 'tools/bench/scenarios')).map((file) => basename(file, '.mjs')).sort();
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: scenarios.filter((name) => name !== 'large').join(',') },
    rows: { type: 'string', default: '10000000' },
    'large-rows': { type: 'string', default: '100000000' },
    runs: { type: 'string', default: '3' },
    definition: { type: 'string', default: 'tools/bench/retail-24.json' },
    /** Adds the scenario `large`: a minute or two, and about 5 GB of files. */
    large: { type: 'boolean', default: false },
    'skip-build': { type: 'boolean', default: false },
    output: { type: 'string', default: 'tmp/bench/latest.json' },
  },
});
const chosen = [...options.only.split(','), ...(options.large ? ['large'] : [])];
const unknown = chosen.filter((name) => !scenarios.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown scenarios: ${unknown.join(', ')}; there are ${scenarios.join(', ')}.`);
  process.exit(2);
}

process.chdir(ROOT);
if (!options['skip-build']) buildWorkspace();
const scripts = 'dist/tools/bench';
await bundleForNode({
  entryPoints: readdirSync('tools/bench/src').map((name) => `tools/bench/src/${name}`),
  outdir: scripts,
  outExtension: { '.js': '.cjs' },
});

const work = mkdtempSync(join(tmpdir(), 'dw-sim-bench-'));
const bench = new Bench({
  scripts,
  work,
  runs: Number(options.runs),
  rows: Number(options.rows),
  largeRows: Number(options['large-rows']),
  definition: options.definition,
});
try {
  for (const name of chosen) {
    const { default: scenario } = await import(`./scenarios/${name}.mjs`);
    await scenario(bench);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
report(bench, options.output);
