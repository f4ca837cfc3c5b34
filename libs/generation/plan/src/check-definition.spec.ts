import type { ExperimentDefinition } from '@dw-sim/contracts';
import * as fc from 'fast-check';
import { checkDefinition } from './check-definition';

const context = { warehouses: ['duckdb', 'sqlite'] };

/** A small valid document to break in one place. */
function shop(): Record<string, unknown> & { tables: Record<string, unknown>[] } {
  return {
    name: 'shop',
    tables: [
      {
        name: 'customers',
        target_rows: 100,
        columns: [
          { name: 'id', data_type: 'INT', is_unique: true, required: true },
          { name: 'email', data_type: 'VARCHAR(80)', faker_rule: 'email', is_unique: true },
        ],
      },
      {
        name: 'orders',
        target_rows: 1000,
        columns: [
          { name: 'id', data_type: 'BIGINT', is_unique: true, required: true },
          { name: 'customer_id', data_type: 'INT', foreign_key: { references_table: 'customers', references_column: 'id' } },
          { name: 'total', data_type: 'DECIMAL(10,2)', distribution: { type: 'normal', mean: 50, stddev: 10 }, min_value: 0 },
        ],
      },
    ],
  };
}

const column = (document: ReturnType<typeof shop>, table: number, index: number) =>
  (document.tables[table]['columns'] as Record<string, unknown>[])[index];

function faultsOf(change: (document: ReturnType<typeof shop>) => void) {
  const document = shop();
  change(document);
  return checkDefinition(document, context).errors;
}

describe('a valid document', () => {
  it('becomes a model with every default resolved', () => {
    const { errors, warnings, model } = checkDefinition(shop(), context);
    expect(errors).toEqual([]);
    expect(warnings).toEqual([]);
    const [customers, orders] = model?.tables ?? [];
    expect(customers.columns[0]).toMatchObject({ nullable: false, unique: true, generator: { kind: 'sequence' } });
    expect(customers.columns[1]).toMatchObject({ nullable: false, summary: 'email' });
    expect(orders.columns[1]).toMatchObject({ nullable: false, references: { table: 'customers', column: 'id' } });
    expect(orders.columns[2]).toMatchObject({ nullable: true, nullRate: 0.1, distribution: 'normal', summary: 'normal, mean 50, stddev 10, at least 0' });
  });

  it('may name any generator and nest the parameters of a distribution', () => {
    const { errors, model } = checkDefinition(
      { name: 'a', tables: [{ name: 't', target_rows: 1, columns: [
        { name: 'x', data_type: 'INT', is_unique: true, generator: { type: 'sequence', params: { start: 7 } } },
        { name: 'y', data_type: 'FLOAT', distribution: { type: 'exponential', params: { scale: 5 } } },
        { name: 'z', data_type: 'FLOAT', distribution: { type: 'gaussian', mean: 0, std: 1 } },
      ] }] },
      context,
    );
    expect(errors).toEqual([]);
    expect(model?.tables[0].columns.map(({ summary }) => summary)).toEqual(['sequence from 7', 'exponential, mean 5', 'normal, mean 0, stddev 1']);
  });
});

