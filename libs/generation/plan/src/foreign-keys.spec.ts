import type { ColumnDefinition, ExperimentDefinition, TableDefinition } from '@dw-sim/contracts';
import { checkDefinition } from './check-definition';

const context = { warehouses: [] };
const ID: ColumnDefinition = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const int = (name: string, more: object = {}): ColumnDefinition => ({ name, data_type: 'INT', ...more });
const to = (name: string, table: string, more: object = {}): ColumnDefinition => int(name, { foreign_key: { references_table: table, references_column: 'id', ...more } });
const KEY = { columns: ['item', 'ticket'], references_table: 'sales', references_columns: ['item', 'ticket'] };

/** Items, their sales by item and ticket, and returns of those. */
function shop(returns: Partial<TableDefinition> = {}, sales: Partial<TableDefinition> = {}): ExperimentDefinition {
  return {
    name: 'shop',
    tables: [
      { name: 'items', target_rows: 50, columns: [ID, int('size')] },
      { name: 'sales', target_rows: 100, composite_keys: [['item', 'ticket']], columns: [to('item', 'items'), int('ticket')], ...sales },
      { name: 'returns', target_rows: 30, columns: [int('item'), int('ticket'), int('amount')], foreign_keys: [KEY], ...returns },
    ],
  };
}

const faultsOf = (returns: object, sales: object = {}) => checkDefinition(shop(returns, sales), context).errors;

describe('foreign keys of a table', () => {
  it('become relations of the model, and references of their columns', () => {
    const { errors, model } = checkDefinition(shop(), context);
    expect(errors).toEqual([]);
    expect(model?.tables[2].relations).toMatchObject([{ columns: ['item', 'ticket'], table: 'sales', parentColumns: ['item', 'ticket'], nullable: false }]);
    expect(model?.tables[2].columns[1]).toMatchObject({ references: { table: 'sales', column: 'ticket' }, nullable: false, summary: 'key of sales.ticket' });
  });

  it('may stand beside a foreign key of one of their columns that follows from them', () => {
    expect(faultsOf({ columns: [to('item', 'items'), int('ticket')] })).toEqual([]);
    const others = { name: 'others', target_rows: 5, columns: [ID] };
    const definition = { ...shop({ columns: [to('item', 'others'), int('ticket')] }) };
    expect(checkDefinition({ ...definition, tables: [...definition.tables, others] }, context).errors).toMatchObject([
      { path: '$.tables[2].columns[0]', code: 'contradiction', message: expect.stringMatching(/item comes from sales through the foreign key at \$\.tables\[2\]\.foreign_keys\[0\].*others\.id/) },
    ]);
  });

  it('may be of one column, nullable, popular, in any case of their names', () => {
    const foreign_keys = [{ columns: ['ITEM'], references_table: 'Items', references_columns: ['ID'], nullable: true, null_rate: 0.5, popularity: { type: 'zipf', alpha: 1 } }];
    const { errors, model } = checkDefinition(shop({ foreign_keys }), context);
    expect(errors).toEqual([]);
    expect(model?.tables[2].columns[0]).toMatchObject({ nullable: true, nullRate: 0.5, references: { table: 'items', column: 'id' } });
  });

  it.each<[string, object, object, string, string, RegExp]>([
    ['no list of columns', { foreign_keys: [{ ...KEY, columns: 'item' }] }, {}, '.foreign_keys[0].columns', 'wrong_type', /a list/],
    ['an unknown key', { foreign_keys: [{ ...KEY, on_delete: 'cascade' }] }, {}, '.foreign_keys[0].on_delete', 'unknown_key', /on_delete/],
    ['an unknown column', { foreign_keys: [{ ...KEY, columns: ['item', 'tickt'] }] }, {}, '.foreign_keys[0].columns[1]', 'unknown_column', /did you mean "ticket"/],
    ['an unknown parent column', { foreign_keys: [{ ...KEY, references_columns: ['item', 'tickt'] }] }, {}, '.foreign_keys[0].references_columns[1]', 'unknown_column', /the table sales has no column "tickt"/],
    ['an unknown parent', { foreign_keys: [{ ...KEY, references_table: 'sale' }] }, {}, '.foreign_keys[0].references_table', 'unknown_table', /did you mean "sales"/],
    ['fewer columns than the parent', { foreign_keys: [{ ...KEY, columns: ['item'] }] }, {}, '.foreign_keys[0].references_columns', 'length_mismatch', /1 columns refer to 2/],
    ['a column twice', { foreign_keys: [{ ...KEY, columns: ['item', 'item'] }] }, {}, '.foreign_keys[0].columns', 'duplicate_name', /twice/],
    ['parents that are not unique together', {}, { composite_keys: [], columns: [to('item', 'items'), int('ticket', { required: true })] }, '.foreign_keys[0]', 'not_unique', /\(item, ticket\) of sales are not unique together/],
    ['another type', { columns: [int('item'), { name: 'ticket', data_type: 'DATE' }] }, {}, '.columns[1].data_type', 'type_mismatch', /DATE.*sales\.ticket.*INT/],
    ['a generator of a column', { columns: [int('item'), int('ticket', { min_value: 5 })] }, {}, '.columns[1].min_value', 'contradiction', /filled by the foreign key/],
    ['NULLs of one column', { columns: [int('item'), int('ticket', { null_rate: 0.5 })] }, {}, '.columns[1].null_rate', 'contradiction', /NULL together/],
    ['a nullable key of a required column', { columns: [int('item', { required: true }), int('ticket')], foreign_keys: [{ ...KEY, nullable: true }] }, {}, '.foreign_keys[0].nullable', 'contradiction', /item is required/],
    ['columns of two keys', { foreign_keys: [KEY, { columns: ['ticket', 'amount'], references_table: 'sales', references_columns: ['item', 'ticket'] }] }, {}, '.foreign_keys[1]', 'contradiction', /ticket belongs to another foreign key/],
    ['an unknown popularity', { foreign_keys: [{ ...KEY, popularity: { type: 'zip' } }] }, {}, '.foreign_keys[0].popularity.type', 'wrong_type', /zipf/],
    ['part of a key in a composite key', { composite_keys: [['ticket', 'amount']] }, {}, '.composite_keys[0]', 'contradiction', /all of item, ticket/],
  ])('are refused with %s', (_what, returns, sales, path, code, message) => {
    const errors = faultsOf(returns, sales);
    expect(errors).toMatchObject([{ path: `$.tables[2]${path}`, code }]);
    expect(errors[0].message).toMatch(message);
  });
});

