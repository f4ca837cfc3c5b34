import type { Definition } from './definitions';

/** Columns of every type and lane; a few of them make up one set of the wide table. */
const SHAPES: readonly Record<string, unknown>[] = [
  { data_type: 'INT', min_value: 0, max_value: 1000 },
  { data_type: 'BIGINT', min_value: 0, max_value: 9_000_000_000_000 },
  { data_type: 'FLOAT', generator: { type: 'normal', params: { mean: 10, stddev: 3 } } },
  { data_type: 'DECIMAL(12,2)', min_value: 1, max_value: 5000 },
  { data_type: 'BOOLEAN' },
  { data_type: 'DATE', date_start: '2020-01-01', date_end: '2024-12-31' },
  { data_type: 'TIMESTAMP', date_start: '2020-01-01', date_end: '2024-12-31' },
  { data_type: 'VARCHAR', generator: { type: 'choice', params: { values: ['north', 'east', 'south', 'west'] } } },
  { data_type: 'VARCHAR', faker_rule: 'city' },
  { data_type: 'VARCHAR', faker_rule: 'email', null_rate: 0.1 },
  { data_type: 'INT', generator: { type: 'poisson', params: { lambda: 4 } }, null_rate: 0.2 },
  { data_type: 'VARCHAR(12)', generator: { type: 'pattern', params: { pattern: '[A-Z]{3}-[0-9]{6}' } } },
];

/** One table of 200 columns of mixed types. */
export function wide(rows: number): Definition {
  const columns = Array.from({ length: 199 }, (_, i) => ({ name: `c${i}`, required: true, ...SHAPES[i % SHAPES.length], ...('null_rate' in SHAPES[i % SHAPES.length] ? { required: false } : {}) }));
  return { name: 'wide', tables: [{ name: 'wide', target_rows: rows, columns: [{ name: 'id', data_type: 'BIGINT', is_unique: true, required: true }, ...columns] }] };
}
