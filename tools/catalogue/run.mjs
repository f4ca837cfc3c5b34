import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../workspace/bundle.mjs';
import { ROOT } from '../workspace/steps.mjs';

/**
 * `npm run catalogue`: writes what comes out of the registry of generators: docs/generators.md,
 * docs/definition.schema.json and the checksums in docs/determinism.md; docs/dialects.md out of the catalogues of functions; docs/settings.md out of the table of settings.
 */
process.chdir(ROOT);
await bundleForNode({ entryPoints: ['tools/catalogue/src/write-catalogue.ts'], outfile: 'dist/tools/catalogue/write-catalogue.cjs' });
process.exitCode = spawnSync(process.execPath, ['dist/tools/catalogue/write-catalogue.cjs'], { stdio: 'inherit' }).status ?? 1;
