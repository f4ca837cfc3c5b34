import { mkdir } from 'node:fs/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { AppError, type WarehouseHealth } from '@dw-sim/contracts';
import { WAREHOUSE_STRATEGIES, type WarehouseSession, type WarehouseStrategy } from '@dw-sim/warehouse-core';

/** The engines that this server offers. Each is opened when it is first needed and stays open. */
@Injectable()
export class WarehouseRegistry implements BeforeApplicationShutdown {
  private readonly logger = new Logger(WarehouseRegistry.name);
  private readonly sessions = new Map<string, Promise<WarehouseSession>>();

  constructor(
    @Inject(WAREHOUSE_STRATEGIES) private readonly strategies: readonly WarehouseStrategy[],
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly root: DataRoot,
  ) {
    // A default that does not exist is a fault of the configuration: better heard now than at the first query.
    this.strategy(configuration.defaultWarehouse);
  }

  /** Ids of the engines, in the order they were configured. */
  get ids(): readonly string[] {
    return this.strategies.map(({ id }) => id);
  }

  /** Engine of experiments and queries that name none. */
  get defaultId(): string {
    return this.configuration.defaultWarehouse;
  }

  /** @throws AppError `invalid_request` that lists the configured engines */
  strategy(id: string): WarehouseStrategy {
    const strategy = this.strategies.find((candidate) => candidate.id === id);
    if (strategy) return strategy;
    throw new AppError('invalid_request', `Unknown warehouse "${id}"; configured: ${this.ids.join(', ')}.`, {
      errors: [{ path: '$.warehouse', code: 'unknown_warehouse', message: `Unknown warehouse "${id}".`, value: id, allowed: this.ids }],
    });
  }

  /** The open engine. @throws AppError `invalid_request`, `warehouse_unavailable` */
  session(id: string): Promise<WarehouseSession> {
    const strategy = this.strategy(id);
    const open = this.sessions.get(id) ?? this.open(strategy);
    this.sessions.set(id, open);
    return open;
  }

  /** How every engine does; opens those that are not open yet. */
  health(): Promise<readonly WarehouseHealth[]> {
    return Promise.all(this.strategies.map((strategy) => this.healthOf(strategy)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    const open = await Promise.allSettled(this.sessions.values());
    this.sessions.clear();
    await Promise.allSettled(open.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)));
  }

  private async open(strategy: WarehouseStrategy): Promise<WarehouseSession> {
    try {
      const directory = this.root.warehouseDirectory(strategy.id);
      await mkdir(directory, { recursive: true });
      await mkdir(this.root.generatedDirectory, { recursive: true });
      return await strategy.open({
        directory,
        stagingDirectory: this.root.generatedDirectory,
        memoryLimitBytes: this.configuration.memoryLimitBytes,
        threadCount: this.configuration.workers,
      });
    } catch (error) {
      // Forgotten, so that the next request tries again.
      this.sessions.delete(strategy.id);
      this.logger.error({ err: error, warehouse: strategy.id }, 'Warehouse could not be opened');
      throw error;
    }
  }

  private async healthOf({ id, label }: WarehouseStrategy): Promise<WarehouseHealth> {
    const head = { id, label, is_default: id === this.defaultId };
    try {
      const status = await (await this.session(id)).status();
      return { ...head, label: status.label ?? label, status: 'ok', version: status.version, latency_ms: Math.round(status.latencyMs), message: null };
    } catch (error) {
      // Whatever an engine throws here means the same: it does not serve now.
      return { ...head, status: 'unavailable', version: null, latency_ms: null, message: (error as Error).message };
    }
  }
}
