import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import { CONFIGURATION, invalidRequest, type Configuration } from '@dw-sim/api-platform';
import { physicalTables, tableNaming, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type CellValue, type QueryRequest, type QueryResult, type SqlDialect, type StatementResult } from '@dw-sim/contracts';
import type { SqlStatement } from '@dw-sim/sql';
import { isQueryable, type QueryableSession, type QueryCursor, type StatementOptions } from '@dw-sim/warehouse-core';
import { prepareQuery, type PreparedQuery } from './prepared-query';

const DEFAULT_JSON_ROWS = 1_000;
const MOST_JSON_ROWS = 100_000;

/** A query that an engine has begun to answer. Close it. */
export interface RunningQuery {
  readonly columns: QueryCursor['columns'];
  readonly warehouse: string;
  readonly executedSql: string;
  batches(): AsyncIterable<readonly (readonly CellValue[])[]>;
  readonly truncated: boolean;
  close(): Promise<void>;
}

/** Runs users' queries: names of tables are those of the experiment, places in errors those of the user's text. */
@Injectable()
export class QueryService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly warehouses: WarehouseRegistry,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Answers at most `row_limit` rows at once.
   * @throws AppError `invalid_request`, `not_found`, `invalid_sql` with a position, `statement_not_allowed`, `timeout`, `aborted`
   */
  async fetch(request: QueryRequest, signal: AbortSignal): Promise<QueryResult> {
    const rowLimit = request.row_limit ?? DEFAULT_JSON_ROWS;
    if (rowLimit > MOST_JSON_ROWS) throw tooManyRows(rowLimit);
    const start = performance.now();
    const { warehouse, session, prepared } = await this.prepare(request);
    const options = { rowLimit, timeoutMs: request.timeout_ms ?? this.configuration.queryTimeoutMs, signal };
    const results: StatementResult[] = [];
    for (const statement of prepared.statements) {
      try {
        results.push(await this.fetchStatement(session, prepared, statement, options));
      } catch (error) {
        throw ofStatement(error, results, prepared.statements.length);
      }
    }
    const { columns, rows, row_count, truncated } = results.at(-1)!;
    const elapsed_ms = Math.round(performance.now() - start);
    return { query_id: request.query_id ?? randomUUID(), columns, rows, row_count, truncated, elapsed_ms, warehouse, executed_sql: prepared.sql, results };
  }

  private async fetchStatement(session: QueryableSession, prepared: PreparedQuery, statement: SqlStatement, options: StatementOptions): Promise<StatementResult> {
    const start = performance.now();
    const cursor = await begin(session, prepared, statement, options);
    try {
      const rows: (readonly CellValue[])[] = [];
      for await (const batch of inUsersText(cursor.batches(), prepared, statement)) for (const row of batch) rows.push(row);
      return {
        statement: prepared.statements.indexOf(statement) + 1, position: prepared.positionOf(statement), kind: 'rows',
        columns: cursor.columns.map((column) => ({ ...column, name: prepared.columnName(column.name) })),
        rows, row_count: rows.length, truncated: cursor.truncated, affected_rows: null, message: null,
        elapsed_ms: Math.round(performance.now() - start), executed_sql: statement.text,
      };
    } finally {
      await cursor.close();
    }
  }

  /** Begins a query whose rows are read as they come: all of them, unless the request limits them. Errors as `fetch`. */
  stream(request: QueryRequest, signal: AbortSignal): Promise<RunningQuery> {
    return this.open(request, { rowLimit: request.row_limit, timeoutMs: request.timeout_ms ?? this.configuration.exportTimeoutMs, signal });
  }

  private async open(request: QueryRequest, options: StatementOptions): Promise<RunningQuery> {
    const { warehouse, session, prepared } = await this.prepare(request);
    const last = prepared.statements.at(-1)!;
    // Statements only read, so that of several the last one's rows are the answer; the others are run for their faults.
    for (const statement of prepared.statements.slice(0, -1)) await drain(await begin(session, prepared, statement, { ...options, rowLimit: 1 }));
    const cursor = await begin(session, prepared, last, options);
    return {
      columns: cursor.columns.map((column) => ({ ...column, name: prepared.columnName(column.name) })),
      warehouse,
      executedSql: prepared.sql,
      batches: () => inUsersText(cursor.batches(), prepared, last),
      get truncated() {
        return cursor.truncated;
      },
      close: () => cursor.close(),
    };
  }

  private async prepare(request: QueryRequest): Promise<{ readonly warehouse: string; readonly session: QueryableSession; readonly prepared: PreparedQuery }> {
    const experiment = request.experiment === undefined ? undefined : await this.experiments.find(request.experiment);
    // Runs may have filled tables of the same names elsewhere.
    const target = await this.warehouses.target(request.warehouse ?? experiment?.targetWarehouse ?? this.warehouses.defaultId);
    const { id } = target;
    const session = await this.warehouses.session(id, experiment?.name);
    if (!isQueryable(session)) throw notQueryable(id);
    const dialect = request.dialect ?? (experiment?.definition.dialect as SqlDialect | undefined) ?? this.warehouses.dialect(target);
    const translation = { dialect, language: session.language, warehouse: id, tables: [] };
    if (!experiment) return { warehouse: id, session, prepared: prepareQuery(request, undefined, translation) };
    const naming = tableNaming(target, experiment.name);
    const tables = dialect === 'ansi' ? [] : physicalTables(this.models.of(experiment).model, naming);
    const queried = { name: experiment.name, tables: (await this.experiments.tables(experiment.id)).map(({ name }) => name), naming };
    return { warehouse: id, session, prepared: prepareQuery(request, queried, { ...translation, tables, naming }) };
  }
}

