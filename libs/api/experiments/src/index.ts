export { requireDefinition } from './definition/check-document';
export { ExperimentModels, type UnderstoodDefinition } from './definition/experiment-models';
export { EXAMPLES } from './examples/examples';
export { ExperimentRecords } from './experiment-records';
export { ExperimentTables } from './experiment-tables';
export { ExperimentsService } from './experiments.service';
export { VersionRecords } from './versions/version-records';
export { ExperimentsModule } from './experiments.module';
