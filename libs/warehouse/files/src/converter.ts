import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { assertFilesExist, assertRowCount, assertSameColumns, loadFailure, quoteLiteral, StopGuard, type LoadOptions, type StagedTable, type WarehouseConfig } from '@dw-sim/warehouse-core';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { copySql, extensionOf, type CopySource } from './copy-sql';
import type { FileFormat, FileOptions } from './file-options';

/** Turns staged Parquet files into the files of a table, with a DuckDB of its own that may touch two folders. */
export class Converter {
  constructor(
    private readonly format: FileFormat,
    private readonly options: FileOptions,
    private readonly config: Pick<WarehouseConfig, 'stagingDirectory' | 'memoryLimitBytes' | 'threadCount'>,
  ) {}

  /**
   * Writes a table's files into a folder, and answers their names.
   * @param tag a part of every name
   * @throws AppError `warehouse_failed`, `storage_full`, `aborted`
   */
  async write(staged: StagedTable, folder: string, tag: string, { signal, onProgress }: LoadOptions): Promise<readonly string[]> {
    assertFilesExist(staged);
    this.assertPartitionColumns(staged);
    const instance = await DuckDBInstance.create(':memory:', { threads: String(this.config.threadCount), memory_limit: `${this.config.memoryLimitBytes}B` });
    const connection = await instance.connect();
    const guard = new StopGuard(`load of table "${staged.table.name}"`, { signal }, () => connection.interrupt());
    try {
      guard.check();
      await lockIn(connection, [this.config.stagingDirectory, folder]);
      const fileRows = await checkedRows(connection, staged);
      assertRowCount(staged, fileRows.reduce((sum, rows) => sum + rows, 0));
      let written = 0;
      for (const [at, { source, rows }] of this.sources(staged, fileRows).entries()) {
        const name = this.options.partitionBy.length > 0 ? '' : `part-${String(at).padStart(5, '0')}${tag}.${extensionOf(this.format, this.options)}`;
        await connection.run(copySql(this.format, this.options, staged.table.columns, source, join(folder, name)));
        guard.check();
        onProgress?.((written += rows));
      }
      return await namesBelow(folder);
    } catch (error) {
      // Expected: an interrupt, files that don't hold what the table takes, a full disk.
      throw guard.reason ?? conversionError(staged.table.name, error);
    } finally {
      guard.release();
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** One for each file to write, so that rows keep their order and memory does not grow with them. */
  private sources({ files }: StagedTable, fileRows: readonly number[]): readonly { readonly source: CopySource; readonly rows: number }[] {
    const { partitionBy, rowsPerFile } = this.options;
    if (partitionBy.length > 0) return files.length === 0 ? [] : [{ source: { files }, rows: fileRows.reduce((sum, rows) => sum + rows, 0) }];
    return files.flatMap((file, at) => {
      const rows = fileRows[at] ?? 0;
      const most = rowsPerFile ?? Math.max(1, rows);
      if (rows <= most) return [{ source: { files: [file] }, rows }];
      return Array.from({ length: Math.ceil(rows / most) }, (_, index) => {
        const range = { rowStart: index * most, rowEnd: Math.min(rows, (index + 1) * most) };
        return { source: { files: [file], range }, rows: range.rowEnd - range.rowStart };
      });
    });
  }

  private assertPartitionColumns({ table }: StagedTable): void {
    const names = table.columns.map(({ name }) => name);
    const unknown = this.options.partitionBy.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw loadFailure(table.name, `partition_by names ${unknown.join(', ')}, which the table lacks`, `Its columns: ${names.join(', ')}.`);
    if (names.length === new Set(this.options.partitionBy).size) throw loadFailure(table.name, 'partition_by names every column, so that the files would have none');
  }
}

async function lockIn(connection: DuckDBConnection, folders: readonly string[]): Promise<void> {
  const settings = [
    `SET TimeZone = 'UTC'`,
    'SET preserve_insertion_order = true',
    `SET temp_directory = ''`,
    `SET allowed_directories = [${folders.map(quoteLiteral).join(', ')}]`,
    `SET allowed_paths = [${folders.map(quoteLiteral).join(', ')}]`,
    'SET enable_external_access = false',
  ];
  for (const setting of settings) await connection.run(setting);
}

/** Rows of each staged file, whose columns are those of the table. */
async function checkedRows(connection: DuckDBConnection, staged: StagedTable): Promise<readonly number[]> {
  const counts: number[] = [];
  const rows = async (sql: string): Promise<DuckDBValue[][]> => (await connection.runAndReadAll(sql)).getRows();
  for (const file of staged.files) {
    const names = await rows(`SELECT name FROM parquet_schema(${quoteLiteral(file)}) WHERE coalesce(num_children, 0) = 0`);
    assertSameColumns(staged, file, names.map(([name]) => String(name)));
    const [[count] = []] = await rows(`SELECT num_rows FROM parquet_file_metadata(${quoteLiteral(file)})`);
    counts.push(Number(count));
  }
  return counts;
}

async function namesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return paths.map((path) => path.split('\\').join('/')).sort();
}

function conversionError(table: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  return loadFailure(table, (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '', undefined, error);
}
