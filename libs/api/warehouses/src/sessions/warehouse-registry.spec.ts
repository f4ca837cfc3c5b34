import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DataRoot, loadConfiguration } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
import type { WarehouseConfig, WarehouseSession, WarehouseStrategy } from '@dw-sim/warehouse-core';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { WarehouseRegistry } from './warehouse-registry';

/** A real engine that can't be reached at first, as one over a network may be. */
class LateStrategy extends DuckDbStrategy implements WarehouseStrategy {
  failures = 1;
  opened = 0;

  override async open(config: WarehouseConfig): Promise<WarehouseSession> {
    this.opened += 1;
    if (this.opened <= this.failures) throw new AppError('warehouse_unavailable', 'DuckDB cannot be reached.');
    return super.open(config);
  }
}

describe('WarehouseRegistry', () => {
  let folder: string;
  let strategy: LateStrategy;
  let registry: WarehouseRegistry;

  const registryFor = (defaultWarehouse: string) =>
    new WarehouseRegistry([strategy], loadConfiguration({ directory: folder, environment: { DW_SIMULATOR_DEFAULT_WAREHOUSE: defaultWarehouse } }), new DataRoot(folder));

  beforeEach(() => {
    Logger.overrideLogger(false);
    folder = mkdtempSync(join(tmpdir(), 'dw-warehouses-'));
    strategy = new LateStrategy();
    registry = registryFor('duckdb');
  });
  afterEach(async () => {
    await registry.beforeApplicationShutdown();
    rmSync(folder, { recursive: true });
  });

  it('opens an engine when it is first needed, in a folder of its own, once', async () => {
    strategy.failures = 0;
    expect(existsSync(join(folder, 'warehouse'))).toBe(false);
    const [first, second] = await Promise.all([registry.session('duckdb'), registry.session('duckdb')]);
    expect([first === second, strategy.opened, existsSync(join(folder, 'warehouse/duckdb'))]).toEqual([true, 1, true]);
  });

  it('says that an engine is unavailable, and tries again', async () => {
    expect(await registry.health()).toEqual([
      { id: 'duckdb', label: 'DuckDB', is_default: true, status: 'unavailable', version: null, latency_ms: null, message: 'DuckDB cannot be reached.' },
    ]);
    expect(await registry.health()).toEqual([expect.objectContaining({ status: 'ok', message: null, version: expect.stringMatching(/\d/) })]);
  });

  it('names the engines that there are', () => {
    expect(() => registry.strategy('redshft')).toThrow('Unknown warehouse "redshft"; configured: duckdb.');
    expect(() => registryFor('nope')).toThrow('Unknown warehouse "nope"; configured: duckdb.');
  });
});
