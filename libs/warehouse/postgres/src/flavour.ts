import type { ColumnType } from '@dw-sim/contracts';
import { createTableSql, type PhysicalTable } from '@dw-sim/warehouse-core';
import { postgresType } from './postgres-types';

/** What differs between the systems that speak PostgreSQL's protocol. */
export interface PostgresFlavour {
  /** Name for people, where it is not the strategy's own. */
  readonly label?: string;
  /** PostgreSQL itself: enforces keys, has roles, and takes rows by COPY FROM STDIN. */
  readonly isPostgres: boolean;
  physicalType(type: ColumnType): string;
  /** CREATE TABLE of the columns under a name; keys of PostgreSQL come later, with names of their own. */
  createTable(table: PhysicalTable, name: string): string;
}

export const POSTGRES: PostgresFlavour = {
  isPostgres: true,
  physicalType: postgresType,
  createTable: (table, name) => createTableSql(table, { physicalType: postgresType, name }),
};
