export { type Values } from './result-row';
export * from './staged-column';
export * from './staged-csv';
export { type StagedReaderLimits } from './staged-files';
export * from './staged-reader';
