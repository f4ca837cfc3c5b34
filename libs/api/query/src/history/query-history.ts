import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { MetadataStore, QueryHistoryEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, type Configuration } from '@dw-sim/api-platform';
import { AppError, type QueryHistoryFilter, type QueryHistoryItem, type QueryHistoryList, type QueryRequest, type QueryResult } from '@dw-sim/contracts';
import { redactSecrets } from '@dw-sim/sql';
import { LessThanOrEqual } from 'typeorm';
import { QueryPlaces } from '../query-places';

/** What is kept of a text, and of an error's message. */
const MOST_CHARACTERS = 20_000;
const MOST_MESSAGE_CHARACTERS = 1_000;
const DEFAULT_LIMIT = 50;

/** An execution under way. Only the first of its ends counts. */
export interface Recording {
  /** @param rowCount of all statements; null where nobody counted */
  completed(rowCount: number | null): void;
  failed(error: unknown, cancelled: boolean): void;
}

/**
 * The executions of users' queries, the latest of them. An entry is written behind the query: nobody waits for it, and a query does
 * not fail because it could not be written.
 */
@Injectable()
export class QueryHistory implements OnModuleDestroy {
  private readonly logger = new Logger(QueryHistory.name);
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: MetadataStore,
    private readonly places: QueryPlaces,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  begin(request: QueryRequest): Recording {
    const startedAt = new Date();
    let ended = false;
    const end = (outcome: Pick<QueryHistoryEntity, 'status' | 'rowCount' | 'errorCode' | 'errorMessage'>) => {
      if (ended || this.configuration.queryHistory === 0) return;
      ended = true;
      const elapsedMs = Date.now() - startedAt.getTime();
      this.writing = this.writing.then(() => this.write(request, { startedAt: startedAt.toISOString(), elapsedMs, ...outcome }));
    };
    return {
      completed: (rowCount) => end({ status: 'completed', rowCount, errorCode: null, errorMessage: null }),
      failed: (error, cancelled) => end({ status: cancelled ? 'cancelled' : 'failed', rowCount: null, ...toldOf(error) }),
    };
  }

  /** The executions that a filter leaves, the newest first. */
  async list({ experiment, warehouse, status, search, limit = DEFAULT_LIMIT, offset = 0 }: QueryHistoryFilter): Promise<QueryHistoryList> {
    await this.writing;
    return this.store.read(async (manager) => {
      const query = manager.createQueryBuilder(QueryHistoryEntity, 'h').orderBy('h.startedAt', 'DESC').addOrderBy('h.id', 'DESC').skip(offset).take(limit);
      if (experiment !== undefined) query.andWhere('LOWER(h.experiment) = :experiment', { experiment: experiment.toLowerCase() });
      if (warehouse !== undefined) query.andWhere('LOWER(h.warehouse) = :warehouse', { warehouse: warehouse.toLowerCase() });
      if (status !== undefined) query.andWhere('h.status = :status', { status });
      if (search !== undefined) query.andWhere(`LOWER(h.sql) LIKE :search ESCAPE '!'`, { search: `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%` });
      const [entities, total] = await query.getManyAndCount();
      return { items: entities.map(itemOf), total, limit, offset };
    });
  }

  /** Forgets every execution. @returns how many there were */
  async clear(): Promise<number> {
    await this.writing;
    return this.store.transaction(async (manager) => {
      const removed = await manager.count(QueryHistoryEntity);
      await manager.clear(QueryHistoryEntity);
      return removed;
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  private async write(request: QueryRequest, outcome: Pick<QueryHistoryEntity, 'startedAt' | 'elapsedMs' | 'status' | 'rowCount' | 'errorCode' | 'errorMessage'>): Promise<void> {
    const text = request.sql.trim();
    const sql = redactSecrets(text.slice(0, MOST_CHARACTERS));
    try {
      const setting = await this.whereOf(request);
      await this.store.transaction(async (manager) => {
        const { identifiers } = await manager.insert(QueryHistoryEntity, {
          sql: shown(sql), sqlTruncated: text.length > MOST_CHARACTERS, experiment: request.experiment === undefined ? null : shown(request.experiment), ...setting, ...outcome,
        });
        const { id } = identifiers[0] as { readonly id: number };
        await manager.delete(QueryHistoryEntity, { id: LessThanOrEqual(id - this.configuration.queryHistory) });
      });
    } catch (error) {
      // Expected: a full disk, or metadata that is closed already.
      this.logger.warn({ err: error }, 'An entry of the query history could not be written');
    }
  }

  /** Target and dialect; as far as the request names them where it names what does not exist. */
  private async whereOf({ sql: _, ...request }: QueryRequest): Promise<Pick<QueryHistoryEntity, 'warehouse' | 'dialect'>> {
    try {
      const { warehouse, dialect } = await this.places.find(request);
      return { warehouse, dialect };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { warehouse: request.warehouse === undefined ? null : shown(request.warehouse), dialect: request.dialect ?? null };
    }
  }
}

/** Rows of all statements of an answer. */
export function rowsOf({ results }: Pick<QueryResult, 'results'>): number {
  return results.reduce((total, { row_count }) => total + row_count, 0);
}

/** PostgreSQL holds no NUL characters. */
function shown(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

function toldOf(error: unknown): Pick<QueryHistoryEntity, 'errorCode' | 'errorMessage'> {
  if (!(error instanceof AppError)) return { errorCode: 'internal', errorMessage: 'Something went wrong in the server.' };
  return { errorCode: error.code, errorMessage: shown(redactSecrets(error.message)).slice(0, MOST_MESSAGE_CHARACTERS) };
}

function itemOf({ id, sql, sqlTruncated, experiment, warehouse, dialect, startedAt, elapsedMs, rowCount, status, errorCode, errorMessage }: QueryHistoryEntity): QueryHistoryItem {
  return {
    id, sql, sql_truncated: sqlTruncated, experiment, warehouse, dialect, started_at: startedAt, elapsed_ms: elapsedMs, row_count: rowCount, status,
    error_code: errorCode, error_message: errorMessage,
  };
}