describe('fan-out', () => {
  const children = (fan_out: unknown, more: Partial<TableDefinition> = {}, column: object = {}) =>
    checkDefinition({ name: 'x', tables: [{ name: 'parents', target_rows: 1000, columns: [ID] }, { name: 'children', columns: [{ ...to('parent_id', 'parents', { fan_out }), ...column }], ...more }] }, context);

  it('makes the rows of a table follow from its parent\'s', () => {
    expect(children({ type: 'poisson', mean: 3 }).model?.tables[1]).toMatchObject({ targetRows: 3000, isDerived: true, relations: [{ fanOut: { type: 'poisson', mean: 3 } }] });
    expect(children({ min: 3, max: 10 }).model?.tables[1]).toMatchObject({ targetRows: 6500, columns: [{ nullable: false, summary: 'key of parents.id, rows of each: 3 to 10' }] });
  });

  it.each<[string, unknown, object, string, string, RegExp]>([
    ['no mean', { type: 'poisson' }, {}, '.columns[0].foreign_key.fan_out.mean', 'missing', /poisson needs mean/],
    ['a mean of 0', { type: 'poisson', mean: 0 }, {}, '.columns[0].foreign_key.fan_out.mean', 'out_of_range', /above 0/],
    ['a number of another type', { type: 'fixed', count: 3, mean: 3 }, {}, '.columns[0].foreign_key.fan_out.mean', 'unknown_parameter', /fixed has no mean/],
    ['an unknown type', { type: 'posson', mean: 3 }, {}, '.columns[0].foreign_key.fan_out.type', 'wrong_type', /poisson/],
    ['an unknown key', { type: 'poisson', mean: 3, men: 3 }, {}, '.columns[0].foreign_key.fan_out.men', 'unknown_parameter', /did you mean "mean"/],
    ['min above max', { min: 5, max: 3 }, {}, '.columns[0].foreign_key.fan_out.min', 'range_reversed', /5.*3/],
    ['no rows at all', { min: 0, max: 0 }, {}, '.columns[0].foreign_key.fan_out.max', 'out_of_range', /no parent would have a row/],
    ['a spread without end', { type: 'negative_binomial', mean: 1000, dispersion: 0.001 }, {}, '.columns[0].foreign_key.fan_out.mean', 'out_of_range', /spreads too far/],
    ['no object', 3, {}, '.columns[0].foreign_key.fan_out', 'wrong_type', /an object/],
    ['a number of rows', { type: 'fixed', count: 3 }, { target_rows: 10 }, '.target_rows', 'contradiction', /follow from parents/],
    ['NULLs', { type: 'fixed', count: 3 }, { columns: [to('parent_id', 'parents', { fan_out: { type: 'fixed', count: 3 }, nullable: true })] }, '.columns[0]', 'contradiction', /can't be NULL/],
    ['a unique key', { type: 'fixed', count: 3 }, { columns: [{ ...to('parent_id', 'parents', { fan_out: { type: 'fixed', count: 3 } }), is_unique: true }] }, '.columns[0].foreign_key.fan_out', 'contradiction', /each parent once/],
    ['popularity', { type: 'fixed', count: 3 }, { columns: [to('parent_id', 'parents', { fan_out: { type: 'fixed', count: 3 }, popularity: { type: 'zipf', alpha: 1 } })] }, '.columns[0].foreign_key.popularity', 'contradiction', /negative_binomial/],
    ['a second one', { type: 'fixed', count: 3 }, { columns: ['a', 'b'].map((name) => to(name, 'parents', { fan_out: { type: 'fixed', count: 3 } })) }, '.columns[1].foreign_key.fan_out', 'contradiction', /one fan_out in a table/],
    ['the table itself as the parent', {}, { columns: [ID, to('boss', 'children', { fan_out: { type: 'fixed', count: 3 } })] }, '.columns[1].foreign_key.fan_out', 'not_applicable', /another table/],
  ])('is refused with %s', (_what, fanOut, more, path, code, message) => {
    const { errors } = children(fanOut, more);
    expect(errors.map((fault) => fault.path)).toContain(`$.tables[1]${path}`);
    const fault = errors.find((one) => one.path === `$.tables[1]${path}`);
    expect(fault).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('leaves no table without a number of rows', () => {
    expect(checkDefinition({ name: 'x', tables: [{ name: 't', columns: [ID] }] }, context).errors).toMatchObject([{ path: '$.tables[0].target_rows', code: 'missing', message: expect.stringContaining('or a foreign key with fan_out') }]);
  });

  it('is what a position counts in', () => {
    expect(checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 3, columns: [ID, int('line', { generator: { type: 'position' } })] }] }, context).errors).toMatchObject([{ code: 'not_applicable' }]);
  });
});

