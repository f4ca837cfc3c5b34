import type { ExampleSummary, ExperimentDetail, QueryResult, RunDetail, RunEvent, RunEventBody, StatementResult, TableSummary } from '@dw-sim/contracts';

/** Wire documents for the dashboard's tests: a small shop with two tables. */
const AT = '2026-01-01T10:00:00.000Z';

export function sampleTable(change: Partial<TableSummary> = {}): TableSummary {
  return {
    name: 'customers',
    physical_name: 'shop__customers',
    composite_keys: [],
    composite_foreign_keys: [],
    description: null,
    target_rows: 1_000, derived_from: null,
    loaded_rows: 0,
    columns: [
      {
        name: 'customer_id', data_type: 'INT', nullable: false, unique: true, null_rate: 0, generator: 'permutation',
        generator_summary: '1 to 1000 in random order', distribution: null, references: null,
      },
      {
        name: 'age', data_type: 'INT', nullable: true, unique: false, null_rate: 0.1, generator: 'normal',
        generator_summary: 'normal, mean 40, stddev 12', distribution: 'normal', references: null,
      },
    ],
    ...change,
  };
}

export function sampleExperiment(change: Partial<ExperimentDetail> = {}): ExperimentDetail {
  const orders = sampleTable({ name: 'orders', physical_name: 'shop__orders', target_rows: 3_000 });
  return {
    name: 'shop', description: 'A shop', target_warehouse: 'duckdb', table_count: 2, target_rows: 4_000, created_at: AT, updated_at: AT,
    last_run: null, definition: { name: 'shop', seed: 7, tables: [] }, definition_hash: 'ab', warnings: [],
    tables: [sampleTable(), orders],
    ...change,
  };
}

export function sampleRun(change: Partial<RunDetail> = {}): RunDetail {
  return {
    id: 1, experiment: 'shop', experiment_deleted: false, experiment_version: '1.0.0', source_run_id: null, resumed_run_id: null, queue_position: null, seed_origin: 'experiment', generators: { sequence: 1 }, product_version: '0.1.0', overrides: {}, staged_to: null, reproduction: null, kind: 'generate', status: 'RUNNING', seed: 7, clock: '2026-01-01T09:00:00.000Z', warehouse: 'duckdb', target: null, mode: 'create_if_missing', requested_rows: 4_000, generated_rows: 0,
    loaded_rows: 0, created_at: AT, started_at: AT, ended_at: null, elapsed_ms: null, error: null, definition_hash: 'ab',
    tables: [sampleRunTable('customers', 1_000), sampleRunTable('orders', 3_000)],
    ...change,
  };
}

export function sampleRunTable(table: string, rows: number, done = 0) {
  return { table, requested_rows: rows, generated_rows: done, loaded_rows: done, byte_length: 0, generate_ms: null, load_ms: null, checksum: null };
}

/** Events of run 1, numbered from 1 and a second apart. */
export function sampleEvents(...bodies: readonly RunEventBody[]): RunEvent[] {
  return bodies.map((body, index) => ({
    run_id: 1, experiment: 'shop', seq: index + 1, at: new Date(Date.parse(AT) + 1_000 * index).toISOString(), ...body,
  }));
}

export const STARTED: RunEventBody = {
  type: 'started', seed: 7, warehouse: 'duckdb',
  tables: [{ table: 'customers', total_rows: 1_000 }, { table: 'orders', total_rows: 3_000 }],
};

export const COMPLETED: RunEventBody = {
  type: 'completed', elapsed_ms: 2_000, tables: [sampleRunTable('customers', 1_000, 1_000), sampleRunTable('orders', 3_000, 3_000)],
};

export function sampleExample(): ExampleSummary {
  return {
    name: 'shop', title: 'Shop', description: 'A shop', table_count: 2, target_rows: 4_000, definition: { name: 'shop', tables: [] },
    sample_query: 'SELECT COUNT(*) FROM orders',
  };
}

export function sampleResult(change: Partial<QueryResult> = {}): QueryResult {
  const only: StatementResult = {
    statement: 1, position: { line: 1, column: 1, length: 8 }, kind: 'rows',
    columns: [{ name: 'country', type: 'VARCHAR', category: 'text' }, { name: 'revenue', type: 'DECIMAL(18,2)', category: 'number' }],
    rows: [['DE', '12345678901234567.89'], [null, 4]],
    row_count: 2, truncated: false, affected_rows: null, message: null, elapsed_ms: 12, executed_sql: 'SELECT 1',
  };
  const { columns, rows, row_count, truncated, elapsed_ms, executed_sql } = only;
  return { query_id: '1', columns, rows, row_count, truncated, elapsed_ms, executed_sql, warehouse: 'duckdb', results: [only], ...change };
}
