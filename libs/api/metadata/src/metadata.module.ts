import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { openMetadata } from './metadata-source';
import { MetadataStore } from './metadata-store';
import { ReserveFile } from './space-reserve';

/** Opens the metadata before anything that needs it, and closes it last. */
@Module({
  providers: [
    {
      provide: MetadataStore,
      inject: [CONFIGURATION, DataRoot],
      useFactory: async ({ metadataUrl }: Configuration, root: DataRoot) =>
        metadataUrl === null
          ? new MetadataStore(await openMetadata({ file: root.metadataFile }), new ReserveFile(root.reserveFile))
          : new MetadataStore(await openMetadata({ url: metadataUrl })),
    },
  ],
  exports: [MetadataStore],
})
export class MetadataModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(MetadataStore) private readonly store: MetadataStore) {}

  onModuleInit(): void {
    this.store.refillReserve();
  }

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
