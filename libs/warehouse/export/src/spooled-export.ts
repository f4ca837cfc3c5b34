import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, writeFaultOf, type ResultColumn } from '@dw-sim/contracts';
import { quoteIdentifier, type ExportOptions, type QueryCursor, type ResultStream, type TypedFormat } from '@dw-sim/warehouse-core';
import { DuckDBDataChunk, DuckDBInstance, VARCHAR, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';
import { arrowStream, type ColumnChunk } from './arrow-stream';
import { TemporaryFile } from './file-bytes';
import { writeParquet } from './parquet-file';
import { parquetSelect } from './parquet-select';

/** DuckDB's types for a column, the best first: the first that takes all its values is used. `VARCHAR` takes any. */
export type TypedCandidates = (column: ResultColumn) => readonly string[];

const MEMORY_LIMIT = '256MB';
/** Rows that DuckDB takes at once. */
const CHUNK_ROWS = 2048;

/**
 * Writes the rows of an engine that has no such format: they are put into a database file first, as text, whose columns get
 * their types once all values are known. The cursor is closed.
 * @param directory for temporary files; created where it is missing
 * @throws AppError `storage_full`, `warehouse_failed` where they can't be written; what the cursor throws
 */
export async function exportRows(cursor: QueryCursor, format: TypedFormat, directory: string, candidates: TypedCandidates, { columnName = (name) => name }: ExportOptions = {}): Promise<ResultStream> {
  let spool: Spool | undefined;
  try {
    await mkdir(directory, { recursive: true });
    spool = await Spool.create(join(directory, `${randomUUID()}.duckdb`), cursor.columns.length);
    const rowCount = await spool.fill(cursor);
    return { ...(await spool.write(format, await spool.select(cursor.columns.map((column) => ({ ...column, name: columnName(column.name) })), candidates))), rowCount, truncated: cursor.truncated };
  } catch (error) {
    await spool?.close();
    throw spoolError(directory, error);
  } finally {
    await cursor.close();
  }
}

function spoolError(directory: string, error: unknown): unknown {
  const fault = error instanceof AppError ? undefined : writeFaultOf(error);
  if (!fault) return error;
  return new AppError(fault.isFull ? 'storage_full' : 'warehouse_failed', `The result cannot be written to ${directory}: ${fault.reason}.`, { hint: 'Ask for CSV or NDJSON, which need no file, or see to the disk.' }, { cause: error });
}

/** A database file with one table of texts: `rows(c0, c1, …)`. */
class Spool {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly path: string,
    private readonly width: number,
  ) {}

  static async create(path: string, width: number): Promise<Spool> {
    const instance = await DuckDBInstance.create(path, { threads: '1', memory_limit: MEMORY_LIMIT, autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }).catch(async (error: unknown) => {
      await rm(path, { force: true });
      throw error;
    });
    const spool = new Spool(instance, await instance.connect(), path, width);
    try {
      await spool.connection.run(`SET TimeZone = 'UTC'`);
      await spool.connection.run(`CREATE TABLE rows (${Array.from({ length: width }, (_, index) => `c${index} VARCHAR`).join(', ')})`);
      return spool;
    } catch (error) {
      await spool.close();
      throw error;
    }
  }

  /** Takes the rows of a cursor, and answers how many there were. */
  async fill(cursor: QueryCursor): Promise<number> {
    const appender = await this.connection.createAppender('rows');
    let rowCount = 0;
    for await (const rows of cursor.batches()) {
      for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
        const part = rows.slice(start, start + CHUNK_ROWS);
        const chunk = DuckDBDataChunk.create(Array.from({ length: this.width }, () => VARCHAR), part.length);
        chunk.setColumns(Array.from({ length: this.width }, (_, index) => part.map((row) => (row[index] === null ? null : String(row[index])))));
        appender.appendDataChunk(chunk);
      }
      rowCount += rows.length;
    }
    appender.closeSync();
    return rowCount;
  }

  /** The rows in the types that fit them. */
  async select(columns: readonly ResultColumn[], candidates: TypedCandidates): Promise<string> {
    const items: string[] = [];
    for (const [index, column] of columns.entries()) items.push(`${typed(`c${index}`, await this.fittingType(`c${index}`, candidates(column)))} AS ${quoteIdentifier(column.name)}`);
    return `SELECT ${items.join(', ')} FROM rows`;
  }

  async write(format: TypedFormat, select: string): Promise<Pick<ResultStream, 'bytes' | 'close'>> {
    const result = await this.connection.stream(select);
    if (format === 'arrow') return { bytes: () => arrowStream(columnsOf(result), chunksOf(result)), close: () => this.close() };
    const file = new TemporaryFile(`${this.path}.parquet`);
    try {
      await writeParquet(parquetSelect(select, columnsOf(result)), file.path, Infinity, async (sql) => (await this.connection.run(sql)).rowsChanged);
    } catch (error) {
      await file.close();
      throw error;
    }
    await this.close();
    return { bytes: () => file.bytes(), close: () => file.close() };
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await Promise.all([rm(this.path, { force: true }), rm(`${this.path}.wal`, { force: true })]);
  }

  /** The first type that keeps all values of a column. */
  private async fittingType(name: string, candidates: readonly string[]): Promise<string> {
    for (const type of candidates) {
      if (type === 'VARCHAR') return type;
      // A number with a fraction would be rounded.
      const digits = type === 'BIGINT' ? `regexp_full_match(${name}, '-?[0-9]+') AND ` : '';
      const reader = await this.connection.runAndReadAll(`SELECT count(*) FROM rows WHERE ${name} IS NOT NULL AND NOT (${digits}${typed(name, type, 'TRY_CAST')} IS NOT NULL)`);
      if (Number(reader.getRows()[0]?.[0]) === 0) return type;
    }
    return 'VARCHAR';
  }
}

function typed(name: string, type: string, cast: 'CAST' | 'TRY_CAST' = 'CAST'): string {
  if (type === 'BLOB') return `from_hex(${name})`;
  return `${cast}(${type.endsWith('[]') ? `translate(${name}, '{}', '[]')` : name} AS ${type})`;
}

function columnsOf(result: DuckDBResult) {
  return result.columnNames().map((name, index) => ({ name, type: result.columnType(index) }));
}

async function* chunksOf(result: DuckDBResult): AsyncGenerator<ColumnChunk> {
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getColumns();
}
