export { generate, type GeneratedTable, type GenerateOptions } from './generate';
export type { TableGenerationProgress } from './progress';
export { previewTables } from './preview';
