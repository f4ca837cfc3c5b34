import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';

/** One row of a result; counts and moments as numbers where they are safe. */
export type Row = Readonly<Record<string, unknown>>;

/** SQL over the Parquet files that a test generated. */
export class DuckDbReader {
  private constructor(private readonly connection: DuckDBConnection) {}

  static async open(): Promise<DuckDbReader> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'`);
    return new DuckDbReader(connection);
  }

  async row(sql: string): Promise<Row> {
    const [row] = (await this.connection.runAndReadAll(sql)).getRowObjectsJson();
    return row;
  }

  /** FROM item of a generated table. */
  static files(directory: string, table: string): string {
    return `read_parquet('${join(directory, table, '*.parquet').replaceAll("'", "''")}')`;
  }
}