describe('a composite key', () => {
  const MESSAGE = "Table 'sales' has a composite primary key (region_id, store_id). A surrogate key column '_row_id' has been added for generation. Original columns are preserved.";
  const sales = (more: Partial<TableDefinition> = {}, columns: readonly ColumnDefinition[] = []) =>
    checkDefinition({ name: 'x', tables: [{ name: 'sales', target_rows: 100, composite_keys: [['region_id', 'store_id']], columns: [...columns, int('region_id'), int('store_id')], ...more }] }, context);

  it('brings a column that numbers the rows, and a warning', () => {
    const { model, warnings } = sales();
    expect(warnings).toEqual([{ path: '$.tables[0].composite_keys', code: 'surrogate_key', message: MESSAGE }]);
    expect(model?.tables[0].columns.map(({ name }) => name)).toEqual(['_row_id', 'region_id', 'store_id']);
    expect(model?.tables[0].columns[0]).toMatchObject({ type: { kind: 'BIGINT' }, unique: true, nullable: false, summary: 'sequence from 1' });
  });

  it('brings none where it is there or is not wanted', () => {
    const there = sales({ warnings: [MESSAGE] }, [{ name: '_row_id', data_type: 'BIGINT', is_unique: true, required: true }]);
    expect(there.warnings).toEqual([{ path: '$.tables[0].warnings[0]', code: 'note', message: MESSAGE }]);
    expect(there.model?.tables[0].columns).toHaveLength(3);
    expect(sales({ surrogate_key: false }).model?.tables[0].columns).toHaveLength(2);
    expect(sales({ surrogate_key: false }).warnings).toEqual([]);
  });

  it('is told once, beside the document\'s own warnings, which are texts', () => {
    expect(sales({ warnings: ['Imported.', MESSAGE] }).warnings.map(({ message }) => message)).toEqual(['Imported.', MESSAGE]);
    expect(sales({ warnings: [5 as never] }).errors).toMatchObject([{ path: '$.tables[0].warnings[0]', code: 'wrong_type' }]);
  });
});
