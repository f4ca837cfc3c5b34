import type { Configuration } from '@dw-sim/api-platform';
import { withConnection, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { PostgresStrategy } from '@dw-sim/warehouse-postgres';
import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';

/** The engines behind a network that the configuration names. */
export function connectedStrategies({ postgresUrl, redshiftUrl, warehouseSchema }: Configuration): readonly WarehouseStrategy[] {
  const connected = (strategy: WarehouseStrategy, dsn: string | null) =>
    dsn === null ? [] : [withConnection(strategy, { dsn, ...(warehouseSchema !== null && { schema: warehouseSchema }) })];
  return [...connected(new PostgresStrategy(), postgresUrl), ...connected(new RedshiftStrategy(), redshiftUrl)];
}
