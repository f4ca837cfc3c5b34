import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { openMetadata } from './metadata-source';
import { MetadataStore } from './metadata-store';

/** Opens the metadata before anything that needs it, and closes it last. */
@Module({
  providers: [
    {
      provide: MetadataStore,
      inject: [CONFIGURATION, DataRoot],
      useFactory: async ({ metadataUrl }: Configuration, root: DataRoot) =>
        new MetadataStore(await openMetadata(metadataUrl === null ? { file: root.metadataFile } : { url: metadataUrl })),
    },
  ],
  exports: [MetadataStore],
})
export class MetadataModule implements OnApplicationShutdown {
  constructor(@Inject(MetadataStore) private readonly store: MetadataStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
