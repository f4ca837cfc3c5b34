import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiKeys, formatKey, keyRequired, newKey } from '@dw-sim/api-keys';
import { beginRecovery, endRecovery, listen, lockDataRoot, openDataRoot, removeServerInfo, writeServerInfo, type Configuration } from '@dw-sim/api-platform';
import { RunSupervisor } from '@dw-sim/api-runs';
import { Housekeeping, SchedulesService } from '@dw-sim/api-schedules';
import { WarehouseRegistry } from '@dw-sim/api-warehouses';
import type { AppOptions } from '../app.module';
import { createApp } from './create-app';

export type ServerOptions = Omit<AppOptions, 'dataRoot' | 'localKey' | 'logFile'> & {
  /** Write logs to a file in the data root, not to standard output. */
  readonly logToFile?: boolean;
  /** Leaves runs that wait or were parked, and those of schedules, to another server: for one that lives as long as a command. */
  readonly leavesWaitingRuns?: boolean;
};

export interface RunningServer {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** What programs of the server's own user send; null where no key is needed. */
  readonly localKey: string | null;
  /** Makes a key with all rights where one is needed and there is none yet. */
  firstKey(): Promise<string | undefined>;
  /** Resolves once no run is active. */
  idle(): Promise<void>;
  /** Ends runs and queries, closes everything and frees the data root. */
  close(): Promise<void>;
  /** Whether an engine, once everything is closed, is still inside a call. */
  isBusy(): boolean;
}

/**
 * Takes the data root, starts the application on it and says so in `server.json`.
 * @throws AppError `data_root_unusable`, `data_root_locked`, `port_in_use`; nothing is left behind then
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { configuration } = options;
  const dataRoot = openDataRoot(configuration.dataRoot);
  const lock = lockDataRoot(dataRoot);
  beginRecovery(dataRoot);
  const localKey = keyRequired(configuration) ? formatKey(newKey()) : null;
  let app: NestExpressApplication | undefined;
  const close = async () => {
    removeServerInfo(dataRoot);
    await app?.close();
    lock.release();
  };
  try {
    const created = await createApp({ ...options, dataRoot, localKey, ...(options.logToFile && { logFile: dataRoot.logFile }) });
    app = created;
    const warehouses = created.get(WarehouseRegistry);
    const url = await listen(created, configuration.host, configuration.port);
    writeServerInfo(dataRoot, { pid: process.pid, url, version: options.version, started_at: new Date().toISOString(), ...(localKey !== null && { key: localKey }) });
    endRecovery(dataRoot);
    if (!options.leavesWaitingRuns) await beginToWork(created);
    return { app: created, url, localKey, close, firstKey: () => firstKey(created, configuration), idle: () => created.get(RunSupervisor).idle(), isBusy: () => !warehouses.isClosed };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Goes on with what earlier servers have left, and begins what is done at set times. */
async function beginToWork(app: NestExpressApplication): Promise<void> {
  await app.get(RunSupervisor).goOn();
  await app.get(SchedulesService).begin();
  app.get(Housekeeping).begin();
}

async function firstKey(app: NestExpressApplication, configuration: Configuration): Promise<string | undefined> {
  const keys = app.get(ApiKeys);
  if (!keyRequired(configuration) || configuration.adminKey !== null || (await keys.hasAdministrator())) return undefined;
  return (await keys.create({ name: 'first key', scope: 'admin' })).key;
}
