import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../generate';
import { DuckDbReader } from './duckdb-reader';

const workerPath = join(__dirname, '../../../../../dist/libs/generation/engine/worker.cjs');
const ROWS = 5000;

/** Columns of every type, with and without NULLs, to compute others from. */
const COLUMNS: readonly ColumnDefinition[] = [
  { name: 'id', data_type: 'INT', is_unique: true, required: true },
  { name: 'quantity', data_type: 'INT', min_value: -20, max_value: 20, null_rate: 0.2 },
  { name: 'price', data_type: 'DECIMAL(10,2)', min_value: 0, max_value: 500, required: true },
  { name: 'rate', data_type: 'FLOAT', min_value: -1, max_value: 1, null_rate: 0.1 },
  { name: 'big', data_type: 'BIGINT', min_value: -1_000_000_000_000, max_value: 1_000_000_000_000, required: true },
  { name: 'city', data_type: 'VARCHAR(40)', faker_rule: 'city', null_rate: 0.1 },
  { name: 'grade', data_type: 'VARCHAR(10)', generator: { type: 'choice', params: { values: ['gold', 'silver', '', 'Größe ✓🎉'] } }, required: true },
  { name: 'email', data_type: 'VARCHAR(80)', faker_rule: 'email', null_rate: 0.1 },
  { name: 'born', data_type: 'DATE', date_start: '1899-12-25', date_end: '2030-03-01', null_rate: 0.1 },
  { name: 'joined', data_type: 'DATE', date_start: '2019-01-01', date_end: '2024-12-31', required: true },
  { name: 'moment', data_type: 'TIMESTAMP', date_start: '1969-12-25', date_end: '2024-12-31', null_rate: 0.1 },
  { name: 'active', data_type: 'BOOLEAN', null_rate: 0.3 },
  { name: 'clock', data_type: 'TIME', null_rate: 0.2 },
  { name: 'opens', data_type: 'TIME', generator: { type: 'time_of_day', params: { start: '06:00', end: '11:00' } }, required: true },
  { name: 'zoned', data_type: 'TIMESTAMPTZ', date_start: '1969-12-25', date_end: '2024-12-31', null_rate: 0.1 },
  { name: 'device', data_type: 'UUID', null_rate: 0.1 },
  { name: 'mark', data_type: 'VARCHAR(12)', generator: { type: 'pattern', params: { pattern: '[ab%_!ß✓]{0,6}' } }, null_rate: 0.1 },
  { name: 'doc', data_type: 'JSON', null_rate: 0.2, generator: { type: 'json', params: { object: {
    name: { type: 'faker', params: { rule: 'city' }, null_rate: 0.3 },
    'odd "key"': { type: 'uniform_int', params: { min: -9, max: 99 } },
    price: { type: 'uniform_float', params: { min: 0, max: 5, decimals: 2 } },
    flag: { type: 'boolean' },
    list: { type: 'json', params: { array: { of: { type: 'json', params: { object: { deep: { type: 'choice', params: { values: ['x', 'ü"\\', ''] } } } } }, min: 0, max: 3 } } },
  } } } },
  { name: 'parent', data_type: 'INT', foreign_key: { references_table: 't', references_column: 'id', nullable: true } },
];

/** An expression for a column of a type. */
export interface Case {
  readonly type: string;
  readonly code: string;
  /** The same in DuckDB's SQL, where it is spelled differently there. */
  readonly sql?: string;
}

/** Generates the expressions as columns, and counts for each the rows in which DuckDB computes something else. */
export async function differences(reader: DuckDbReader, cases: readonly Case[], kind: 'expression' | 'template' = 'expression'): Promise<readonly string[]> {
  const columns = cases.map(({ type, code }, i): ColumnDefinition => ({ name: `e${i}`, data_type: type, generator: { type: kind, params: kind === 'template' ? { template: code } : { code } } }));
  const { model, errors } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: ROWS, columns: [...COLUMNS, ...columns] }] }, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors, null, 2));
  const outputDirectory = mkdtempSync(join(tmpdir(), 'dw-sim-expression-'));
  try {
    await generate(compilePlan(model, { seed: 7 }), { outputDirectory, workerPath, workerCount: 1 });
    const differing = cases.map(({ type, code, sql }, i) => {
      const expected = `CAST(${sql ?? code} AS ${type})`;
      // The last digits of a double depend on the order of operations and on the functions of the C library.
      return /FLOAT/.test(type) ? `count(*) FILTER (WHERE (e${i} IS NULL) <> (${expected} IS NULL) OR abs(e${i} - ${expected}) > 1e-6 * greatest(1, abs(${expected})))` : `count(*) FILTER (WHERE e${i} IS DISTINCT FROM ${expected})`;
    });
    const counts = await reader.row(`SELECT ${differing.map((aggregate, i) => `${aggregate} AS d${i}`).join(', ')} FROM ${DuckDbReader.files(outputDirectory, 't')}`);
    return cases.flatMap(({ code, type }, i) => (Number(counts[`d${i}`]) === 0 ? [] : [`${type} ${code}: ${counts[`d${i}`]} rows differ`]));
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true });
  }
}

/** Expressions for columns of one type, each perhaps with its SQL. */
export const all = (type: string, codes: readonly (string | readonly [string, string])[]): Case[] => codes.map((code) => (typeof code === 'string' ? { type, code } : { type, code: code[0], sql: code[1] }));
