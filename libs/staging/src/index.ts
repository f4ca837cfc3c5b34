export { snowflakeCopy, snowflakeStage, type SnowflakeCopyOptions, type SnowflakeStage } from './copy/snowflake-copy';
export { foldersUpTo, syncFolders, syncTree } from './durable-files';
export { digestFile } from './file-digest';
export { FolderStore } from './folder-store';
export { MANIFEST_VERSION, readManifest, writeManifest, type ManifestColumn, type ManifestFile, type ManifestTable, type RunDescription, type RunManifest } from './run-manifest';
export { S3Bucket, type S3Object } from './s3/s3-bucket';
export { isBucketName, parseS3Location, s3Location, trimSlashes, type S3Settings } from './s3/s3-settings';
export { S3Store } from './s3/s3-store';
export type { RunKey } from './staged-paths';
export { writingTo } from './write-failure';
export {
  STAGING_KINDS, STAGING_STORE,
  type FinishedFile, type KeptRuns, type LocalRun, type RemoteTable, type RunStaging, type StagingKind, type StagingStore, type SweepReport, type TrashedFiles, type WrittenFile,
} from './staging-store';
