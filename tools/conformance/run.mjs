import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { bundleForNode } from '../workspace/bundle.mjs';
import { ROOT } from '../workspace/steps.mjs';

/**
 * `npm run conformance -- DIR [--verbose]`: runs the SQL cases of a folder, or the project's own without one, through the
 * translator and on real engines, and prints how many come out right. See src/corpus.ts for the layout of a folder.
 */
const args = process.argv.slice(2).map((arg) => (arg.startsWith('--') ? arg : resolve(process.env.INIT_CWD ?? '.', arg)));
process.chdir(ROOT);
spawnSync(process.execPath, ['libs/generation/engine/build-worker.mjs'], { stdio: 'inherit' });
await bundleForNode({ entryPoints: ['tools/conformance/src/main.ts'], outfile: 'dist/tools/conformance/main.cjs' });
process.exitCode = spawnSync(process.execPath, ['dist/tools/conformance/main.cjs', ...args], { stdio: 'inherit' }).status ?? 1;
