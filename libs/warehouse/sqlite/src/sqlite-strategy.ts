import { join, resolve } from 'node:path';
import type { ColumnType } from '@dw-sim/contracts';
import { RESOURCE_OPTIONS, type ConnectionSpec, type WarehouseCapabilities, type WarehouseConfig, type WarehouseSession, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { ReaderPool } from './reader-pool';
import { SqliteSession } from './sqlite-session';
import { sqliteType } from './sqlite-types';
import { SqliteWriter } from './sqlite-writer';

const FILE_NAME = 'warehouse.sqlite';

export interface SqliteOptions {
  /** Absolute path of the built script `child.cjs` that the engine's processes run. */
  readonly childPath: string;
}

/** SQLite in processes of its own: enforces unique keys, keeps decimals as doubles and times as ISO text. */
export class SqliteStrategy implements WarehouseStrategy {
  readonly id = 'sqlite';
  readonly label = 'SQLite';
  readonly capabilities: WarehouseCapabilities = {
    maxIdentifierBytes: 1024,
    enforcesUniqueKeys: true,
    enforcesForeignKeys: false,
    exactDecimals: false,
    temporalTypes: false,
    cancelsQueries: true,
  };
  readonly connection: ConnectionSpec = {
    place: 'file',
    protocols: ['sqlite'],
    dsnRequired: false,
    dsnExample: 'sqlite:///marketing.db',
    schema: { default: 'main', choosable: false },
    options: { memory_limit_mb: RESOURCE_OPTIONS.memory_limit_mb },
  };

  constructor(private readonly options: SqliteOptions) {}

  physicalType(type: ColumnType): string {
    return sqliteType(type);
  }

  async open(config: WarehouseConfig): Promise<WarehouseSession> {
    const settings = {
      childPath: this.options.childPath,
      path: config.file ?? join(config.directory, FILE_NAME),
      stagingDirectory: resolve(config.stagingDirectory),
      memoryLimitBytes: config.memoryLimitBytes,
    };
    const writer = new SqliteWriter({ ...settings, mode: 'write' });
    // The first start makes the file, which readers need.
    await writer.write((child) => child.call('version', []));
    return new SqliteSession(writer, new ReaderPool({ ...settings, mode: 'read' }), join(config.directory, 'exports'));
  }
}
