import type { ExperimentDefinition } from '@dw-sim/contracts';

/** Three related tables with every column type. */
export function shopDefinition(name: string, targetWarehouse: string, orders = 10_000): ExperimentDefinition {
  return {
    name,
    target_warehouse: targetWarehouse,
    seed: 7,
    tables: [
      {
        name: 'orders',
        target_rows: orders,
        columns: [
          { name: 'order_id', data_type: 'BIGINT', is_unique: true, required: true },
          { name: 'customer_id', data_type: 'INT', required: true, foreign_key: { references_table: 'customers', references_column: 'customer_id' } },
          { name: 'coupon_id', data_type: 'INT', foreign_key: { references_table: 'coupons', references_column: 'coupon_id', nullable: true } },
          { name: 'amount', data_type: 'DECIMAL(10,2)', required: true, min_value: 1, max_value: 500, distribution: { type: 'normal', mean: 100, stddev: 40 } },
          { name: 'weight', data_type: 'FLOAT', min_value: 0, max_value: 10, null_rate: 0.2 },
          { name: 'ordered_at', data_type: 'TIMESTAMP', required: true, date_start: '2024-01-01', date_end: '2024-12-31' },
          { name: 'paid', data_type: 'BOOLEAN', required: true },
        ],
      },
      {
        name: 'customers',
        target_rows: 500,
        columns: [
          { name: 'customer_id', data_type: 'INT', is_unique: true, required: true },
          { name: 'email', data_type: 'VARCHAR', varchar_length: 100, is_unique: true, required: true, faker_rule: 'email' },
          { name: 'born_on', data_type: 'DATE', required: true, date_start: '1950-01-01', date_end: '2005-12-31' },
        ],
      },
      { name: 'coupons', target_rows: 20, columns: [{ name: 'coupon_id', data_type: 'INT', is_unique: true, required: true }] },
    ],
  };
}
