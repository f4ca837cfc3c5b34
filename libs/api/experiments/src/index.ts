export { requireDefinition } from './definition/check-document';
export { ExperimentModels, type UnderstoodDefinition } from './definition/experiment-models';
export { EXAMPLES } from './examples/examples';
export { ExperimentRecords } from './experiment-records';
export { ExperimentTables } from './experiment-tables';
export { ExperimentsModule } from './experiments.module';
