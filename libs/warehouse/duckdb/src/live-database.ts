import type { WarehouseConfig } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isGivenUp } from './duckdb-error';
import { openDatabase, type OpenDatabase } from './open-database';

/** Who uses a database. */
export interface DatabaseUsers {
  /** Does something while nobody writes. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Closes what holds connections of the database. */
  endStatements(): Promise<void>;
}

/** A database that is opened again where the engine has given it up. What was committed is in its log by then. */
export class LiveDatabase {
  private givenUp = false;
  private isOpen = true;

  /** @param config that the database was opened with */
  constructor(
    private database: OpenDatabase,
    private readonly config: WarehouseConfig,
    private readonly users: DatabaseUsers,
  ) {}

  get exportDirectory(): string {
    return this.database.exportDirectory;
  }

  /** The connection that writes, for whoever has the turn to write. @throws as {@link openDatabase} */
  async writer(): Promise<DuckDBConnection> {
    if (this.givenUp) await this.renew();
    return this.database.writer;
  }

  /** A new connection, which the caller closes. @throws as {@link openDatabase} */
  async connect(): Promise<DuckDBConnection> {
    if (this.givenUp) await this.users.inTurn(() => this.writer());
    return this.database.instance.connect();
  }

  /** The same to the database as it is, given up or not: for whoever has the turn to write already. */
  connectAsIs(): Promise<DuckDBConnection> {
    return this.database.instance.connect();
  }

  /** Notes what a fault means for the database. */
  onFault(error: unknown): void {
    this.givenUp ||= isGivenUp(error);
  }

  /** Frees the space of dropped rows for the next load. The engine does so by itself only after many small writes. */
  async reclaimSpace(): Promise<void> {
    // Expected: a reader still holds the old rows, and a later call then frees them; a full disk.
    await this.database.writer.run('CHECKPOINT').catch((error: unknown) => this.onFault(error));
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.database.writer.closeSync();
    this.database.instance.closeSync();
  }

  private async renew(): Promise<void> {
    await this.users.endStatements();
    this.close();
    this.database = await openDatabase(this.config);
    this.isOpen = true;
    this.givenUp = false;
  }
}