async function begin(session: QueryableSession, prepared: PreparedQuery, statement: SqlStatement, options: StatementOptions): Promise<QueryCursor> {
  try {
    return await session.query(statement.text, options);
  } catch (error) {
    throw prepared.inUsersText(error, statement);
  }
}

/** Faults of values, such as a division by zero, come while rows are read. */
async function* inUsersText(batches: ReturnType<QueryCursor['batches']>, prepared: PreparedQuery, statement: SqlStatement): AsyncGenerator<readonly (readonly CellValue[])[]> {
  try {
    yield* batches;
  } catch (error) {
    throw prepared.inUsersText(error, statement);
  }
}

async function drain(cursor: QueryCursor): Promise<void> {
  try {
    for await (const _batch of cursor.batches()) void _batch;
  } finally {
    await cursor.close();
  }
}

/** The fault of one of several statements, with what ran before it. */
function ofStatement(error: unknown, completed: readonly StatementResult[], count: number): unknown {
  if (!(error instanceof AppError) || count === 1) return error;
  const number = completed.length + 1;
  const told = completed.map(({ statement, kind, row_count, affected_rows, message }) => ({ statement, kind, row_count, affected_rows, message }));
  return new AppError(error.code, `Statement ${number} of ${count}: ${error.message}`, { ...error.details, statement: { number, count, completed: told } }, { cause: error });
}

function notQueryable(warehouse: string): AppError {
  const message = `"${warehouse}" holds files and answers no queries`;
  return invalidRequest([{ path: '$.warehouse', code: 'not_queryable', message, value: warehouse, allowed: 'a warehouse with tables, such as duckdb' }]);
}

function tooManyRows(rowLimit: number): AppError {
  const message = `row_limit is ${rowLimit}; JSON answers hold at most ${MOST_JSON_ROWS.toLocaleString('en-US')} rows`;
  return invalidRequest([{ path: '$.row_limit', code: 'out_of_range', message, value: rowLimit, allowed: `at most ${MOST_JSON_ROWS}; any number with format csv` }]);
}
