import type { CellValue, ColumnType, QueryLanguage, ResultColumn, SqlDialect, TargetOptionValue } from '@dw-sim/contracts';
import type { ConnectionSpec } from './connection-spec';
import type { PhysicalTable } from './physical-table';
import type { QueryOptions, StatementSession, StatementSessionOptions } from './statement-session';
import type { StopConditions } from './stop-guard';

/** DI symbol of the list of strategies that an application offers. */
export const WAREHOUSE_STRATEGIES = Symbol('WAREHOUSE_STRATEGIES');

/** What an engine can and cannot do, as data: asserted by the contract suite and shown to the user. */
export interface WarehouseCapabilities {
  /** Longest identifier, in bytes. */
  readonly maxIdentifierBytes: number;
  /** The engine rejects a second row with the same key. */
  readonly enforcesUniqueKeys: boolean;
  /** The engine rejects a child without a parent. */
  readonly enforcesForeignKeys: boolean;
  /** DECIMAL keeps every digit; otherwise it is stored as a double. */
  readonly exactDecimals: boolean;
  /** DATE, TIMESTAMP and BOOLEAN are types of their own; otherwise ISO text and 0/1, which cells of such columns don't show. */
  readonly temporalTypes: boolean;
  /** A query can be stopped while it runs. */
  readonly cancelsQueries: boolean;
}

/** Where an engine keeps its data and what it may use. */
export interface WarehouseConfig {
  /** Folder of this engine's files, created by the caller. */
  readonly directory: string;
  /** Folder that staged Parquet files are read from. The engine may read nothing else. */
  readonly stagingDirectory: string;
  /** Memory the engine may use, in bytes. */
  readonly memoryLimitBytes: number;
  readonly threadCount: number;
  /** Absolute path of an embedded engine's database file; one in `directory` where absent. */
  readonly file?: string;
  /** The system to connect to, where the engine is one behind a network. */
  readonly connection?: WarehouseConnection;
}

/** How to reach a system behind a network. A strategy can be opened on any number of them. */
export interface WarehouseConnection {
  /** `postgres://user:password@host:port/database?…`. Never logged, and never part of a message. */
  readonly dsn: string;
  /**
   * Schema of the tables, created where it is missing; the user's own default where absent. With `schema_per_experiment`
   * among the options it is one experiment's alone: created with its first tables, dropped with its last one.
   */
  readonly schema?: string;
  /** Encrypts the connection, whatever the DSN says. */
  readonly tls?: WarehouseTls;
  /** The target's options, which its {@link ConnectionSpec} has checked. */
  readonly options?: Readonly<Record<string, TargetOptionValue>>;
}

export interface WarehouseTls {
  /** Certificates to trust, in PEM; the machine's own where absent. */
  readonly ca?: string;
  /** False takes any certificate: encrypted, but the server may be another one. */
  readonly verify?: boolean;
}

/** An engine that experiments run on. One folder per engine; stateless until `open`. */
export interface WarehouseStrategy {
  /** Stable id, as users write it in `target_warehouse`. */
  readonly id: string;
  /** Name for people. */
  readonly label: string;
  readonly capabilities: WarehouseCapabilities;
  /** How targets of this engine are written. */
  readonly connection: ConnectionSpec;
  /** Dialect that queries are written in where nothing says another; the engine's own SQL where absent. */
  readonly dialect?: SqlDialect;
  /** Warehouses that a new installation simulates on this engine, by their dialects. */
  readonly simulates?: readonly SqlDialect[];
  /** The engine's own type for a logical one. */
  physicalType(type: ColumnType): string;
  /** @throws AppError `warehouse_unavailable` where the engine can't be reached, `data_root_locked` where another process has it. */
  open(config: WarehouseConfig): Promise<WarehouseSession>;
}

/** Files of one table that a run has staged. */
export interface StagedTable {
  readonly table: PhysicalTable;
  /** Absolute paths, in row order. */
  readonly files: readonly string[];
  readonly rowCount: number;
  /** The same files in a bucket, where runs are staged to one. */
  readonly remote?: RemoteFiles;
}

/** Files of a table in a bucket. */
export interface RemoteFiles {
  /** `s3://bucket/…/`: the folder that holds these files and no others. */
  readonly folder: string;
  /** In row order. */
  readonly files: readonly { readonly url: string; readonly bytes: number }[];
  /** URL of an S3-compatible server; null for AWS. */
  readonly endpoint: string | null;
}

/** What becomes of the rows that a table has: `replace` takes their place, `append` leaves them and adds to them. */
export type LoadMode = 'replace' | 'append';

