export { physicalTables, requireFittingNames } from './physical-tables';
export { TargetDefinitionDto } from './routes/targets.dto';
export { namingOfRun, tableNaming, type TableNaming } from './table-naming';
export { TargetProbe } from './sessions/target-probe';
export { WarehouseRegistry } from './sessions/warehouse-registry';
export { RequestedTargets, type RunDestination } from './targets/requested-target';
export { targetKey, type Target } from './targets/target';
export { runTarget } from './targets/target-views';
export { WarehousesModule } from './warehouses.module';