describe('every fault has its path, code, value and what is allowed', () => {
  it.each<[string, (document: ReturnType<typeof shop>) => void, string, string, RegExp]>([
    ['an unknown key', (d) => (d['tabels'] = []), '$.tabels', 'unknown_key', /did you mean "tables"/],
    ['an unknown key of a column', (d) => (column(d, 0, 0)['unique'] = true), '$.tables[0].columns[0].unique', 'unknown_key', /did you mean "is_unique".*allowed: /],
    ['a wrong JSON type', (d) => (column(d, 0, 0)['is_unique'] = 'yes'), '$.tables[0].columns[0].is_unique', 'wrong_type', /"yes".*true or false/],
    ['a missing key', (d) => delete column(d, 0, 0)['data_type'], '$.tables[0].columns[0].data_type', 'missing', /data_type is missing/],
    ['no tables', (d) => (d.tables = []), '$.tables', 'empty', /at least one table/],
    ['no columns', (d) => (d.tables[1]['columns'] = []), '$.tables[1].columns', 'empty', /at least one column/],
    ['a table that is none', (d) => (d.tables[0] = 5 as never), '$.tables[0]', 'wrong_type', /the table is 5/],
    ['an unknown type', (d) => (column(d, 0, 0)['data_type'] = 'INTT'), '$.tables[0].columns[0].data_type', 'unknown_type', /"INTT".*allowed: INT, BIGINT/],
    ['an impossible decimal', (d) => (column(d, 1, 2)['data_type'] = 'DECIMAL(2,5)'), '$.tables[1].columns[2].data_type', 'out_of_range', /DECIMAL\(2,5\)/],
    ['an impossible length', (d) => (column(d, 0, 1)['data_type'] = 'VARCHAR(0)'), '$.tables[0].columns[1].data_type', 'out_of_range', /1 to 65,535/],
    ['a duplicate table', (d) => (d.tables[1]['name'] = 'Customers'), '$.tables[1].name', 'duplicate_name', /\$\.tables\[0\]\.name/],
    ['a duplicate column', (d) => (column(d, 0, 1)['name'] = 'ID'), '$.tables[0].columns[1].name', 'duplicate_name', /"ID"/],
    ['a reserved word', (d) => (d.tables[0]['name'] = 'select'), '$.tables[0].name', 'reserved_word', /reserved word/],
    ['a hostile name', (d) => (d.tables[0]['name'] = 'x"; DROP TABLE users; --'), '$.tables[0].name', 'invalid_name', /letters, digits and underscores/],
    ['a path as a name', (d) => (d['name'] = '../../etc'), '$.name', 'invalid_name', /letters, digits/],
    ['a separator in an experiment', (d) => (d['name'] = 'a__b'), '$.name', 'invalid_name', /"__"/],
    ['zero rows', (d) => (d.tables[0]['target_rows'] = 0), '$.tables[0].target_rows', 'wrong_type', /1 to 4,294,967,296/],
    ['negative rows', (d) => (d.tables[0]['target_rows'] = -5), '$.tables[0].target_rows', 'wrong_type', /-5/],
    ['half a row', (d) => (d.tables[0]['target_rows'] = 1.5), '$.tables[0].target_rows', 'wrong_type', /1\.5/],
    ['too many rows', (d) => (d.tables[0]['target_rows'] = 1e15), '$.tables[0].target_rows', 'wrong_type', /4,294,967,296/],
    ['an unknown warehouse', (d) => (d['target_warehouse'] = 'duckbd'), '$.target_warehouse', 'unknown_warehouse', /did you mean "duckdb".*duckdb, sqlite/],
    ['an unknown dialect', (d) => (d['dialect'] = 'snowfake'), '$.dialect', 'unknown_dialect', /did you mean "snowflake".*ansi, redshift, snowflake/],
    ['an unknown faker rule', (d) => (column(d, 0, 1)['faker_rule'] = 'emial'), '$.tables[0].columns[1].faker_rule', 'unknown_faker_rule', /allowed: email/],
    ['an unknown locale', (d) => (d['locale'] = 'xx'), '$.locale', 'unknown_locale', /"xx"/],
    ['an unknown distribution', (d) => (column(d, 1, 2)['distribution'] = { type: 'norml', mean: 1, stddev: 1 }), '$.tables[1].columns[2].distribution.type', 'unknown_distribution', /did you mean "normal"/],
    ['an unknown generator', (d) => (column(d, 0, 0)['generator'] = { type: 'sequnce' }), '$.tables[0].columns[0].generator.type', 'unknown_generator', /did you mean "sequence"/],
    ['an unknown parameter', (d) => (column(d, 1, 2)['distribution'] = { type: 'normal', mean: 1, stddev: 1, skew: 2 }), '$.tables[1].columns[2].distribution.skew', 'unknown_parameter', /"skew"/],
    ['a missing parameter', (d) => (column(d, 1, 2)['distribution'] = { type: 'normal', mean: 1 }), '$.tables[1].columns[2].distribution.stddev', 'missing', /stddev/],
    ['a parameter out of range', (d) => (column(d, 1, 2)['distribution'] = { type: 'normal', mean: 1, stddev: -1 }), '$.tables[1].columns[2].distribution.stddev', 'out_of_range', /above 0/],
    ['min above max', (d) => Object.assign(column(d, 1, 2), { distribution: undefined, min_value: 9, max_value: 3 }), '$.tables[1].columns[2].min_value', 'range_reversed', /9.*3/],
    ['a value too large for its type', (d) => Object.assign(column(d, 1, 2), { distribution: undefined, max_value: 1e12 }), '$.tables[1].columns[2].max_value', 'out_of_range', /DECIMAL/],
    ['start after end', (d) => Object.assign(column(d, 1, 2), { data_type: 'DATE', distribution: undefined, min_value: undefined, date_start: '2025-01-01', date_end: '2024-01-01' }), '$.tables[1].columns[2].date_start', 'range_reversed', /2025-01-01/],
    ['no date', (d) => Object.assign(column(d, 1, 2), { data_type: 'DATE', distribution: undefined, min_value: undefined, date_start: 'soon' }), '$.tables[1].columns[2].date_start', 'wrong_type', /"soon".*ISO 8601/],
    ['a range on text', (d) => (column(d, 0, 1)['min_value'] = 3), '$.tables[0].columns[1].min_value', 'not_applicable', /numeric/],
    ['two generators', (d) => (column(d, 1, 1)['faker_rule'] = 'email'), '$.tables[1].columns[1].faker_rule', 'contradiction', /foreign_key and faker_rule/],
    ['a null rate above 1', (d) => (column(d, 1, 2)['null_rate'] = 2), '$.tables[1].columns[2].null_rate', 'out_of_range', /0 to 1/],
    ['NULLs in a required column', (d) => (column(d, 0, 0)['null_rate'] = 0.5), '$.tables[0].columns[0].null_rate', 'contradiction', /50 %/],
    ['impossible uniqueness', (d) => Object.assign(column(d, 1, 0), { min_value: 1, max_value: 10 }), '$.tables[1].columns[0].is_unique', 'not_enough_values', /1,000 unique values.*only 10.*at most 10 rows/],
    ['too few countries to be unique', (d) => Object.assign(d.tables[0], { target_rows: 50_000, columns: [{ name: 'n', data_type: 'VARCHAR', faker_rule: 'country', is_unique: true }, column(d, 0, 0)] }), '$.tables[0].columns[0].is_unique', 'not_enough_values', /50,000 unique values/],
    ['a unique distribution', (d) => (column(d, 1, 2)['is_unique'] = true), '$.tables[1].columns[2]', 'not_unique', /distribution/],
    ['a composite key of an unknown column', (d) => (d.tables[1]['composite_keys'] = [['id', 'custmer_id']]), '$.tables[1].composite_keys[0][1]', 'unknown_column', /did you mean "customer_id"/],
    ['a composite key of one column', (d) => (d.tables[1]['composite_keys'] = [['id']]), '$.tables[1].composite_keys[0]', 'wrong_type', /two or more/],
    ['a column in two composite keys', (d) => (d.tables[1]['composite_keys'] = [['id', 'customer_id'], ['customer_id', 'id']]), '$.tables[1].composite_keys[1][0]', 'duplicate_name', /already/],
    ['NULLs in a composite key', (d) => { d.tables[1]['composite_keys'] = [['id', 'customer_id']]; (column(d, 1, 1)['foreign_key'] as Record<string, unknown>)['nullable'] = true; }, '$.tables[1].columns[1]', 'contradiction', /can't be NULL/],
    ['a distribution in a composite key', (d) => (d.tables[1]['composite_keys'] = [['customer_id', 'total']]), '$.tables[1].columns[2]', 'not_unique', /distribution/],
    ['a composite key with too few combinations', (d) => Object.assign(d.tables[1], { composite_keys: [['customer_id', 'line']], columns: [column(d, 1, 0), column(d, 1, 1), { name: 'line', data_type: 'INT', min_value: 1, max_value: 9 }] }), '$.tables[1].composite_keys[0]', 'not_enough_values', /1,000 different combinations.*900/],
    ['a probability of 1', (d) => (column(d, 1, 2)['distribution'] = { type: 'binomial', n: 5, p: 1 }), '$.tables[1].columns[2].distribution.p', 'out_of_range', /above 0 below 1/],
    ['a mode outside its range', (d) => Object.assign(column(d, 1, 2), { min_value: 1, max_value: 5, distribution: { type: 'triangular', mode: 9 } }), '$.tables[1].columns[2].distribution.mode', 'out_of_range', /1 to 5/],
    ['edges out of order', (d) => (column(d, 1, 2)['distribution'] = { type: 'histogram', edges: [0, 5, 5], weights: [1, 1] }), '$.tables[1].columns[2].distribution.edges', 'out_of_order', /rise/],
    ['edges beyond the type', (d) => Object.assign(column(d, 1, 2), { min_value: undefined, distribution: { type: 'histogram', edges: [0, 1e12], weights: [1] } }), '$.tables[1].columns[2].distribution.edges', 'out_of_range', /DECIMAL/],
    ['too few weights', (d) => (column(d, 1, 2)['distribution'] = { type: 'histogram', edges: [0, 5, 9], weights: [1] }), '$.tables[1].columns[2].distribution.weights', 'length_mismatch', /1 weights for 2 bins/],
    ['a part of a parameter', (d) => (column(d, 1, 2)['distribution'] = { type: 'mixture', params: { components: [{ weight: 1, mean: 5, stddev: 1 }, { weight: 1, mean: 5, stddev: 0 }] } }), '$.tables[1].columns[2].distribution.params.components[1].stddev', 'out_of_range', /above 0/],
    ['an unknown part of a parameter', (d) => (column(d, 1, 2)['distribution'] = { type: 'mixture', components: [{ weight: 1, mean: 5, stdev: 1 }] }), '$.tables[1].columns[2].distribution.components[0].stdev', 'unknown_parameter', /did you mean "stddev"/],
    ['whole numbers that can not be', (d) => Object.assign(column(d, 1, 2), { max_value: 40, min_value: 30, distribution: { type: 'binomial', n: 20, p: 0.5, bounds: 'truncate' } }), '$.tables[1].columns[2].distribution.bounds', 'empty_range', /0 to 20/],
    ['an unknown popularity', (d) => (column(d, 1, 1)['foreign_key'] = { references_table: 'customers', references_column: 'id', popularity: { type: 'zip' } }), '$.tables[1].columns[1].foreign_key.popularity.type', 'wrong_type', /uniform, zipf/],
    ['a popularity without its number', (d) => (column(d, 1, 1)['foreign_key'] = { references_table: 'customers', references_column: 'id', popularity: { type: 'zipf' } }), '$.tables[1].columns[1].foreign_key.popularity.alpha', 'missing', /zipf needs alpha/],
    ['popularity of unique keys', (d) => Object.assign(column(d, 1, 1), { is_unique: true, foreign_key: { references_table: 'customers', references_column: 'id', popularity: { type: 'zipf', alpha: 1 } } }), '$.tables[1].columns[1].foreign_key.popularity', 'contradiction', /each parent once/],
    ['weights and popularity of values', (d) => Object.assign(column(d, 1, 2), { distribution: undefined, min_value: undefined, generator: { type: 'choice', params: { values: [1, 2], weights: [1, 2], distribution: { type: 'zipf', alpha: 1 } } } }), '$.tables[1].columns[2].generator.params.distribution', 'contradiction', /one of them/],
    ['an unknown parent table', (d) => (column(d, 1, 1)['foreign_key'] = { references_table: 'custmers', references_column: 'id' }), '$.tables[1].columns[1].foreign_key.references_table', 'unknown_table', /did you mean "customers"/],
    ['an unknown parent column', (d) => (column(d, 1, 1)['foreign_key'] = { references_table: 'customers', references_column: 'idd' }), '$.tables[1].columns[1].foreign_key.references_column', 'unknown_column', /did you mean "id"/],
    ['a parent that is not unique', (d) => (column(d, 0, 0)['is_unique'] = false), '$.tables[1].columns[1].foreign_key.references_column', 'not_unique', /customers\.id is not unique/],
    ['a UUID in too short a text', (d) => Object.assign(column(d, 0, 1), { data_type: 'VARCHAR(35)', faker_rule: undefined, generator: { type: 'uuid4' } }), '$.tables[0].columns[1].generator', 'too_long', /36 characters.*VARCHAR\(36\)/],
    ['a time of no day', (d) => Object.assign(column(d, 0, 1), { data_type: 'TIME', faker_rule: undefined, is_unique: false, generator: { type: 'time_of_day', params: { start: '25:00' } } }), '$.tables[0].columns[1].generator.params.start', 'wrong_type', /"25:00".*17:30/],
    ['a JSON key', (d) => Object.assign(column(d, 0, 1), { data_type: 'JSON', faker_rule: undefined }), '$.tables[0].columns[1]', 'not_unique', /key/],
    ['more precision than there is', (d) => (column(d, 1, 2)['data_type'] = 'TIME(12)'), '$.tables[1].columns[2].data_type', 'unknown_type', /TIME\(12\)/],
    ['a foreign key of another type', (d) => (column(d, 1, 1)['data_type'] = 'DATE'), '$.tables[1].columns[1].data_type', 'type_mismatch', /DATE.*INT/],
  ])('%s', (_name, change, path, code, message) => {
    const errors = faultsOf(change);
    expect(errors.map((fault) => fault.path)).toContain(path);
    const fault = errors.find((candidate) => candidate.path === path);
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(message);
  });

  it('has the path of a fault inside JSON', () => {
    const digit = { type: 'uniform_int', params: { min: 1, max: 9 } };
    const object = {
      price: { type: 'uniform_float', params: { min: 5, max: 1 } },
      'odd key': { type: 'fakr', params: {} },
      name: { type: 'faker', params: { rule: 'emial' } },
      items: { type: 'json', params: { array: { of: { type: 'json', params: { object: { qty: { ...digit, params: { min: 'x' } }, size: { type: 'choice' } } } } } } },
      day: { type: 'time_range', data_type: 'INT' },
      when: { type: 'time_range', data_type: 'DATEE' },
    };
    const errors = faultsOf((document) => Object.assign(document.tables[0]['columns'] as unknown[], { 1: { name: 'detail', data_type: 'SUPER', generator: { type: 'json', params: { object } } } }));
    const at = (path: string) => `$.tables[0].columns[1].generator.params.object${path}`;
    expect(errors.map(({ path, code }) => [path, code]).sort()).toEqual(
      [
        [at('.price.params.min'), 'range_reversed'],
        [at('["odd key"].type'), 'unknown_generator'],
        [at('.name.params.rule'), 'unknown_faker_rule'],
        [at('.items.params.array.of.params.object.qty.params.min'), 'wrong_type'],
        [at('.items.params.array.of.params.object.size.params.values'), 'missing'],
        [at('.day'), 'wrong_type'],
        [at('.when.data_type'), 'unknown_type'],
      ].sort(),
    );
    expect(errors.find(({ code }) => code === 'unknown_generator')?.message).toContain('did you mean "faker"');
  });

  it('tells all of them at once', () => {
    const errors = faultsOf((document) => {
      document['name'] = 'sel ect';
      document.tables[0]['target_rows'] = -1;
      column(document, 0, 1)['faker_rule'] = 'nope';
      column(document, 1, 1)['data_type'] = 'BLOB';
    });
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['$.name', '$.tables[0].target_rows', '$.tables[0].columns[1].faker_rule', '$.tables[1].columns[1].data_type']),
    );
  });

  it.each([null, 5, 'text', [], true, undefined])('refuses %p as a document', (document) => {
    expect(checkDefinition(document, context).errors[0]).toMatchObject({ path: '$', code: 'wrong_type' });
  });
});

