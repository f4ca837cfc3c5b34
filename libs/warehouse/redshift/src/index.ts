export { redshiftCopy, redshiftCopyManifest, redshiftCopyOfManifest, type CopyFile, type RedshiftCopyOptions } from './redshift-copy';
export { RedshiftStrategy } from './redshift-strategy';
