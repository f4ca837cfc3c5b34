export { Landings, type Landing } from './landing';
export { LoadWork, type Load } from './load-work';
export { LoaderService } from './loader.service';
export { RecordedLandings, type RecordedLanding } from './recorded-landings';
export { LandingDto } from './loader.dto';
export { LoaderModule } from './loader.module';
export { stagedTables, StagedRuns, type StagedRun, type StagedRunTable } from './staged-runs';
export { TableLoader } from './table-loader';
export { TargetTables } from './target-tables';