export interface LoadOptions {
  /** `replace` by default. */
  readonly mode?: LoadMode;
  readonly signal?: AbortSignal;
  /** Rows of this table loaded so far. */
  readonly onProgress?: (rows: number) => void;
  /** Called right before the rows become the table's: where a load fails earlier, the table is as before; later, nobody knows. */
  readonly beforeCommit?: () => void;
}

export interface LoadResult {
  /** Rows that the engine counts in the table after the load. */
  readonly rowCount: number;
}

export interface StatementOptions {
  /** Stops after this many rows; the cursor then says it was truncated. */
  readonly rowLimit?: number;
  /** Counts until the cursor is closed. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A running query. Rows arrive in batches and are not held. Always `close` it. */
export interface QueryCursor {
  readonly columns: readonly ResultColumn[];
  /** Batches of rows, in order; at most `rowLimit` rows in all. */
  batches(): AsyncIterable<readonly (readonly CellValue[])[]>;
  /** True, once the batches are read, where the engine had more rows than the limit. */
  readonly truncated: boolean;
  close(): Promise<void>;
}

export interface WarehouseStatus {
  readonly version: string;
  /** Name for people, where it is not the strategy's own: a system that stands in for another. */
  readonly label?: string;
  readonly latencyMs: number;
}

/** An open engine. Methods may be called at the same time; the session orders what must not overlap. */
export interface WarehouseSession {
  /**
   * Creates all tables or none. Where it has to wait, for another writer or a lock of somebody else's, the conditions end that.
   * @throws AppError `conflict` where one exists, or its name or schema is somebody else's; `timeout`, `aborted`
   */
  createTables(tables: readonly PhysicalTable[], conditions?: StopConditions): Promise<void>;
  /** Drops all or none; missing tables are passed over. Answers how many there were. */
  dropTables(names: readonly string[]): Promise<number>;
  /** Empties all or none, keeping the schema. Answers how many there were. */
  truncateTables(names: readonly string[]): Promise<number>;
  /** Names of the tables that exist, of those asked about. */
  existingTables(names: readonly string[]): Promise<readonly string[]>;
  /**
   * What keeps a table from taking the rows of a model, in words: columns that are missing, unknown, of another type or
   * refuse NULL. Empty where nothing does, undefined where there is no such table.
   * @throws AppError `timeout`, `aborted`
   */
  differences(table: PhysicalTable, conditions?: StopConditions): Promise<readonly string[] | undefined>;
  /** @throws AppError `not_found`, `timeout`, `aborted` */
  countRows(name: string, conditions?: StopConditions): Promise<number>;
  /**
   * Replaces a table's rows by those of the staged files, or appends these, all or nothing: readers see the old rows
   * until the new ones are in place, and a failed or aborted load leaves the old ones. The count is checked against
   * `rowCount`. Appended rows never repeat a key, whether the engine enforces keys or not.
   * @throws AppError `not_found`, `conflict` where appended rows repeat a key, `warehouse_failed`, `storage_full`, `aborted`
   */
  loadTable(staged: StagedTable, options?: LoadOptions): Promise<LoadResult>;
  status(): Promise<WarehouseStatus>;
  close(): Promise<void>;
}

/** A table or a view that a database has. */
export interface DatabaseObject {
  readonly name: string;
  readonly kind: 'table' | 'view';
}

/** A column of a table or view that a database has. */
export interface DatabaseColumn {
  readonly name: string;
  /** The engine's own name of its type. */
  readonly typeName: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

/** A session of an engine that answers queries. Targets that only take files have no such ability. */
export interface QueryableSession extends WarehouseSession {
  /** SQL of other dialects is translated to it before `query` sees it. */
  readonly language: QueryLanguage;
  /**
   * Runs one reading statement in the engine's own SQL, with physical names, sandboxed: no writes, no files.
   * @throws AppError `invalid_sql` with a position in `sql`, `statement_not_allowed`, `timeout`, `aborted`
   */
  query(sql: string, options?: QueryOptions): Promise<QueryCursor>;
  /** Hidden column that tells rows of a table apart while a statement runs; absent where the engine's tables can't be changed by statements. */
  readonly rowId?: string;
  /** Tables and views that statements could have made: those whose names start so, in the session's schema, in the order of their names. */
  objects(prefix: string): Promise<readonly DatabaseObject[]>;
  /** Columns of such tables and views, in the order of the names that are asked about; none of one that there is not. */
  columnsOf(names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]>;
  /** Begins a session of statements. What waits, such as for the turn to write, does so with the first statement. */
  openStatements(options?: StatementSessionOptions): StatementSession;
}

export function isQueryable(session: WarehouseSession): session is QueryableSession {
  return 'query' in session;
}
