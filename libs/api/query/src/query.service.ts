import { Inject, Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords, ExperimentTables } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, invalidRequest, type Configuration } from '@dw-sim/api-platform';
import { madeTables, physicalTables, tableNaming, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type QueryRequest, type QueryResult, type SqlDialect } from '@dw-sim/contracts';
import { isQueryable, type QueryableSession } from '@dw-sim/warehouse-core';
import type { AnswerStream, StreamFormat } from './answer-stream';
import { prepareQuery, type Permissions, type PreparedQuery } from './prepared-query';
import type { RegisteredQuery } from './running-queries';
import { TextRun } from './text-run';

const DEFAULT_JSON_ROWS = 1_000;
const MOST_JSON_ROWS = 100_000;

/** Where a text runs, and what it is there. */
interface PreparedText {
  readonly warehouse: string;
  readonly session: QueryableSession;
  readonly prepared: PreparedQuery;
  readonly experiment?: ExperimentEntity;
}

/** Runs users' queries: names of tables are those of the experiment, places in errors those of the user's text. */
@Injectable()
export class QueryService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly tables: ExperimentTables,
    private readonly warehouses: WarehouseRegistry,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /**
   * Answers at most `row_limit` rows of each statement at once.
   * @throws AppError `invalid_request`, `not_found`, `invalid_sql` with a position, `statement_not_allowed`, `timeout`, `aborted`
   */
  async fetch(request: QueryRequest, { id, signal }: RegisteredQuery): Promise<QueryResult> {
    const rowLimit = request.row_limit ?? DEFAULT_JSON_ROWS;
    if (rowLimit > MOST_JSON_ROWS) throw tooManyRows(rowLimit);
    const start = performance.now();
    const text = await this.prepare(request);
    const run = begin(text, request, { rowLimit, timeoutMs: request.timeout_ms ?? this.configuration.queryTimeoutMs, signal });
    try {
      const results = await run.fetchAll();
      const { columns, rows, row_count, truncated } = results.at(-1)!;
      const elapsed_ms = Math.round(performance.now() - start);
      return { query_id: id, columns, rows, row_count, truncated, elapsed_ms, warehouse: text.warehouse, executed_sql: text.prepared.sql, results };
    } finally {
      await run.close();
      await this.recount(text);
    }
  }

  /** Begins a text whose last statement's rows are read as they come: all of them, unless the request limits them. Errors as `fetch`. */
  async stream(request: QueryRequest, format: StreamFormat, { signal }: RegisteredQuery): Promise<AnswerStream> {
    const { row_limit: rowLimit } = request;
    const text = await this.prepare(request);
    const run = begin(text, request, { ...(rowLimit !== undefined && { rowLimit }), timeoutMs: request.timeout_ms ?? this.configuration.exportTimeoutMs, signal });
    try {
      const answer = await run.stream(format);
      return { ...answer, get rowCount() { return answer.rowCount; }, get truncated() { return answer.truncated; }, close: () => answer.close().finally(() => run.close()).finally(() => this.recount(text)) };
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  private async prepare(request: QueryRequest): Promise<PreparedText> {
    const experiment = request.experiment === undefined ? undefined : await this.experiments.find(request.experiment);
    // Runs may have filled tables of the same names elsewhere.
    const target = await this.warehouses.target(request.warehouse ?? experiment?.targetWarehouse ?? this.warehouses.defaultId);
    const { id } = target;
    const session = await this.warehouses.session(id, experiment?.name);
    if (!isQueryable(session)) throw notQueryable(id);
    const dialect = request.dialect ?? (experiment?.definition.dialect as SqlDialect | undefined) ?? this.warehouses.dialect(target);
    const translation = { dialect, language: session.language, warehouse: id, tables: [] };
    const permissions = this.permissions(request, session);
    if (!experiment) return { warehouse: id, session, prepared: prepareQuery(request, undefined, translation, permissions) };
    const naming = tableNaming(target, experiment.name);
    const tables = dialect === 'ansi' ? [] : physicalTables(this.models.of(experiment).model, naming);
    const defined = (await this.experiments.tables(experiment.id)).map(({ name }) => name);
    const made = await madeTables(session, naming, defined);
    const queried = { name: experiment.name, tables: [...defined, ...made.map(({ name }) => name)], naming };
    return { warehouse: id, session, experiment, prepared: prepareQuery(request, queried, { ...translation, tables, naming }, permissions) };
  }

  private permissions({ allow_writes: allowed }: QueryRequest, { rowId }: QueryableSession): Permissions {
    const readOnly = !this.configuration.allowQueryWrites
      ? new AppError('statement_not_allowed', 'This server runs queries that only read.', { hint: 'Its setting allow_query_writes (DW_SIMULATOR_ALLOW_QUERY_WRITES) is false.' })
      : allowed !== true
        ? new AppError('statement_not_allowed', 'Queries only read, unless they are allowed to change tables of the experiment.', { hint: 'Allow it with "allow_writes": true, or --allow-writes. Temporary tables are always possible.' })
        : undefined;
    return { ...(rowId !== undefined && { rowId }), ...(readOnly && { readOnly }) };
  }

  /** Notes how many rows the experiment's tables hold once statements may have changed them. */
  private async recount({ experiment, prepared, warehouse }: PreparedText): Promise<void> {
    if (!experiment || warehouse !== experiment.targetWarehouse || !prepared.statements.some(({ change }) => change?.isLasting)) return;
    // Expected: a table that was dropped, a warehouse that has gone.
    await this.tables.recount(experiment).catch(() => undefined);
  }
}

function begin({ session, prepared }: PreparedText, request: QueryRequest, limits: ConstructorParameters<typeof TextRun>[3]): TextRun {
  return new TextRun(prepared, session.openStatements({ writes: prepared.statements.some(({ change }) => change?.isLasting) }), request, limits);
}

function notQueryable(warehouse: string): AppError {
  const message = `"${warehouse}" holds files and answers no queries`;
  return invalidRequest([{ path: '$.warehouse', code: 'not_queryable', message, value: warehouse, allowed: 'a warehouse with tables, such as duckdb' }]);
}

function tooManyRows(rowLimit: number): AppError {
  const message = `row_limit is ${rowLimit}; JSON answers hold at most ${MOST_JSON_ROWS.toLocaleString('en-US')} rows`;
  return invalidRequest([{ path: '$.row_limit', code: 'out_of_range', message, value: rowLimit, allowed: `at most ${MOST_JSON_ROWS}; any number with formats that are streamed, such as ndjson` }]);
}
