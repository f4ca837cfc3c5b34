import type { ExperimentDefinition, TableDefinition } from '@dw-sim/contracts';
import { checkDefinition } from '@dw-sim/generation-plan';
import { inferGenerators } from './infer-generators';

/** A table of columns, all of one type; one in capitals is unique and required. */
function table(name: string, columns: string, data_type = 'BIGINT'): TableDefinition {
  return { name, target_rows: 100, columns: columns.split(' ').map((column) => (column === column.toUpperCase() ? { name: column.toLowerCase(), data_type, is_unique: true, required: true } : { name: column, data_type })) };
}

function suggested(...tables: readonly TableDefinition[]): readonly string[] {
  return inferGenerators({ name: 's', tables }).suggestions.map((key) => `${key.table}.${key.column} > ${key.references_table}.${key.references_column} ${key.confidence}`);
}

it('finds the table that a key is named after', () => {
  expect(suggested(table('customers', 'ID'), table('orders', 'ID customer_id'))).toEqual(['orders.customer_id > customers.id 0.95']);
  expect(suggested(table('customer', 'CUSTOMER_ID'), table('orders', 'ID customer_id'))).toEqual(['orders.customer_id > customer.customer_id 0.97']);
  expect(suggested(table('dim_customer', 'CUSTOMER_SK'), table('fact_orders', 'customer_sk customer_id'))).toEqual(['fact_orders.customer_sk > dim_customer.customer_sk 0.97', 'fact_orders.customer_id > dim_customer.customer_sk 0.85']);
});

it('reads roles before the name', () => {
  expect(suggested(table('addresses', 'ID'), table('orders', 'ID ship_address_id billingAddressId'))).toEqual(['orders.ship_address_id > addresses.id 0.85', 'orders.billingAddressId > addresses.id 0.85']);
});

it('finds other rows of the same table, and people', () => {
  expect(suggested(table('categories', 'ID parent_id'))).toEqual(['categories.parent_id > categories.id 0.7']);
  expect(suggested(table('employees', 'ID manager_id reports_to'), table('customers', 'ID support_rep_id'))).toEqual(['employees.manager_id > employees.id 0.75', 'employees.reports_to > employees.id 0.75', 'customers.support_rep_id > employees.id 0.6']);
});

it('reads the keys of star schemas without declared keys', () => {
  const sales = table('store_sales', 'ss_sold_date_sk ss_item_sk ss_cdemo_sk ss_addr_sk ss_ticket_number');
  const found = suggested(sales, table('date_dim', 'd_date_sk d_year'), table('item', 'i_item_sk i_brand_id'), table('customer_demographics', 'cd_demo_sk cd_dep_count'), table('customer_address', 'ca_address_sk ca_location_sk'));
  expect(found.map((line) => line.replace(/ [\d.]+$/, ''))).toEqual(['store_sales.ss_sold_date_sk > date_dim.d_date_sk', 'store_sales.ss_item_sk > item.i_item_sk', 'store_sales.ss_cdemo_sk > customer_demographics.cd_demo_sk', 'store_sales.ss_addr_sk > customer_address.ca_address_sk']);
});

it('offers none of another type, of two that fit alike, or of a column that is no key', () => {
  expect(suggested(table('customers', 'ID', 'UUID'), table('orders', 'customer_id'))).toEqual([]);
  expect(suggested(table('dim_customer', 'ID'), table('stg_customer', 'ID'), table('orders', 'customer_id'))).toEqual([]);
  expect(suggested(table('customers', 'ID'), table('orders', 'customer_count customers status_code'))).toEqual([]);
});

it('offers none that the declared keys leave no room for', () => {
  const required = (name: string, columns: string): TableDefinition => ({ ...table(name, columns), columns: table(name, columns).columns.map((column) => ({ ...column, required: true })) });
  // Each of them would need the other one first.
  expect(suggested(required('a', 'A_ID b_id'), required('b', 'B_ID a_id'))).toHaveLength(1);
});

it('finds keys of several columns, in place of those of one of them', () => {
  const lines: TableDefinition = { ...table('order_lines', 'order_id line_no'), composite_keys: [['order_id', 'line_no']] };
  const tables = [table('orders', 'ORDER_ID'), lines, table('shipments', 'ID order_id line_no')];
  expect(suggested(...tables)).toEqual(['shipments.order_id, line_no > order_lines.order_id, line_no 0.9', 'order_lines.order_id > orders.order_id 0.97']);
  const { definition, applied } = inferGenerators({ name: 's', tables }, { applySuggestions: true });
  expect(applied).toHaveLength(2);
  expect(definition.tables[2].foreign_keys).toEqual([{ columns: ['order_id', 'line_no'], references_table: 'order_lines', references_columns: ['order_id', 'line_no'], nullable: true }]);
  expect(checkDefinition(definition, { warehouses: [] }).errors).toEqual([]);
});

it('offers none between two tables of the same composite key, or where two fit alike', () => {
  const keyed = (name: string): TableDefinition => ({ ...table(name, 'student_id course_id'), composite_keys: [['student_id', 'course_id']] });
  expect(suggested(keyed('enrolments'), keyed('grades'))).toEqual([]);
  expect(suggested(keyed('enrolments'), keyed('grades'), table('remarks', 'ID student_id course_id'))).toEqual([]);
});

it('applies what is asked for', () => {
  const tables = [table('customers', 'ID'), table('orders', 'ID customer_id customer_key')];
  const some = inferGenerators({ name: 's', tables }, { applySuggestions: [{ table: 'orders', column: 'customer_id' }] });
  expect(some.definition.tables[1].columns[1].foreign_key).toEqual({ references_table: 'customers', references_column: 'id', nullable: true });
  expect([some.applied.length, some.suggestions.length]).toEqual([1, 1]);
  const all = inferGenerators({ name: 's', tables }, { applySuggestions: true });
  expect([all.applied.length, all.suggestions.length]).toEqual([2, 0]);
  const definition: ExperimentDefinition = all.definition;
  expect(checkDefinition(definition, { warehouses: [] }).errors).toEqual([]);
});
