export { type Values } from './result-row';
export * from './staged-column';
export { type StagedReaderLimits } from './staged-files';
export * from './staged-reader';
