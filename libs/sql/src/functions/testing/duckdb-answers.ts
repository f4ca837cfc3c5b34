import { AppError } from '@dw-sim/contracts';
import { DuckDBBlobValue, DuckDBDecimalValue, DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { splitStatements } from '../../split-statements';
import { translateSql } from '../../translate/translate-sql';
import type { WarehouseDialect } from '../../translate/dialect';

/** A real DuckDB that answers queries of a warehouse's dialect. */
export class DuckDbAnswers {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly dialect: WarehouseDialect,
  ) {}

  static async open(dialect: WarehouseDialect): Promise<DuckDbAnswers> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new DuckDbAnswers(instance, connection, dialect);
  }

  /** The cells of all rows of the last statement joined by `|`; `refused` or `error` with the reason behind a colon where there are none. */
  async answer(sql: string): Promise<string> {
    let translated: string;
    try {
      translated = translateSql(sql, { dialect: this.dialect, engine: 'duckdb' }).sql;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return `refused: ${error.message}`;
    }
    try {
      const statements = splitStatements(translated);
      for (const { text } of statements.slice(0, -1)) await this.connection.run(text);
      const rows = (await this.connection.runAndReadAll(statements.at(-1)!.text)).getRows();
      return rows.flatMap((row) => row.map(cellText)).join('|');
    } catch (error) {
      // Expected: what the query itself gets wrong, which the warehouse would not answer either.
      return `error: ${(error as Error).message}`;
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** A cell as the query API shows it: decimals without zeros at their end, binary in hexadecimal. */
function cellText(value: DuckDBValue): string {
  if (value === null) return 'NULL';
  if (value instanceof DuckDBDecimalValue) return String(Number(value.toString()));
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex').toUpperCase();
  return String(value);
}
