import type { FactoryProvider } from '@nestjs/common';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { FolderStore, S3Store, STAGING_STORE, type StagingStore } from '@dw-sim/staging';

/** The staging store that the configuration names; with S3, the folder is a cache of it. */
export const stagingStoreProvider: FactoryProvider<StagingStore> = {
  provide: STAGING_STORE,
  inject: [CONFIGURATION, DataRoot],
  useFactory: ({ staging, s3Bucket, s3Prefix, s3Endpoint, s3Region, s3ForcePathStyle }: Configuration, root: DataRoot) => {
    const folder = new FolderStore(root.generatedDirectory);
    if (staging === 'folder' || s3Bucket === null) return folder;
    const settings = { bucket: s3Bucket, prefix: s3Prefix, endpoint: s3Endpoint, region: s3Region, forcePathStyle: s3ForcePathStyle ?? s3Endpoint !== null };
    return new S3Store(settings, folder);
  },
};
