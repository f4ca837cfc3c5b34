import type { ColumnType, SqlDialect } from '@dw-sim/contracts';
import { DIALECT_OPTION, RESOURCE_OPTIONS, type ConnectionSpec, type WarehouseCapabilities, type WarehouseConfig, type WarehouseSession, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { DuckDbSession } from './duckdb-session';
import { duckDbType } from './duckdb-types';

/**
 * The embedded default: one file, columnar, reads Parquet itself. Keys are informational, as in Redshift: an index
 * would multiply the time of a load.
 */
export class DuckDbStrategy implements WarehouseStrategy {
  readonly id = 'duckdb';
  readonly label = 'DuckDB';
  readonly simulates: readonly SqlDialect[] = ['redshift', 'snowflake'];
  readonly capabilities: WarehouseCapabilities = {
    maxIdentifierBytes: 1024,
    enforcesUniqueKeys: false,
    enforcesForeignKeys: false,
    exactDecimals: true,
    temporalTypes: true,
    cancelsQueries: true,
  };
  readonly connection: ConnectionSpec = {
    place: 'file',
    protocols: ['duckdb'],
    dsnRequired: false,
    dsnExample: 'duckdb:///marketing.duckdb',
    schema: { default: 'main', choosable: false },
    options: { ...RESOURCE_OPTIONS, ...DIALECT_OPTION },
  };

  physicalType(type: ColumnType): string {
    return duckDbType(type);
  }

  open(config: WarehouseConfig): Promise<WarehouseSession> {
    return DuckDbSession.open(config);
  }
}
