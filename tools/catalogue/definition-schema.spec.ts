import type { ExperimentDefinition } from '@dw-sim/contracts';
import { GENERATOR_KINDS } from '@dw-sim/generation-generators';
import { checkDefinition } from '@dw-sim/generation-plan';
import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const json = (path: string): unknown => JSON.parse(readFileSync(join(__dirname, '../..', path), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(json('docs/definition.schema.json') as object);

/** Paths of the faults that the schema finds. */
function faultsOf(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

const isAccepted = (document: unknown): boolean => checkDefinition(document, { warehouses: ['duckdb'] }).errors.length === 0;

/** A table of one column beside a table to refer to. */
const withColumn = (column: object): ExperimentDefinition => ({
  name: 'e',
  tables: [
    { name: 'customers', target_rows: 10, columns: [{ name: 'customer_id', data_type: 'INT', is_unique: true, required: true }] },
    { name: 't', target_rows: 10, columns: [{ name: 'x', data_type: 'FLOAT', ...column }] },
  ],
});

describe('the schema accepts what the product accepts', () => {
  it.each(['examples/library.json', 'libs/api/experiments/src/examples/ecommerce.json', 'tools/bench/nine-columns.json'])('%s', (path) => expect(faultsOf(json(path))).toEqual([]));

  it.each(GENERATOR_KINDS.map(({ kind, example, types }) => [kind, example, types[0]] as const))('the example of %s', (type, params, data_type) => {
    expect(faultsOf(withColumn({ data_type, generator: { type, params } }))).toEqual([]);
  });

  it.each<[string, object]>([
    ['a distribution with its parameters beside its type', { distribution: { type: 'normal', mean: 1, stddev: 2 } }],
    ['or inside params', { distribution: { type: 'normal', params: { mean: 1, stddev: 2 } } }],
    ['or by other names', { distribution: { type: 'gaussian', mu: 1, std: 2 } }],
    ['or by names that mean different things', { distribution: { type: 'lognormal', mu: 1, sigma: 2 } }],
    ['bounds in the column', { min_value: 1, max_value: 9, distribution: { type: 'triangular', mode: 3 } }],
    ['objects inside parameters', { distribution: { type: 'mixture', components: [{ weight: 1, mean: 0, stddev: 1 }] } }],
    ['a foreign key with popularity', { data_type: 'INT', foreign_key: { references_table: 'customers', references_column: 'customer_id', popularity: { type: 'zipf', alpha: 1.1 } } }],
    ['null for what is not given', { null_rate: null, distribution: null, foreign_key: null, description: null }],
  ])('%s', (_what, column) => {
    expect(isAccepted(withColumn(column))).toBe(true);
    expect(faultsOf(withColumn(column))).toEqual([]);
  });
});

describe('the schema refuses, at its place, what the product refuses', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], ''],
    ['an unknown key', { ...withColumn({}), tabels: [] }, ''],
    ['no tables', { name: 'e', tables: [] }, '/tables'],
    ['a bad name', { ...withColumn({}), name: 'a b' }, '/name'],
    ['a column without a type', withColumn({ data_type: undefined }), '/tables/1/columns/0'],
    ['a rate above 1', withColumn({ null_rate: 2 }), '/tables/1/columns/0/null_rate'],
    ['half a row', { name: 'e', tables: [{ name: 't', target_rows: 1.5, columns: [{ name: 'x', data_type: 'INT' }] }] }, '/tables/0/target_rows'],
    ['an unknown generator', withColumn({ generator: { type: 'nomal' } }), '/tables/1/columns/0/generator/type'],
    ['a generator without its parameters', withColumn({ generator: { type: 'normal' } }), '/tables/1/columns/0/generator'],
    ['an unknown parameter', withColumn({ generator: { type: 'normal', params: { mean: 1, stddev: 1, skew: 1 } } }), '/tables/1/columns/0/generator/params'],
    ['a parameter out of range', withColumn({ generator: { type: 'normal', params: { mean: 1, stddev: 0 } } }), '/tables/1/columns/0/generator/params/stddev'],
    ['an unknown distribution', withColumn({ distribution: { type: 'sequence' } }), '/tables/1/columns/0/distribution/type'],
    ['a distribution without a parameter', withColumn({ distribution: { type: 'normal', mean: 1 } }), '/tables/1/columns/0/distribution'],
    ['a fault deep inside', withColumn({ distribution: { type: 'mixture', components: [{ weight: 1, mean: 0, stddev: -1 }] } }), '/tables/1/columns/0/distribution/components/0/stddev'],
    ['a foreign key without a column', withColumn({ foreign_key: { references_table: 'customers' } }), '/tables/1/columns/0/foreign_key'],
    ['a composite key of one column', { name: 'e', tables: [{ name: 't', target_rows: 1, composite_keys: [['x']], columns: [{ name: 'x', data_type: 'INT' }] }] }, '/tables/0/composite_keys/0'],
  ])('%s', (_what, document, path) => {
    const written: unknown = JSON.parse(JSON.stringify(document));
    expect(isAccepted(written)).toBe(false);
    expect(faultsOf(written)).toContain(path);
  });
});
