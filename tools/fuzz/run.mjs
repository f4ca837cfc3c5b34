import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../workspace/bundle.mjs';
import { build, ROOT } from '../workspace/steps.mjs';

/**
 * `npm run fuzz -- [--inputs N] [--requests N] [--seed N]`: gives importers files and a real server requests that nobody should, and
 * ends with status 1 where something crashes, hangs, answers with status 500 or shows its insides. Figures are JSON on stdout. `--skip-build` takes the build
 * that is there; more options in src/main.ts.
 */
const args = process.argv.slice(2);
process.chdir(ROOT);
if (!args.includes('--skip-build')) build();
await bundleForNode({ entryPoints: ['tools/fuzz/src/main.ts'], outfile: 'dist/tools/fuzz/main.cjs' });
const { status } = spawnSync(process.execPath, ['dist/tools/fuzz/main.cjs', ...args.filter((arg) => arg !== '--skip-build')], { stdio: 'inherit' });
process.exitCode = status ?? 1;
