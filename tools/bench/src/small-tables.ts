import type { Definition } from './definitions';

const COLUMNS = [
  { name: 'id', data_type: 'INT', is_unique: true, required: true },
  { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' },
  { name: 'amount', data_type: 'FLOAT', min_value: 1, max_value: 100 },
  { name: 'created', data_type: 'DATE', date_start: '2024-01-01', date_end: '2024-12-31' },
];

/** One table of ten rows. */
export function small(): Definition {
  return { name: 'small', tables: [{ name: 'few', target_rows: 10, columns: COLUMNS }] };
}

/** A thousand tables of ten rows, each with a key of the one before it. */
export function manyTables(): Definition {
  const parent = (i: number) => ({ name: 'parent_id', data_type: 'INT', foreign_key: { references_table: `t${i - 1}`, references_column: 'id' } });
  return { name: 'many', tables: Array.from({ length: 1000 }, (_, i) => ({ name: `t${i}`, target_rows: 10, columns: i === 0 ? COLUMNS : [...COLUMNS, parent(i)] })) };
}
