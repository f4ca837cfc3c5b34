import type { WarehouseConnection, WarehouseStrategy } from './warehouse-strategy';

/** The same engine, opened on one connection whatever it is opened with. */
export function withConnection(strategy: WarehouseStrategy, connection: WarehouseConnection): WarehouseStrategy {
  return {
    id: strategy.id,
    label: strategy.label,
    capabilities: strategy.capabilities,
    physicalType: (type) => strategy.physicalType(type),
    open: (config) => strategy.open({ ...config, connection }),
  };
}
