export { generate, usefulWorkers, type GeneratedFile, type GeneratedTable, type GenerateOptions } from './generate';
export { PlanKernels } from './plan-kernels';
export type { TableGenerationProgress } from './progress';
export { previewTables } from './preview';
export { WorkerPool } from './worker-pool';
