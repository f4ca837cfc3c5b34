import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../workspace/bundle.mjs';
import { build, ROOT } from '../workspace/steps.mjs';

/**
 * `npm run endurance -- crash|aborts|soak|streams [options]`: what a real server process survives. Each prints its figures
 * as JSON on stdout and ends with status 1 where a promise was broken. Options are in src/main.ts; `--skip-build` takes the
 * build that is there.
 */
const args = process.argv.slice(2);
process.chdir(ROOT);
if (!args.includes('--skip-build')) build();
await bundleForNode({ entryPoints: ['tools/endurance/src/main.ts'], outfile: 'dist/tools/endurance/main.cjs' });
const { status } = spawnSync(process.execPath, ['dist/tools/endurance/main.cjs', ...args.filter((arg) => arg !== '--skip-build')], { stdio: 'inherit' });
process.exitCode = status ?? 1;