it('distributions have synonyms that depend on what they know', () => {
  const paramsOf = (distribution: { type: string; [key: string]: unknown }) =>
    checkDefinition({ name: 'e', tables: [{ name: 't', target_rows: 1, columns: [{ name: 'x', data_type: 'FLOAT', distribution }] }] }, context).model?.tables[0].columns[0];
  expect(paramsOf({ type: 'lognormal', mu: 1, std: 2 })?.generator).toEqual({ kind: 'lognormal', params: { mean: 1, sigma: 2 } });
  expect(paramsOf({ type: 'gaussian', mu: 1, sigma: 2 })?.generator).toEqual({ kind: 'normal', params: { mean: 1, stddev: 2 } });
  expect(paramsOf({ type: 'poisson', rate: 3 })).toMatchObject({ distribution: 'poisson', summary: 'poisson, lambda 3' });
});

describe('column types', () => {
  it.each([
    ['timestamp with time zone', 'TIMESTAMPTZ'],
    ['TIMESTAMP_TZ(9)', 'TIMESTAMPTZ'],
    ['TIMESTAMP_LTZ', 'TIMESTAMPTZ'],
    ['TIMESTAMP_NTZ(9)', 'TIMESTAMP'],
    ['timestamp without time zone', 'TIMESTAMP'],
    ['TIME  WITHOUT TIME ZONE', 'TIME'],
    ['Time(3)', 'TIME'],
    ['uuid', 'UUID'],
    ['SUPER', 'JSON'],
    ['VARIANT', 'JSON'],
    ['OBJECT', 'JSON'],
    ['ARRAY', 'JSON'],
    ['JSONB', 'JSON'],
  ])('%s is %s, and filled without a generator', (data_type, kind) => {
    const { model, errors } = checkDefinition({ name: 'a', tables: [{ name: 't', target_rows: 5, columns: [{ name: 'c', data_type }] }] }, context);
    expect(errors).toEqual([]);
    expect(model?.tables[0].columns[0]).toMatchObject({ type: { kind }, summary: expect.stringMatching(/./) });
  });
});

