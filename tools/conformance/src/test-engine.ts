import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { RedshiftStrategy } from '@dw-sim/warehouse-redshift';
import { Workbench } from '@dw-sim/warehouse-testing';
import { describedTable, type DescribedTable, type Engine, type TableLookup, type WarehouseDialect } from '@dw-sim/sql';
import { randomBytes } from 'node:crypto';
import { FIXTURE_TABLES, lookupOf } from './fixture-tables';

/** A real engine with the tables of the cases. */
export interface TestEngine {
  readonly engine: Engine;
  readonly bench: Workbench;
  readonly tables: TableLookup;
  readonly described: readonly DescribedTable[];
}

/** Opens DuckDB, and PostgreSQL as Redshift's stand-in, each with the fixture's tables. Close them. */
export async function openEngines(postgresUrl: string): Promise<readonly TestEngine[]> {
  const duckdb = await Workbench.open(new DuckDbStrategy());
  const postgres = await Workbench.open(new RedshiftStrategy(), { dsn: postgresUrl, schema: `conformance_${randomBytes(8).toString('hex')}` });
  const tables = lookupOf(FIXTURE_TABLES.map(({ table }) => table));
  const described = FIXTURE_TABLES.map(({ table: { name, columns } }) => describedTable(name, columns));
  for (const bench of [duckdb, postgres]) for (const { table, rows, rowCount } of FIXTURE_TABLES) await bench.fill(table, rows, rowCount);
  return [{ engine: 'duckdb', bench: duckdb, tables, described }, { engine: 'postgres', bench: postgres, tables, described }];
}

/** Snowflake's SQL runs on DuckDB alone. */
export function runsOn(dialect: WarehouseDialect, { engine }: TestEngine): boolean {
  return dialect === 'redshift' || engine === 'duckdb';
}
