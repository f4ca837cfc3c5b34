import { build } from 'esbuild';

/**
 * Bundles scripts that run in Node beside the server: our own code in one file each, packages as they are installed.
 * Paths are relative to the clone's folder, where Nx runs targets.
 *
 * @param options of esbuild, such as `entryPoints` with `outfile` or `outdir`
 */
export function bundleForNode(options) {
  return build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'warning',
    ...options,
  });
}
