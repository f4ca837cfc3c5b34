import { build } from 'esbuild';

/** Bundles the worker thread's script: our own code in one file, packages as they are installed. */
await build({
  entryPoints: ['libs/generation/engine/src/worker.ts'],
  outfile: 'dist/libs/generation/engine/worker.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  tsconfig: 'tsconfig.base.json',
  sourcemap: true,
  logLevel: 'warning',
});
