export { physicalTables, requireFittingNames } from './physical-tables';
export { WarehouseRegistry } from './warehouse-registry';
export { WarehousesModule } from './warehouses.module';
