import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the clone. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const MINIMUM_NODE = [20, 19];

/** Stops with a sentence where this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  console.error(`DW Simulator needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.version}.`);
  process.exit(1);
}

/** Installs the packages of the lock file where they are missing or older than it. */
export function install() {
  const marker = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages …');
  run('npm', ['ci', '--loglevel=error']);
}

/** Builds the server, the CLI and the dashboard; what did not change comes from the cache. */
export function build() {
  console.log('Building …');
  run('npx', ['nx', 'run-many', '-t', 'build', '--output-style=static'], { quiet: true });
}

/** Environment of every step: no daemon that outlives it, no questions. */
export const STEP_ENVIRONMENT = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NG_CLI_ANALYTICS: 'false', NX_SKIP_NX_CACHE: process.env.NX_SKIP_NX_CACHE ?? '' };

/**
 * Runs a command in the clone's folder and stops with its status where it fails.
 *
 * @param options.quiet shows the output only where the command fails
 */
export function run(command, args, { quiet = false } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: STEP_ENVIRONMENT,
    stdio: quiet ? 'pipe' : 'inherit',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  if (quiet) process.stderr.write(`${stdout}${stderr}`);
  console.error(`\n${command} ${args.join(' ')} failed.`);
  process.exit(status ?? 1);
}
