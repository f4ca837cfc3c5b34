import type { ExperimentDefinition } from '@dw-sim/contracts';

/** Tables of {@link shop}, parents first. */
export const SHOP_TABLES = ['customers', 'orders', 'items'] as const;
export type ShopTable = (typeof SHOP_TABLES)[number];

/** Three related tables of whole numbers and texts, whose sums tell one seed from another. */
export function shop(name: string, targetWarehouse: string): ExperimentDefinition {
  const amount = { name: 'amount', data_type: 'INT', required: true, min_value: 1, max_value: 1_000_000 } as const;
  const parent = (name: string, table: ShopTable) => ({ name, data_type: 'INT', required: true, foreign_key: { references_table: table, references_column: 'id' } }) as const;
  const id = { name: 'id', data_type: 'INT', required: true, is_unique: true } as const;
  return {
    name,
    target_warehouse: targetWarehouse,
    tables: [
      { name: 'customers', target_rows: 1000, columns: [id, { name: 'email', data_type: 'VARCHAR', varchar_length: 100, required: true, faker_rule: 'email' }, amount] },
      { name: 'orders', target_rows: 1000, columns: [id, parent('customer_id', 'customers'), { name: 'city', data_type: 'VARCHAR', varchar_length: 100, faker_rule: 'city' }, amount] },
      { name: 'items', target_rows: 1000, columns: [id, parent('order_id', 'orders'), amount] },
    ],
  };
}

/** A run that can be asked for again: what its tables hold follows from it. */
export interface Variant {
  readonly seed: number;
  readonly rows: Readonly<Record<ShopTable, number>>;
}

export function variant(seed: number, items: number): Variant {
  return { seed, rows: { customers: Math.ceil(items / 100), orders: Math.ceil(items / 4), items } };
}

/** Count and sums of a table, which are other ones for other seeds or row counts; `0` where it is empty. */
export function fingerprintSql(table: string): string {
  return `SELECT CAST(COUNT(*) AS VARCHAR(40)), CAST(SUM(id) AS VARCHAR(40)), CAST(SUM(amount) AS VARCHAR(40)) FROM ${table}`;
}

/** What {@link fingerprintSql} answers, in a word. */
export function fingerprint(row: readonly unknown[] | undefined): string {
  const [count, ...sums] = (row ?? []).map(String);
  return count === '0' ? '0' : [count, ...sums].join('/');
}
