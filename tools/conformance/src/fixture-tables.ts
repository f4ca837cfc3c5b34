import type { PhysicalTable } from '@dw-sim/warehouse-core';
import type { Relation, TableLookup } from '@dw-sim/sql';
import type { ColumnType } from '@dw-sim/contracts';

/** A table that cases read, with its rows in DuckDB's SQL. */
export interface FixtureTable {
  readonly table: PhysicalTable;
  readonly rows: string;
  readonly rowCount: number;
}

function table(name: string, columns: Readonly<Record<string, ColumnType>>): PhysicalTable {
  return { name, columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, nullable: true })), uniqueKeys: [], foreignKeys: [] };
}

const SALES: readonly (readonly [string, number])[] = [['a', 10], ['a', 20], ['b', 30], ['b', 40], ['b', 50], ['c', 60]];

/** `sales`: six rows in three categories, a day apart. */
const sales: FixtureTable = {
  table: table('sales', { id: { kind: 'INT' }, cat: { kind: 'VARCHAR', length: 10 }, amt: { kind: 'DECIMAL', precision: 10, scale: 2 }, ts: { kind: 'TIMESTAMP' }, d: { kind: 'DATE' } }),
  rows: SALES.map(([cat, amt], index) => `SELECT ${index + 1}::INTEGER AS id, '${cat}' AS cat, ${amt}::DECIMAL(10, 2) AS amt, TIMESTAMP '2024-01-0${index + 1}' AS ts, DATE '2024-01-0${index + 1}' AS d`).join(' UNION ALL '),
  rowCount: SALES.length,
};

/** `ev`: one document. */
const ev: FixtureTable = {
  table: table('ev', { id: { kind: 'INT' }, payload: { kind: 'JSON' } }),
  rows: `SELECT 1::INTEGER AS id, '{"a":{"b":"x"},"arr":[10,20]}' AS payload`,
  rowCount: 1,
};

export const FIXTURE_TABLES: readonly FixtureTable[] = [sales, ev];

const FAMILIES: Readonly<Record<ColumnType['kind'], NonNullable<Relation['columns']>[number]['type']['family']>> = {
  INT: 'integer', BIGINT: 'integer', FLOAT: 'float', DECIMAL: 'decimal', VARCHAR: 'text', UUID: 'text', BOOLEAN: 'boolean', DATE: 'date', TIME: 'time', TIMESTAMP: 'timestamp',
  TIMESTAMPTZ: 'timestamptz', JSON: 'json',
};

/** What the translator is told of tables. */
export function lookupOf(tables: readonly PhysicalTable[]): TableLookup {
  const relations = new Map(tables.map((known) => [known.name, { columns: known.columns.map(({ name, type }) => ({ name, type: { ...type, family: FAMILIES[type.kind] } })) }]));
  return (path) => relations.get(path.at(-1)?.toLowerCase() ?? '');
}
