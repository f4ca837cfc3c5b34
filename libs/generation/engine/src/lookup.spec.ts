import type { AppError, ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { previewTables } from './preview';
import { DuckDbReader } from './testing/duckdb-reader';

const ID: ColumnDefinition = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const to = (name: string, table: string, more: object = {}): ColumnDefinition => ({ name, data_type: 'INT', foreign_key: { references_table: table, references_column: 'id', ...more } });
const lookup = (name: string, data_type: string, params: object, more: object = {}): ColumnDefinition => ({ name, data_type, generator: { type: 'lookup', params: { ...params } }, ...more });
const made = (name: string, data_type: string, type: string, params: object): ColumnDefinition => ({ name, data_type, generator: { type, params: { ...params } } });

const SHOP: ExperimentDefinition = {
  name: 'shop',
  tables: [
    { name: 'countries', target_rows: 12, columns: [ID, { name: 'code', data_type: 'VARCHAR(4)', is_unique: true, required: true }, { name: 'name', data_type: 'VARCHAR(60)', faker_rule: 'country', null_rate: 0.2 }, { name: 'vat', data_type: 'DECIMAL(4,2)', min_value: 0, max_value: 0.3, required: true }] },
    {
      name: 'customers',
      target_rows: 500,
      columns: [
        ID, to('country_id', 'countries', { nullable: true }),
        { name: 'registered_at', data_type: 'TIMESTAMP', required: true, date_start: '2020-01-01', date_end: '2022-12-31' },
        { name: 'token', data_type: 'UUID', required: true }, { name: 'profile', data_type: 'JSON', required: true }, { name: 'email', data_type: 'VARCHAR(80)', faker_rule: 'email', required: true },
        lookup('country', 'VARCHAR(60)', { from: 'countries.name', via: 'country_id' }),
        to('referrer_id', 'customers', { nullable: true }), lookup('referrer_email', 'VARCHAR(80)', { from: 'customers.email', via: 'referrer_id' }),
        made('greeting', 'VARCHAR(200)', 'template', { template: '{email} of {country_id.code}' }),
      ],
    },
    {
      name: 'orders',
      columns: [
        ID, to('customer_id', 'customers', { fan_out: { type: 'poisson', mean: 3 } }),
        made('ordered_at', 'TIMESTAMP', 'after', { column: 'customer_id.registered_at', max: '400 days' }),
        lookup('token', 'UUID', { from: 'customers.token', via: 'customer_id' }, { required: true }),
        lookup('profile', 'JSON', { from: 'customers.profile', on: { customer_id: 'id' } }, { required: true }),
        lookup('country', 'VARCHAR(60)', { from: 'customers.country', via: 'customer_id' }),
        lookup('country_name', 'VARCHAR(60)', { from: 'countries.name', via: 'customer_id' }),
        { name: 'amount', data_type: 'INT', required: true, min_value: 1, max_value: 100 },
        made('gross', 'FLOAT', 'expression', { code: 'amount * (1 + coalesce(customer_id.country_id.vat, 0))' }),
      ],
    },
    {
      name: 'visits',
      target_rows: 800,
      columns: [
        made('country_code', 'VARCHAR(4)', 'choice', { values: ['none'] }),
        { name: 'number', data_type: 'INT', required: true, min_value: 1, max_value: 24 },
        lookup('any_email', 'VARCHAR(80)', { from: 'customers.email' }, { required: true }),
        lookup('popular_email', 'VARCHAR(80)', { from: 'customers.email', popularity: { type: 'zipf', alpha: 1.5 } }),
        lookup('vat', 'DECIMAL(4,2)', { from: 'countries.vat', on: { number: 'id' } }),
        lookup('code', 'VARCHAR(8)', { from: 'countries.code', on: { number: 'id' }, default: "it's" }, { required: true }),
        lookup('no_name', 'VARCHAR(60)', { from: 'countries.name', on: { country_code: 'code' } }),
      ],
    },
  ],
};

describe('rows of looked-up values', () => {
  let directory: string;
  let reader: DuckDbReader;
  beforeAll(async () => {
    const { model, errors } = checkDefinition(SHOP, { warehouses: [] });
    if (!model) throw new Error(JSON.stringify(errors));
    const plan = compilePlan(model, { seed: 3 });
    directory = mkdtempSync(join(tmpdir(), 'dw-sim-lookup-'));
    const small = { ...plan, tables: plan.tables.map((table) => ({ ...table, rowGroupRows: 2048, partRows: 2048 })) };
    await generate(small, { outputDirectory: directory, workerPath: join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs'), workerCount: 2 });
    reader = await DuckDbReader.open();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const file = (table: string) => DuckDbReader.files(directory, table);
  const wrong = async (condition: string, from: string) => Number((await reader.row(`SELECT count(*) FILTER (WHERE ${condition}) AS wrong FROM ${from}`))['wrong']);
  const orders = () => `${file('orders')} o LEFT JOIN ${file('customers')} c ON c.id = o.customer_id LEFT JOIN ${file('countries')} n ON n.id = c.country_id`;
  const customers = () => `${file('customers')} c LEFT JOIN ${file('countries')} n ON n.id = c.country_id LEFT JOIN ${file('customers')} r ON r.id = c.referrer_id`;

  it.each([
    ['over one foreign key, NULL where it or the value is', 'c.country IS DISTINCT FROM n.name', customers],
    ['in the same table', 'c.referrer_email IS DISTINCT FROM r.email', customers],
    ['in a template', "c.greeting IS DISTINCT FROM c.email || ' of ' || n.code", customers],
    ['of the type UUID', 'o.token IS DISTINCT FROM c.token', orders],
    ['of the type JSON, on the columns of a foreign key', 'o.profile::VARCHAR IS DISTINCT FROM c.profile::VARCHAR', orders],
    ['of a looked-up value', 'o.country IS DISTINCT FROM c.country', orders],
    ['over several foreign keys', 'o.country_name IS DISTINCT FROM n.name', orders],
    ['in an expression', 'abs(o.gross - o.amount * (1 + coalesce(n.vat, 0))) > 1e-9', orders],
    ['as the start of a time after', "o.ordered_at < c.registered_at OR o.ordered_at > c.registered_at + INTERVAL 400 DAY", orders],
  ])('%s', async (_what, condition, from) => expect(await wrong(condition, from())).toBe(0));

  it('by value, with a default or NULL where there is none', async () => {
    const from = `${file('visits')} v LEFT JOIN ${file('countries')} n ON n.id = v.number`;
    expect(await wrong("v.vat IS DISTINCT FROM n.vat OR v.code IS DISTINCT FROM coalesce(n.code, 'it''s') OR v.no_name IS NOT NULL", from)).toBe(0);
    expect(await wrong('n.id IS NULL', from)).toBeGreaterThan(300);
  });

  it('at random, over all rows or some popular ones', async () => {
    const { any, popular, foreign } = await reader.row(`SELECT count(DISTINCT any_email) AS any, max(n) AS popular, count(*) FILTER (WHERE any_email NOT IN (SELECT email FROM ${file('customers')})) AS foreign FROM ${file('visits')}, (SELECT count(*) AS n FROM ${file('visits')} GROUP BY popular_email)`);
    expect(Number(any)).toBeGreaterThan(350);
    expect(Number(popular)).toBeGreaterThan(200);
    expect(Number(foreign)).toBe(0);
  });
});

describe('what can\'t be looked up is told before', () => {
  const faultsOf = (table: number, column: ColumnDefinition) => {
    const tables = SHOP.tables.map((given, index) => (index === table ? { ...given, columns: [...given.columns, column] } : given));
    return checkDefinition({ ...SHOP, tables }, { warehouses: [] }).errors;
  };

  it.each<[string, object, string, RegExp]>([
    ['an unknown table', { from: 'custmers.email', via: 'customer_id' }, 'unknown_table', /did you mean "customers"/],
    ['an unknown column', { from: 'customers.emial', via: 'customer_id' }, 'unknown_column', /did you mean "email"/],
    ['no column at all', { from: 'customers' }, 'unknown_column', /customers\.email/],
    ['a column that is no foreign key', { from: 'customers.email', via: 'amount' }, 'not_applicable', /no foreign key "amount" leads to customers.*customer_id/],
    ['two ways at once', { from: 'customers.email', via: 'customer_id', on: { id: 'id' } }, 'contradiction', /via and on/],
    ['a value of another type', { from: 'customers.id', via: 'customer_id' }, 'type_mismatch', /VARCHAR\(80\).*INT/],
    ['a value of a longer type', { from: 'customers.greeting', via: 'customer_id' }, 'type_mismatch', /VARCHAR\(200\)/],
    ['a key that is not unique', { from: 'customers.email', on: { amount: 'country_id' } }, 'not_unique', /customers\.country_id is not unique/],
    ['keys that can\'t be compared', { from: 'customers.email', on: { ordered_at: 'id' } }, 'type_mismatch', /can't be compared/],
    ['an unknown column of its own', { from: 'customers.email', on: { nothing: 'id' } }, 'unknown_column', /no other column "nothing"/],
    ['a default of another type', { from: 'customers.email', via: 'customer_id', default: 5 }, 'wrong_type', /text in quotes/],
  ])('%s', (_what, params, code, message) => {
    const errors = faultsOf(2, lookup('more', 'VARCHAR(80)', params));
    expect(errors).toMatchObject([{ code, message: expect.stringMatching(message) }]);
    expect(errors[0].path).toMatch(/^\$\.tables\[2\]\.columns\[9\]\.generator\.params\./);
  });

  it.each([['DATE', 'soon', /2024-01-31/], ['TIME', 'noon', /17:30/]])('a default that is no %s', (type, value, message) => {
    expect(faultsOf(2, lookup('more', type, { from: 'customers.email', via: 'customer_id', default: value }))).toMatchObject([{ code: 'wrong_type', message: expect.stringMatching(message) }]);
  });

  it('a required column whose value may be missing', () => {
    expect(faultsOf(2, lookup('more', 'VARCHAR(60)', { from: 'customers.country', via: 'customer_id' }, { required: true }))).toMatchObject([{ code: 'nullable_value' }]);
  });

  it('a column that is looked up from itself', () => {
    expect(faultsOf(1, lookup('more', 'VARCHAR(60)', { from: 'customers.more', via: 'referrer_id' }))).toMatchObject([{ code: 'column_cycle' }]);
    expect(faultsOf(1, made('more', 'INT', 'expression', { code: 'coalesce(referrer_id.more, 0) + 1' }))).toMatchObject([{ code: 'column_cycle' }]);
  });

  it('a path that leads nowhere', () => {
    expect(faultsOf(2, made('more', 'INT', 'expression', { code: 'customer_id.age + 1' }))).toMatchObject([{ code: 'unknown_column', message: expect.stringContaining('customer_id.age') }]);
  });

  it('two ways to a table', () => {
    const tables = [...SHOP.tables, { name: 'parcels', target_rows: 5, columns: [to('order_id', 'orders'), lookup('x', 'VARCHAR(80)', { from: 'countries.code', via: 'order_id' })] }];
    const more = { ...SHOP, tables: tables.map((table) => (table.name === 'orders' ? { ...table, columns: [...table.columns, to('payer_id', 'customers')] } : table)) };
    expect(checkDefinition(more, { warehouses: [] }).errors).toMatchObject([{ code: 'ambiguous', allowed: ['order_id.customer_id.country_id', 'order_id.payer_id.country_id'] }]);
  });

  it('an index of more rows than a worker holds', () => {
    const tables = SHOP.tables.map((table) => (table.name === 'countries' ? { ...table, columns: table.columns.filter(({ name }) => name !== 'code') } : table)).slice(0, 1);
    const definition = { ...SHOP, tables: [...tables, { name: 'visits', target_rows: 5, columns: [{ name: 'number', data_type: 'INT' }, lookup('vat', 'DECIMAL(4,2)', { from: 'countries.vat', on: { number: 'id' } })] }] };
    const { model } = checkDefinition(definition, { warehouses: [] });
    if (!model) throw new Error('refused');
    try {
      compilePlan(model, { seed: 1, rows: { countries: 500_001 } });
    } catch (error) {
      expect((error as AppError).details.errors).toMatchObject([{ path: '$.rows.countries', code: 'too_many_rows' }]);
      return;
    }
    throw new Error('nothing was refused');
  });
});

it('the first rows can be seen without a run', async () => {
  const { model } = checkDefinition(SHOP, { warehouses: [] });
  if (!model) throw new Error('refused');
  const previews = previewTables(compilePlan(model, { seed: 3 }), 5);
  expect(previews.map(({ rows }) => rows.length)).toEqual([5, 5, 5, 5]);
});
