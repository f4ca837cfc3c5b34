import { Module, type DynamicModule } from '@nestjs/common';
import { MetadataModule } from '@dw-sim/api-metadata';
import { WAREHOUSE_STRATEGIES, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { TargetsController } from './routes/targets.controller';
import { TargetsService } from './routes/targets.service';
import { TargetProbe } from './sessions/target-probe';
import { WarehouseRegistry } from './sessions/warehouse-registry';
import { RequestedTargets } from './targets/requested-target';
import { StoredTargets } from './targets/stored-targets';
import { TargetCatalogue } from './targets/target-catalogue';

/** Targets on the engines that the composition root names, and their open sessions. */
@Module({})
export class WarehousesModule {
  static forRoot(strategies: readonly WarehouseStrategy[]): DynamicModule {
    return {
      module: WarehousesModule,
      global: true,
      imports: [MetadataModule],
      controllers: [TargetsController],
      providers: [{ provide: WAREHOUSE_STRATEGIES, useValue: strategies }, StoredTargets, TargetCatalogue, WarehouseRegistry, RequestedTargets, TargetProbe, TargetsService],
      exports: [WarehouseRegistry, RequestedTargets, TargetProbe],
    };
  }
}
