import { bundleForNode } from '../../../tools/workspace/bundle.mjs';

/** The script of the worker threads that generate. */
await bundleForNode({ entryPoints: ['libs/generation/engine/src/worker.ts'], outfile: 'dist/libs/generation/engine/worker.cjs', sourcemap: true });
