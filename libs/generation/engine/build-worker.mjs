import { bundleForNode } from '../../../tools/workspace/bundle.mjs';

/** The script of the worker threads that generate. Each of them reads it anew, which takes half as long where it is short; names stay, for profiles. */
await bundleForNode({ entryPoints: ['libs/generation/engine/src/worker.ts'], outfile: 'dist/libs/generation/engine/worker.cjs', sourcemap: true, minifySyntax: true, minifyWhitespace: true });
