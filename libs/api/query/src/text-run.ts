import { invalidRequest } from '@dw-sim/api-platform';
import { AppError, type CellValue, type QueryRequest, type StatementResult } from '@dw-sim/contracts';
import type { QueryCursor, StatementOptions, StatementSession } from '@dw-sim/warehouse-core';
import { textAnswer, typedAnswer, type AnswerStream, type StreamFormat } from './answer-stream';
import { Patience } from './patience';
import type { PlannedChange } from './planned-change';
import type { PreparedQuery, PreparedStatement } from './prepared-query';

/** How long a text may run, and who may stop it. */
export interface RunLimits {
  readonly rowLimit?: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Runs the statements of a text one after the other, in one session. Each outside a transaction is committed by itself. Always `close` it. */
export class TextRun {
  private readonly results: StatementResult[] = [];
  private readonly startedAt = performance.now();
  /** The statement that began the transaction that is open. */
  private openSince?: number;
  /** Where tables may change for good, the outcome is waited for however late it comes. */
  private readonly patience?: Patience;

  constructor(
    private readonly prepared: PreparedQuery,
    private readonly session: StatementSession,
    private readonly request: Pick<QueryRequest, 'explain'>,
    private readonly limits: RunLimits,
  ) {
    if (!prepared.statements.some(({ change }) => change?.isLasting)) this.patience = new Patience(limits);
  }

  /** Results of all statements, which are held. */
  fetchAll(): Promise<readonly StatementResult[]> {
    return this.inTime(this.fetchEach());
  }

  /** The rows of the last statement, once those before it have run. */
  stream(format: StreamFormat): Promise<AnswerStream> {
    return this.inTime(this.begin(format));
  }

  close(): Promise<void> {
    return this.ended(this.session.close()).finally(() => this.patience?.release());
  }

  /** Waits for an end; where the engine does not stop, it comes later. */
  private async ended(end: Promise<void>): Promise<void> {
    try {
      await this.inTime(end);
    } catch (error) {
      if (error !== this.patience?.over) throw error;
    }
  }

  private inTime<T>(work: Promise<T>): Promise<T> {
    return this.patience?.wait(work) ?? work;
  }

  private async fetchEach(): Promise<readonly StatementResult[]> {
    for (const statement of this.prepared.statements) this.results.push(await this.fetch(statement));
    return this.results;
  }

  private async begin(format: StreamFormat): Promise<AnswerStream> {
    const { statements } = this.prepared;
    const last = statements.at(-1)!;
    if (last.change || last.isTransaction) throw noRows(format);
    for (const statement of statements.slice(0, -1)) this.results.push(await this.fetch(statement, 1));
    const answer = await this.placed(last, () => this.answer(last, format));
    return { ...answer, get rowCount() { return answer.rowCount; }, get truncated() { return answer.truncated; }, chunks: () => this.placedChunks(last, answer.chunks()), close: () => this.ended(answer.close()) };
  }

  private async fetch(statement: PreparedStatement, rowLimit = this.limits.rowLimit): Promise<StatementResult> {
    const start = performance.now();
    const told = { statement: statement.number, position: statement.position, executed_sql: statement.text };
    const took = () => Math.round(performance.now() - start);
    const { change, transaction, isTransaction, returning } = statement;
    await this.placed(statement, () => this.transact(statement, transaction?.before));
    if (isTransaction) return { ...told, ...NO_ROWS, kind: 'write', affected_rows: null, message: transaction?.message ?? null, elapsed_ms: took() };
    // Rows that can't be returned are not written.
    const isOneStep = returning !== undefined && this.openSince === undefined;
    if (isOneStep) await this.transact(statement, 'begin');
    const done = change && (await this.placed(statement, () => this.change(statement, change)));
    if (done && !returning) return { ...told, ...NO_ROWS, kind: 'write', ...done, elapsed_ms: took() };
    const query = returning ?? statement;
    const answer = await this.placed(query, () => this.rows(query, rowLimit));
    if (isOneStep) await this.transact(statement, 'commit');
    return { ...told, ...answer, affected_rows: done?.affected_rows ?? null, message: null, elapsed_ms: took() };
  }

  private async rows(query: PreparedStatement, rowLimit: number | undefined) {
    const cursor = await this.session.query(query.text, { ...this.options(rowLimit), ...this.explaining() });
    try {
      const rows: (readonly CellValue[])[] = [];
      let size = 0;
      for await (const batch of cursor.batches()) {
        for (const row of batch) {
          rows.push(row);
          for (const cell of row) if (typeof cell === 'string') size += cell.length;
        }
        if (size > MOST_JSON_SIZE) throw tooLarge(rows.length);
      }
      return { ...this.prepared.shown(query, cursor.columns, rows), row_count: rows.length, truncated: cursor.truncated };
    } finally {
      await cursor.close();
    }
  }

