export { physicalTables, requireFittingNames } from './physical-tables';
export { TargetDefinitionDto } from './routes/targets.dto';
export { TargetProbe } from './sessions/target-probe';
export { WarehouseRegistry } from './sessions/warehouse-registry';
export { RequestedTargets, type RunDestination } from './targets/requested-target';
export type { Target } from './targets/target';
export { runTarget } from './targets/target-views';
export { WarehousesModule } from './warehouses.module';
