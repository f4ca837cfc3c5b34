import type { ColumnType, QueryLanguage } from '@dw-sim/contracts';
import { createTableSql, type LoadMode, type PhysicalTable, type StagedTable, type WarehouseConnection } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { postgresType } from './postgres-types';

/** What differs between the systems that speak PostgreSQL's protocol. */
export interface PostgresFlavour {
  /** Name for people, where it is not the strategy's own. */
  readonly label?: string;
  /** Whose SQL it takes. */
  readonly language: QueryLanguage;
  /** PostgreSQL itself: enforces keys, has roles, and takes rows by COPY FROM STDIN. */
  readonly isPostgres: boolean;
  physicalType(type: ColumnType): string;
  /** CREATE TABLE of the columns under a name; keys of PostgreSQL come later, with names of their own. */
  createTable(table: PhysicalTable, name: string): string;
  /** Functions that queries may call beside PostgreSQL's own. */
  readonly functions?: FunctionSchema;
  /** How rows come in where they don't by COPY FROM STDIN. */
  readonly bulkLoad?: BulkLoad;
}

/** A schema of functions, which comes last on the search path of queries. */
export interface FunctionSchema {
  readonly schema: string;
  /** Makes what is missing, and lets the reader's role call it. Answers whether it is there. */
  install(client: Client, readerRole: string | undefined): Promise<boolean>;
}

/** A load inside a transaction that the caller begins, commits and rolls back. */
export interface BulkLoad {
  /** Says what is missing before anything is done. @throws AppError */
  check(staged: StagedTable, connection: WarehouseConnection): void;
  run(client: Client, staged: StagedTable, connection: WarehouseConnection, mode: LoadMode): Promise<void>;
}

export const POSTGRES: PostgresFlavour = {
  language: 'postgres',
  isPostgres: true,
  physicalType: postgresType,
  createTable: (table, name) => createTableSql(table, { physicalType: postgresType, name }),
};