  private async transact({ number }: PreparedStatement, step: 'begin' | 'commit' | 'rollback' | undefined): Promise<void> {
    if (step === undefined) return;
    if (step === 'begin') await this.session.beginTransaction(this.options(undefined));
    else await this.session.endTransaction(step);
    this.openSince = step === 'begin' ? number : undefined;
  }

  private async change(statement: PreparedStatement, { changes, message }: PlannedChange): Promise<Pick<StatementResult, 'affected_rows' | 'message'>> {
    let affected: number | null = null;
    for (const change of changes) {
      const { affectedRows } = await this.session.change(change, this.options(undefined)).catch((error: unknown) => {
        throw 'query' in change ? error : withoutPlace(error);
      });
      if (affectedRows !== null) affected = (affected ?? 0) + affectedRows;
    }
    await this.transact(statement, statement.transaction?.after);
    const rows = formatCount(affected ?? 0, 'row');
    return { affected_rows: affected, message: [message.replace('{rows}', () => rows), statement.transaction?.message ?? ''].join(' ').trim() };
  }

  private async answer(statement: PreparedStatement, format: StreamFormat): Promise<AnswerStream> {
    const options = this.options(this.limits.rowLimit);
    if (format === 'parquet' || format === 'arrow') return typedAnswer(format, await this.session.export(statement.text, format, { ...options, columnName: (name) => this.prepared.columnName(name) }));
    const cursor: QueryCursor = await this.session.query(statement.text, { ...options, ...this.explaining() });
    const { columns } = this.prepared.shown(statement, cursor.columns, []);
    return textAnswer(format, columns, cursor);
  }

  private explaining(): Pick<QueryRequest, 'explain'> {
    const { explain } = this.request;
    return explain === undefined ? {} : { explain };
  }

  private options(rowLimit: number | undefined): StatementOptions {
    const { timeoutMs, signal } = this.limits;
    const left = Math.max(1, Math.ceil(timeoutMs - (performance.now() - this.startedAt)));
    return { timeoutMs: left, signal, ...(rowLimit !== undefined && { rowLimit }) };
  }

  private async placed<T>(statement: PreparedStatement, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.told(statement, error);
    }
  }

  /** Faults of values, such as a division by zero, come while rows are read. */
  private async *placedChunks<T>(statement: PreparedStatement, chunks: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* this.patience?.each(chunks) ?? chunks;
    } catch (error) {
      throw this.told(statement, error);
    }
  }

  /** A fault in the user's text: of several statements, which one it is, and what ran before it. */
  private told(statement: PreparedStatement, thrown: unknown): unknown {
    const error = this.prepared.inUsersText(this.ofWholeText(thrown), statement);
    const count = this.prepared.statements.length;
    if (!(error instanceof AppError) || count === 1) return error;
    const completed = this.results.map(({ statement: number, kind, row_count, affected_rows, message }) => ({ statement: number, kind, row_count, affected_rows, message }));
    const { number } = statement;
    const undone = this.openSince === undefined || this.openSince === number ? '' : ` The transaction of statement ${this.openSince} was rolled back.`;
    const place = error.code === 'invalid_sql' ? { position: statement.position } : {};
    return new AppError(error.code, `Statement ${number} of ${count}: ${error.message}${undone}`, { ...place, ...error.details, statement: { number, count, completed } }, { cause: error });
  }

  /** A statement's time is what those before it have left. */
  private ofWholeText(error: unknown): unknown {
    if (!(error instanceof AppError) || error.code !== 'timeout') return error;
    return new AppError('timeout', `The query took longer than ${this.limits.timeoutMs} ms and was stopped.`, error.details);
  }
}

/** Of several queries nobody says which one a place is in. */
function withoutPlace(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { position: _, ...details } = error.details;
  return new AppError(error.code, error.message, details, { cause: error });
}

/** Characters of the values that a JSON answer holds at once. */
const MOST_JSON_SIZE = 64 * 2 ** 20;

function tooLarge(rows: number): AppError {
  return new AppError('invalid_sql', `The first ${formatCount(rows, 'row')} of the result alone have more than ${MOST_JSON_SIZE.toLocaleString('en-US')} characters, the most that a JSON answer holds.`, {
    hint: 'Select fewer rows or columns, or take a form that is streamed: csv, ndjson, parquet.',
  });
}

function formatCount(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString('en-US')} ${noun}s`;
}

const NO_ROWS = { columns: [], rows: [], row_count: 0, truncated: false } as const;

function noRows(format: StreamFormat): AppError {
  const message = `the last statement gives no rows to write as ${format}`;
  return invalidRequest([{ path: '$.format', code: 'no_rows', message, value: format, allowed: 'json, or a query as the last statement' }]);
}
