import type { ExperimentDefinition } from '@dw-sim/contracts';

const LINE_WIDTH = 100;

const STARTER: ExperimentDefinition = {
  name: 'my_shop',
  description: 'Customers and their orders',
  tables: [
    {
      name: 'customers',
      target_rows: 10_000,
      columns: [
        { name: 'customer_id', data_type: 'INT', is_unique: true, required: true },
        { name: 'full_name', data_type: 'VARCHAR', varchar_length: 80, faker_rule: 'name' },
        { name: 'signed_up', data_type: 'DATE', date_start: '2022-01-01', date_end: '2025-12-31' },
      ],
    },
    {
      name: 'orders',
      target_rows: 100_000,
      columns: [
        { name: 'order_id', data_type: 'INT', is_unique: true, required: true },
        {
          name: 'customer_id',
          data_type: 'INT',
          required: true,
          foreign_key: { references_table: 'customers', references_column: 'customer_id' },
        },
        {
          name: 'amount',
          data_type: 'DECIMAL(10,2)',
          min_value: 1,
          max_value: 1_000,
          distribution: { type: 'normal', mean: 120, stddev: 60 },
        },
      ],
    },
  ],
};

/** The document that a new experiment starts from. */
export const STARTER_TEXT = formatDefinition(STARTER);

/** A definition as a person would write it: indented, with small objects on one line. */
export function formatDefinition(definition: ExperimentDefinition): string {
  return `${formatValue(definition, '')}\n`;
}

function formatValue(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = formatFlat(value);
  if (indent.length + flat.length <= LINE_WIDTH && indent !== '') return flat;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((item) => `${inner}${formatValue(item, inner)}`)
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${formatValue(item, inner)}`);
  return isList ? `[\n${lines.join(',\n')}\n${indent}]` : `{\n${lines.join(',\n')}\n${indent}}`;
}

function formatFlat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatFlat).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length ? `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${formatFlat(item)}`).join(', ')} }` : '{}';
}
