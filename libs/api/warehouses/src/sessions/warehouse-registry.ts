import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataRoot } from '@dw-sim/api-platform';
import { AppError, writeFaultOf, type SqlDialect } from '@dw-sim/contracts';
import type { WarehouseConfig, WarehouseSession, WarehouseStrategy } from '@dw-sim/warehouse-core';
import { tableNaming, type TableNaming } from '../table-naming';
import { TargetCatalogue } from '../targets/target-catalogue';
import { targetKey, type Target } from '../targets/target';
import { planConnection, type ConnectionPlan } from './connection-plan';
import { SessionPool } from './session-pool';

/** Folder of what engines put aside whose database is elsewhere; emptied at every start. No id starts with a point. */
const SCRATCH = '.scratch';
const CLOSE_WAIT_MS = 5_000;

/**
 * The open sessions of all targets. Each is opened when it is first needed and stays open. A target that gives each experiment
 * a schema of its own has a session for each of these, which sees the tables of that experiment.
 */
@Injectable()
export class WarehouseRegistry implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(WarehouseRegistry.name);
  private readonly pool = new SessionPool();
  /** No engine is at work any more. */
  isClosed = false;

  constructor(
    private readonly catalogue: TargetCatalogue,
    private readonly root: DataRoot,
  ) {}

  /** A default that does not exist is a fault of the configuration: better heard now than at the first query. */
  async onModuleInit(): Promise<void> {
    await this.catalogue.require(this.defaultId);
    await rm(this.root.warehouseDirectory(SCRATCH), { recursive: true, force: true });
  }

  /** Target of experiments and queries that name none. */
  get defaultId(): string {
    return this.catalogue.rules.configuration.defaultWarehouse;
  }

  /** Ids of all targets. */
  ids(): Promise<readonly string[]> {
    return this.catalogue.ids();
  }

  /** @throws AppError `invalid_request` that lists the targets */
  target(id: string): Promise<Target> {
    return this.catalogue.require(id);
  }

  /** The engine of a target. */
  strategy(target: Target): WarehouseStrategy {
    return this.catalogue.strategy(target);
  }

  /** Dialect of queries on a target that name none. */
  dialect(target: Target): SqlDialect {
    return (target.options['dialect'] as SqlDialect | undefined) ?? this.strategy(target).dialect ?? 'ansi';
  }

  /** How the tables of an experiment are named on the target of an id; as on most where that is gone for now. */
  async naming(id: string, experiment: string): Promise<TableNaming> {
    return tableNaming((await this.catalogue.get(id)) ?? { options: {} }, experiment);
  }

  /**
   * The open session of a target.
   * @param experiment whose tables are meant; none for the target as a whole
   * @throws AppError `invalid_request`, `warehouse_unavailable`; `conflict` where the experiment can't have its schema there
   */
  async session(id: string, experiment?: string): Promise<WarehouseSession> {
    const target = await this.catalogue.require(id);
    return this.open(target, holderOf(target), experiment);
  }

  /**
   * Works on the tables of an experiment: a target that is given with a run is closed afterwards, all others stay open.
   * @param signal ends the waiting for the session; the work looks at it by itself
   * @throws AppError `warehouse_unavailable`; `conflict` where the experiment can't have its schema there; what `work` throws; the signal's reason
   */
  async work<T>(target: Target, experiment: string, work: (session: WarehouseSession) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (target.origin === 'inline') return this.using(target, work, { experiment, signal });
    return work(await unlessAborted(this.open(target, holderOf(target), experiment), signal));
  }

  /**
   * Works on a target for a while. A session that nobody else uses is closed afterwards, so that no file stays locked.
   * @throws as `work`
   */
  async using<T>(target: Target, work: (session: WarehouseSession) => Promise<T>, { experiment, signal }: { readonly experiment?: string; readonly signal?: AbortSignal } = {}): Promise<T> {
    const holder = randomUUID();
    let isOpen = false;
    try {
      const session = await unlessAborted(this.open(target, holder, experiment), signal);
      isOpen = true;
      return await work(session);
    } finally {
      const released = this.pool.release(holder);
      // What is still being opened is closed when it is there.
      if (isOpen) await released;
    }
  }

  /** Closes the sessions of a target that has changed or gone. */
  async forget(id: string): Promise<void> {
    await this.pool.release(holderOf({ id }));
  }

  /** Closes the sessions of an experiment that has gone, on whatever targets it had a schema of its own. */
  async forgetExperiment(experiment: string): Promise<void> {
    await this.pool.closeSchema(experiment);
  }

  /** Absolute path of an embedded engine's file, or of the folder that is the target's own; null over the network. */
  location(target: Target): string | null {
    const strategy = this.catalogue.strategy(target);
    if (strategy.connection.place !== 'file') return null;
    try {
      return planConnection(target, strategy, this.catalogue.rules).config.file ?? this.root.warehouseDirectory(targetKey(target.id));
    } catch (error) {
      // Expected: a variable that is not set, a folder that is gone; opening it tells.
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  /** No longer than an engine may be busy inside one call; what it has not committed, the next start finds undone. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.pool.closeAll().then(() => (this.isClosed = true)), setTimeout(CLOSE_WAIT_MS, undefined, { ref: false })]);
  }

  private async open(target: Target, holder: string, experiment?: string): Promise<WarehouseSession> {
    const strategy = this.catalogue.strategy(target);
    const ownSchema = experiment === undefined ? undefined : tableNaming(target, experiment).schema;
    const plan = planConnection(target, strategy, this.catalogue.rules, ownSchema);
    return this.pool.hold(plan.place, holder, () => this.openAnew(target, strategy, plan));
  }

  private async openAnew(target: Target, strategy: WarehouseStrategy, plan: ConnectionPlan): Promise<WarehouseSession> {
    try {
      return await strategy.open({ ...(await this.resources(target, plan)), ...plan.config });
    } catch (error) {
      const shown = withoutSecrets(error, plan.redact);
      this.logger.error({ err: shown, target: target.id }, 'Warehouse could not be opened');
      throw shown;
    }
  }

  private async resources({ id, dsn, options }: Target, { place }: ConnectionPlan): Promise<WarehouseConfig> {
    const { memoryLimitBytes, workers } = this.catalogue.rules.configuration;
    const directory = this.root.warehouseDirectory(dsn === null ? targetKey(id) : join(SCRATCH, createHash('sha256').update(place.database).digest('hex').slice(0, 16)));
    const stagingDirectory = this.root.generatedDirectory;
    await makeFolder(directory);
    await makeFolder(stagingDirectory);
    const { memory_limit_mb: memory, threads } = options;
    return {
      directory,
      stagingDirectory,
      memoryLimitBytes: typeof memory === 'number' ? memory * 2 ** 20 : memoryLimitBytes,
      threadCount: typeof threads === 'number' ? threads : workers,
    };
  }
}

/** Waits for something that can't be stopped itself, but no longer than until the signal. */
async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  // What it comes to afterwards is nobody's concern.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => (stop = () => reject(signal.reason as Error)));
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // Expected: a file in the way, a folder that this user may not write to, a full disk.
    const fault = writeFaultOf(error);
    throw new AppError(fault?.isFull ? 'storage_full' : 'warehouse_unavailable', `The folder ${path} cannot be made: ${fault?.reason ?? (error as Error).message}.`, { hint: 'See to it that this user may write there.' });
  }
}

function holderOf({ id }: Pick<Target, 'id'>): string {
  return `target:${targetKey(id)}`;
}

/** What a driver says may hold what it was given. */
function withoutSecrets(error: unknown, redact: (text: string) => string): AppError {
  const { message, stack } = error as Error;
  const shown = new AppError(error instanceof AppError ? error.code : 'warehouse_unavailable', redact(message), error instanceof AppError && error.details.hint ? { hint: redact(error.details.hint) } : {});
  if (stack !== undefined) shown.stack = redact(stack);
  return shown;
}
