export { ExperimentTableEntity } from './entities/experiment-table.entity';
export { ExperimentEntity, type ExperimentState } from './entities/experiment.entity';
export { RunEventEntity } from './entities/run-event.entity';
export { RunTableEntity } from './entities/run-table.entity';
export { RunEntity } from './entities/run.entity';
export { openMetadata, type MetadataLocation } from './metadata-source';
export { MetadataStore } from './metadata-store';
export { MetadataModule } from './metadata.module';
export { requireExperiment, VISIBLE_STATES } from './require-experiment';
