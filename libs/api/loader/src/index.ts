export { Landings, type Landing } from './landing';
export { LandingDto } from './loader.dto';
export { LoaderModule } from './loader.module';
export { stagedTables, StagedRuns, type MadeTable, type StagedRun, type StagedRunTable } from './staged-runs';
export { TableLoader } from './table-loader';
export { TargetTables } from './target-tables';
