import './server/thread-pool';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfiguration } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
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

/** A file that the build made; an environment variable can name another. */
function built(variable: string, path: string): string {
  return process.env[variable] ?? join(INSTALLATION, 'dist', path);
}

function flags(): Record<string, string | boolean | undefined> {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { port: text, host: text, 'data-root': text, 'working-folder': text, embedded: { type: 'boolean' } } }).values;
  } catch (error) {
    // parseArgs throws a TypeError that names the flag.
    throw new AppError('invalid_request', (error as Error).message, { hint: 'Flags: --port NUMBER, --host NAME, --data-root FOLDER.' });
  }
}

function serverOptions(): ServerOptions {
  const { embedded: _, 'working-folder': workingFolder, ...values } = flags();
  const configuration = loadConfiguration({ directory: process.cwd(), environment: process.env, flags: values as Record<string, string | undefined> });
  return {
    // Whoever runs a command may write into the folder that they run it in.
    configuration: typeof workingFolder === 'string' ? { ...configuration, allowedFolders: [...configuration.allowedFolders, workingFolder] } : configuration,
    version: JSON.parse(readFileSync(join(INSTALLATION, 'package.json'), 'utf8')).version,
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

void (process.argv.includes('--embedded') ? runEmbedded(serverOptions) : runInTerminal(serverOptions));
