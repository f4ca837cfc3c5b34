import type { ExplainMode } from '@dw-sim/contracts';
import type { TableChange } from './table-change';
import type { QueryCursor, StatementOptions } from './warehouse-strategy';

/** What a text of statements runs in. */
export interface StatementSessionOptions {
  /** Whether changes of tables that stay may come: such a session then waits for its turn to write. Temporary tables are always possible. */
  readonly writes?: boolean;
}

export interface QueryOptions extends StatementOptions {
  /** Answers the engine's plan in place of the rows. */
  readonly explain?: ExplainMode;
}

export interface ExportOptions extends StatementOptions {
  /** What a column is called in the file; its own name by default. */
  columnName?(name: string): string;
}

/** Formats that keep the types of a result. */
export type TypedFormat = 'parquet' | 'arrow';

/** A result on its way out. Its bytes are not held. Always `close` it. */
export interface ResultStream {
  bytes(): AsyncIterable<Uint8Array>;
  /** Rows, once the bytes are read. */
  readonly rowCount: number;
  /** True, once the bytes are read, where the engine had more rows than the limit. */
  readonly truncated: boolean;
  close(): Promise<void>;
}

export interface ChangeResult {
  /** Rows that were inserted, changed or deleted; null where the change is one of tables. */
  readonly affectedRows: number | null;
}

/** What becomes of the changes of a transaction. */
export type TransactionOutcome = 'commit' | 'rollback';

/**
 * Statements one after the other: a temporary table that one of them makes is there for those that follow, and gone at the end.
 * Each statement is a transaction of its own, apart from those inside one that is begun. Always `close` it.
 */
export interface StatementSession {
  /**
   * Runs one reading statement in the engine's own SQL, with physical names, sandboxed: no writes, no files. The cursor has to be
   * closed before the next statement.
   * @throws AppError `invalid_sql` with a position in `sql`, `statement_not_allowed`, `timeout`, `aborted`
   */
  query(sql: string, options?: QueryOptions): Promise<QueryCursor>;
  /** Runs a reading statement as `query` does, and writes its rows in a format with types. */
  export(sql: string, format: TypedFormat, options?: ExportOptions): Promise<ResultStream>;
  /**
   * Makes a change, all or nothing. The queries of the change pass the same gate as those of `query`; which tables may be changed
   * is the caller's to decide.
   * @throws AppError as `query`, with positions in the change's query; `conflict`, `not_found`
   */
  change(change: TableChange, options?: StatementOptions): Promise<ChangeResult>;
  /**
   * Begins a transaction: the statements up to its end hold together, or not at all. A fault in one of them leaves nothing to do but
   * `close`, which rolls back what is open.
   * @throws AppError `timeout`, `aborted` while it waits for the turn to write
   */
  beginTransaction(options?: StatementOptions): Promise<void>;
  /** Ends the transaction that is open. @throws AppError where the engine can't commit it */
  endTransaction(outcome: TransactionOutcome): Promise<void>;
  close(): Promise<void>;
}

/** Runs a query in a session of its own, which is closed with the cursor. */
export async function queryAlone(session: StatementSession, sql: string, options?: QueryOptions): Promise<QueryCursor> {
  try {
    const cursor = await session.query(sql, options);
    return {
      columns: cursor.columns,
      batches: () => cursor.batches(),
      get truncated() {
        return cursor.truncated;
      },
      close: () => cursor.close().finally(() => session.close()),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