describe('references between tables', () => {
  const linked = (nullable: boolean): ExperimentDefinition => ({
    name: 'cycle',
    tables: ['a', 'b'].map((name, i) => ({
      name,
      target_rows: 10,
      columns: [
        { name: 'id', data_type: 'INT', is_unique: true, required: true },
        { name: 'other_id', data_type: 'INT', foreign_key: { references_table: i === 0 ? 'b' : 'a', references_column: 'id', nullable: nullable && i === 0 } },
      ],
    })),
  });

  it('refuses a cycle of required foreign keys', () => {
    expect(checkDefinition(linked(false), context).errors).toMatchObject([{ code: 'required_cycle', message: expect.stringContaining('a → b → a') }]);
  });

  it('lets a nullable foreign key break the cycle', () => {
    expect(checkDefinition(linked(true), context).errors).toEqual([]);
  });

  it('lets a table refer to itself', () => {
    const { errors } = checkDefinition(
      { name: 'staff', tables: [{ name: 'people', target_rows: 10, columns: [
        { name: 'id', data_type: 'INT', is_unique: true },
        { name: 'manager_id', data_type: 'INT', foreign_key: { references_table: 'people', references_column: 'id', nullable: true } },
      ] }] },
      context,
    );
    expect(errors).toEqual([]);
  });

  it('refuses keys that take their values from each other', () => {
    const { errors } = checkDefinition(
      { name: 'loop', tables: ['a', 'b'].map((name, i) => ({ name, target_rows: 10, columns: [
        { name: 'id', data_type: 'INT', is_unique: true, null_rate: 0, foreign_key: { references_table: i === 0 ? 'b' : 'a', references_column: 'id', nullable: true } },
      ] })) },
      context,
    );
    expect(errors.map(({ code }) => code)).toContain('key_cycle');
  });
});

