import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellValue } from '@dw-sim/contracts';
import { isQueryable, type PhysicalTable, type QueryableSession, type StatementOptions, type WarehouseConfig, type WarehouseConnection, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import type { ContractSubject } from './contract-subject';
import { writeParquet } from './parquet-file';

/** Rows of a query, read to the end, and whether there were more. */
export interface QueryOutcome {
  readonly rows: readonly (readonly CellValue[])[];
  readonly truncated: boolean;
}

/** An open engine on a folder of its own, with staged files: what a contract test works on. */
export class Workbench {
  private constructor(
    readonly root: string,
    readonly config: WarehouseConfig,
    readonly strategy: WarehouseStrategy,
    public session: QueryableSession,
  ) {}

  static async open(strategy: WarehouseStrategy, connection?: WarehouseConnection): Promise<Workbench> {
    const root = await mkdtemp(join(tmpdir(), 'dw-sim-contract-'));
    const config = { directory: join(root, 'warehouse'), stagingDirectory: join(root, 'staging'), memoryLimitBytes: 512 * 2 ** 20, threadCount: 2, ...(connection && { connection }) };
    await mkdir(config.directory);
    await mkdir(config.stagingDirectory);
    await writeFile(join(root, 'secret.csv'), 'secret\n42\n');
    return new Workbench(root, config, strategy, await openQueryable(strategy, config));
  }

  /** Closes the engine and opens it again on the same folder. */
  async reopen(): Promise<void> {
    await this.session.close();
    this.session = await openQueryable(this.strategy, this.config);
  }

  async close(): Promise<void> {
    await this.session.close();
    await rm(this.root, { recursive: true, force: true });
  }

  /** Stages the rows of a SELECT in DuckDB's SQL. */
  stage(file: string, select: string): Promise<string> {
    return writeParquet(join(this.config.stagingDirectory, file), select);
  }

  /** Creates a table and fills it. */
  async fill(table: PhysicalTable, select: string, rowCount: number): Promise<void> {
    await this.session.createTables([table]);
    await this.session.loadTable({ table, files: [await this.stage(`${table.name}.parquet`, select)], rowCount });
  }

  async query(sql: string, options?: StatementOptions): Promise<QueryOutcome> {
    const cursor = await this.session.query(sql, options);
    try {
      const rows: (readonly CellValue[])[] = [];
      for await (const batch of cursor.batches()) rows.push(...batch);
      return { rows, truncated: cursor.truncated };
    } finally {
      await cursor.close();
    }
  }

  /** The one cell of a query's one row. */
  async value(sql: string, options?: StatementOptions): Promise<CellValue | undefined> {
    return (await this.query(sql, options)).rows[0]?.[0];
  }
}

async function openQueryable(strategy: WarehouseStrategy, config: WarehouseConfig): Promise<QueryableSession> {
  const session = await strategy.open(config);
  if (isQueryable(session)) return session;
  throw new Error(`${strategy.label} answers no queries`);
}

/** Hands out a fresh workbench per test and closes it afterwards. */
export function useWorkbench(makeStrategy: () => WarehouseStrategy, makeConnection?: () => WarehouseConnection): () => Workbench {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await Workbench.open(makeStrategy(), makeConnection?.());
  });
  afterEach(() => bench.close());
  return () => bench;
}

/** One workbench for all tests of a group, which must leave it as it was. */
export function useSharedWorkbench({ makeStrategy, makeConnection }: ContractSubject, prepare: (bench: Workbench) => Promise<void>): () => Workbench {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open(makeStrategy(), makeConnection?.());
    await prepare(bench);
  });
  afterAll(() => bench.close());
  return () => bench;
}
