import { bundleForNode } from '../../../tools/workspace/bundle.mjs';

/** The script that the engine's processes run. */
await bundleForNode({ entryPoints: ['libs/warehouse/sqlite/src/child/child.ts'], outfile: 'dist/libs/warehouse/sqlite/child.cjs', sourcemap: true });