it.each<[string, string]>([
  ['nesting deeper than the stack', `{"name": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['a parameter that is nested so', `{"name": "x", "tables": [{"name": "t", "target_rows": 1, "columns": [{"name": "c", "data_type": "INT", "generator": {"type": "const", "params": {"value": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}}]}]}`],
  ['objects that can\'t become text', '{"name": "x", "tables": [{"name": "t", "target_rows": 1, "columns": [{"name": "c", "data_type": "INT", "generator": {"type": "choice", "params": {"values": [{"toString": 1, "valueOf": 1}]}}}]}]}'],
  ['a number that no double holds', '{"name": "x", "tables": [{"name": "t", "target_rows": 1e400, "columns": [{"name": "c", "data_type": "FLOAT", "max_value": -1e400}]}]}'],
])('refuses %s without throwing, in faults that can be sent', (_what, text) => {
  const { errors } = checkDefinition(JSON.parse(text), context);
  expect(errors.length).toBeGreaterThan(0);
  expect(JSON.stringify(errors).length).toBeLessThan(5000);
});

it('calls an infinite number by its name', () => {
  expect(faultsOf((document) => (document.tables[0]['target_rows'] = Infinity))[0].message).toMatch(/^target_rows is Infinity/);
});

it('never throws, whatever JSON it is given', () => {
  fc.assert(fc.property(fc.jsonValue(), (document) => Array.isArray(checkDefinition(document, context).errors)));
  const odd = fc.letrec((tie) => ({
    value: fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), tie('object'), fc.array(tie('object'), { maxLength: 2 })),
    object: fc.dictionary(fc.constantFrom('name', 'tables', 'columns', 'data_type', 'target_rows', 'foreign_key', 'generator', 'type', 'params', 'distribution', '__proto__'), tie('value'), { maxKeys: 5 }),
  }));
  fc.assert(fc.property(odd.object, (document) => Array.isArray(checkDefinition({ ...shop(), ...(document as object) }, context).errors)), { numRuns: 500 });
});
