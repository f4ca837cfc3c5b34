/** Bundles the script that the engine's processes run to `dist/libs/warehouse/sqlite/child.cjs`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

await build({
  entryPoints: [join(workspace, 'libs/warehouse/sqlite/src/child/child.ts')],
  outfile: join(workspace, 'dist/libs/warehouse/sqlite/child.cjs'),
  tsconfig: join(workspace, 'tsconfig.base.json'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // Native modules.
  external: ['@duckdb/node-api', 'libsql'],
});
