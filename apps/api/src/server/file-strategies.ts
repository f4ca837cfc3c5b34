import type { Configuration } from '@dw-sim/api-platform';
import { FILE_FORMATS, FileStrategy } from '@dw-sim/warehouse-files';

/** Targets of files, one for each format: in the folders that the configuration allows, and in buckets that it tells how to reach. */
export function fileStrategies({ outputFolders, s3Endpoint, s3Region, s3ForcePathStyle }: Configuration): readonly FileStrategy[] {
  const s3 = { endpoint: s3Endpoint, region: s3Region, forcePathStyle: s3ForcePathStyle ?? s3Endpoint !== null };
  return FILE_FORMATS.map((format) => new FileStrategy(format, { folders: outputFolders, s3 }));
}
