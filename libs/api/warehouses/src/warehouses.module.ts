import { Module, type DynamicModule } from '@nestjs/common';
import { WAREHOUSE_STRATEGIES, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { WarehouseRegistry } from './warehouse-registry';

/** Offers the engines that the composition root names. */
@Module({})
export class WarehousesModule {
  static forRoot(strategies: readonly WarehouseStrategy[]): DynamicModule {
    return {
      module: WarehousesModule,
      global: true,
      providers: [{ provide: WAREHOUSE_STRATEGIES, useValue: strategies }, WarehouseRegistry],
      exports: [WarehouseRegistry],
    };
  }
}
