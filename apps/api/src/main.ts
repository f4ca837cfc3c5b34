import './server/heap-growth';
import './server/thread-pool';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration } from '@dw-sim/api-platform';
import { readFlags, settingsHelp, type Flags } from '@dw-sim/settings';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { PostgresStrategy } from '@dw-sim/warehouse-postgres';
import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import { runEmbedded } from './server/run-embedded';
import { runInTerminal } from './server/run-in-terminal';
import type { ServerOptions } from './server/start-server';
import { fileStrategies } from './server/file-strategies';

/** Root of the installation, seen from the built file `dist/apps/api/main.js`. */
const INSTALLATION = join(__dirname, '../../..');

const VERSION = (JSON.parse(readFileSync(join(INSTALLATION, 'package.json'), 'utf8')) as { version: string }).version;

/** A file that the build made; an environment variable can name another. */
function built(variable: string, path: string): string {
  return process.env[variable] ?? join(INSTALLATION, 'dist', path);
}

/** @param workingFolder of whoever runs a command: they may write into it, and relative paths of theirs start there */
function serverOptions(flags: Flags, workingFolder?: string): ServerOptions {
  const read = loadConfiguration({ directory: process.cwd(), workingDirectory: workingFolder, environment: process.env, flags });
  const configuration = workingFolder === undefined ? read : { ...read, allowedFolders: [...read.allowedFolders, workingFolder] };
  return {
    configuration,
    version: VERSION,
    strategies: [
      new DuckDbStrategy(),
      new SqliteStrategy({ childPath: built('DW_SIMULATOR_SQLITE_CHILD_PATH', 'libs/warehouse/sqlite/child.cjs') }),
      new PostgresStrategy(),
      new RedshiftStrategy(),
      ...fileStrategies(configuration),
    ],
    workerPath: built('DW_SIMULATOR_WORKER_PATH', 'libs/generation/engine/worker.cjs'),
    dashboardDirectory: built('DW_SIMULATOR_DASHBOARD_DIRECTORY', 'apps/dashboard/browser'),
  };
}

const HELP = `Usage: npm start -- [settings]

Serves the API and the dashboard. Every setting can also stand in config/default.yml, .env.local or the environment.

${settingsHelp()}
`;

const args = process.argv.slice(2);
const { embedded, 'working-folder': workingFolder, help, version, ...values } = readFlags(args).values;
const flags: Flags = { values, words: readFlags(args).words };
if (help !== undefined) process.stdout.write(HELP);
else if (version !== undefined) process.stdout.write(`${VERSION}\n`);
// Whoever forks a server is on this machine, and takes any free port.
else if (embedded !== undefined) void runEmbedded(() => serverOptions({ ...flags, values: { ...values, host: '127.0.0.1', port: '0' } }, workingFolder === undefined ? undefined : String(workingFolder)));
else void runInTerminal(() => serverOptions(flags));
