import { Inject, Injectable } from '@nestjs/common';
import { ExperimentTables } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, invalidRequest, type Configuration } from '@dw-sim/api-platform';
import { type AppError, type QueryRequest, type QueryResult } from '@dw-sim/contracts';
import { isQueryable, type QueryableSession } from '@dw-sim/warehouse-core';
import type { AnswerStream, StreamFormat } from './answer-stream';
import { prepareQuery, type PreparedQuery } from './prepared-query';
import { QueryPlaces } from './query-places';
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
    private readonly places: QueryPlaces,
    private readonly tables: ExperimentTables,
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
    const place = await this.places.find(request);
    const { warehouse, dialect, experiment } = place;
    const session = await this.places.session(place);
    if (!isQueryable(session)) throw notQueryable(warehouse);
    const { queried, tables } = await this.places.tables(place, session);
    const translation = { dialect, language: session.language, warehouse, tables, ...(queried && { naming: queried.naming }) };
    const prepared = prepareQuery(request, queried, translation, this.places.permissions(request.allow_writes, session));
    return { warehouse, session, prepared, ...(experiment && { experiment }) };
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
