import type { ExampleSummary, ExperimentDefinition } from '@dw-sim/contracts';
import ecommerce from './ecommerce.json';

/** A definition of two tables, for the documentation. */
export const SMALL_EXAMPLE: ExperimentDefinition = {
  name: 'shop',
  description: 'A small shop',
  tables: [
    {
      name: 'customers',
      target_rows: 5000,
      columns: [
        { name: 'customer_id', data_type: 'INT', is_unique: true, required: true },
        { name: 'first_name', data_type: 'VARCHAR', varchar_length: 40, faker_rule: 'first_name', required: true },
        { name: 'signed_up', data_type: 'DATE', date_start: '2022-01-01', date_end: '2025-12-31' },
      ],
    },
    {
      name: 'orders',
      target_rows: 20000,
      columns: [
        { name: 'order_id', data_type: 'BIGINT', is_unique: true, required: true },
        { name: 'customer_id', data_type: 'INT', required: true, foreign_key: { references_table: 'customers', references_column: 'customer_id' } },
        { name: 'amount', data_type: 'DECIMAL(10,2)', required: true, min_value: 1, max_value: 1000, distribution: { type: 'normal', mean: 150, stddev: 50 } },
      ],
    },
  ],
};

const SAMPLE_QUERY = `SELECT p.category,
       COUNT(DISTINCT o.order_id) AS orders,
       SUM(i.quantity) AS units,
       ROUND(SUM(i.quantity * i.unit_price), 2) AS revenue
FROM order_items AS i
JOIN orders AS o ON o.order_id = i.order_id
JOIN products AS p ON p.product_id = i.product_id
WHERE o.status = 'delivered'
GROUP BY p.category
ORDER BY revenue DESC`;

/** Built-in experiments that can be created as they are. */
export const EXAMPLES: readonly ExampleSummary[] = [
  exampleOf('E-commerce', ecommerce as ExperimentDefinition, SAMPLE_QUERY),
];

function exampleOf(title: string, definition: ExperimentDefinition, sampleQuery: string): ExampleSummary {
  return {
    name: definition.name,
    title,
    description: definition.description ?? '',
    table_count: definition.tables.length,
    target_rows: definition.tables.reduce((total, table) => total + (table.target_rows ?? 0), 0),
    definition,
    sample_query: sampleQuery,
  };
}
