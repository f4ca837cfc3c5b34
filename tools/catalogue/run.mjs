import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { ROOT } from '../workspace/steps.mjs';

/**
 * `npm run catalogue`: writes what comes out of the registry of generators: docs/generators.md,
 * docs/definition.schema.json and the checksums in docs/determinism.md.
 */
process.chdir(ROOT);
await build({
  entryPoints: ['tools/catalogue/src/write-catalogue.ts'],
  outfile: 'dist/tools/catalogue/write-catalogue.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  tsconfig: 'tsconfig.base.json',
  logLevel: 'warning',
});
execFileSync(process.execPath, ['dist/tools/catalogue/write-catalogue.cjs'], { stdio: 'inherit' });
