export * from './staged-csv';
export { type StagedReaderLimits } from './staged-files';
export * from './staged-reader';
