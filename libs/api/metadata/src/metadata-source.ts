import { AppError } from '@dw-sim/contracts';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKeyEntity } from './entities/api-key.entity';
import { ExperimentTableEntity } from './entities/experiment-table.entity';
import { ExperimentVersionEntity } from './entities/experiment-version.entity';
import { ExperimentEntity } from './entities/experiment.entity';
import { QueryHistoryEntity } from './entities/query-history.entity';
import { RunEventEntity } from './entities/run-event.entity';
import { RunTableEntity } from './entities/run-table.entity';
import { RunEntity } from './entities/run.entity';
import { SavedQueryEntity } from './entities/saved-query.entity';
import { ScheduleEntity } from './entities/schedule.entity';
import { TargetEntity } from './entities/target.entity';
import { LibsqlDatabase } from './libsql-database';
import { Initial1760000000000 } from './migrations/1760000000000-initial';
import { TableMode1761000000000 } from './migrations/1761000000000-table-mode';
import { RunClock1770000000000 } from './migrations/1770000000000-run-clock';
import { Targets1770000001000 } from './migrations/1770000001000-targets';
import { StagedTo1771000000000 } from './migrations/1771000000000-staged-to';
import { RunRecord1773000000000 } from './migrations/1773000000000-run-record';
import { ExperimentVersions1773000001000 } from './migrations/1773000001000-experiment-versions';
import { RunQueue1774000000000 } from './migrations/1774000000000-run-queue';
import { ApiKeys1775000000000 } from './migrations/1775000000000-api-keys';
import { Queries1774100000000 } from './migrations/1774100000000-queries';
import { Schedules1776000000000 } from './migrations/1776000000000-schedules';
import { ResumedRun1777000000000 } from './migrations/1777000000000-resumed-run';
import { NeedsRecount1778000000000 } from './migrations/1778000000000-needs-recount';

/** Where the metadata is kept: a file of SQLite, or a PostgreSQL database. */
export type MetadataLocation = { readonly file: string } | { readonly url: string };

// Migrations write `ALTER TABLE`: in SQLite the schema builder's addColumn makes the table anew from what it knows of it, which
// loses columns that others added, and the rows that hang on it.
const shared = {
  entities: [ApiKeyEntity, ExperimentEntity, ExperimentTableEntity, ExperimentVersionEntity, QueryHistoryEntity, RunEntity, RunEventEntity, RunTableEntity, SavedQueryEntity, ScheduleEntity, TargetEntity],
  migrations: [Initial1760000000000, TableMode1761000000000, RunClock1770000000000, Targets1770000001000, StagedTo1771000000000, RunRecord1773000000000, ExperimentVersions1773000001000, RunQueue1774000000000, Queries1774100000000, ApiKeys1775000000000, Schedules1776000000000, ResumedRun1777000000000, NeedsRecount1778000000000],
  migrationsTableName: 'metadata_migration',
  synchronize: false,
};

/**
 * Opens the metadata and brings its schema up to date. SQLite runs through libsql, which speaks better-sqlite3's
 * interface and comes as a prebuilt binary.
 * @throws AppError `data_root_unusable` where the file is damaged
 */
export async function openMetadata(location: MetadataLocation): Promise<DataSource> {
  try {
    const source = await new DataSource(optionsOf(location)).initialize();
    if ('file' in location) await requireWhole(source, location.file);
    await source.runMigrations({ transaction: 'each' });
    return source;
  } catch (error) {
    if ('file' in location && isDamage(error)) throw damaged(location.file, error);
    throw error;
  }
}

/** Finds damage before the first request meets it. */
async function requireWhole(source: DataSource, file: string): Promise<void> {
  const [answer] = await source.query<readonly { readonly quick_check: string }[]>('PRAGMA quick_check(1)');
  if (answer?.quick_check === 'ok') return;
  await source.destroy();
  throw damaged(file);
}

function isDamage(error: unknown): boolean {
  const { code, driverError } = error as { readonly code?: string; readonly driverError?: { readonly code?: string } };
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(driverError?.code ?? code ?? '');
}

function damaged(file: string, cause?: unknown): AppError {
  return new AppError('data_root_unusable', `The metadata ${file} is damaged: it is no whole SQLite database.`, {
    hint: 'Put a copy of it back, or move it away to begin with none; the tables in the warehouses stay.',
  }, { cause });
}

function optionsOf(location: MetadataLocation): DataSourceOptions {
  if ('url' in location) return { ...shared, type: 'postgres', url: location.url, applicationName: 'dw-simulator' };
  return {
    ...shared,
    type: 'better-sqlite3',
    database: location.file,
    driver: LibsqlDatabase,
    enableWAL: true,
    prepareDatabase: (database: { pragma(text: string): unknown }) => {
      database.pragma('foreign_keys = ON');
      // What is recorded before tables and files are touched must be there after a power cut, too.
      database.pragma('synchronous = FULL');
      database.pragma('busy_timeout = 5000');
    },
  };
}
