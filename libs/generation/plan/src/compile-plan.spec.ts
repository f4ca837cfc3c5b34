import { AppError } from '@dw-sim/contracts';
import { canonicalJson, definitionHash } from './canonical-json';
import { checkDefinition } from './check-definition';
import { compilePlan } from './compile-plan';
import { estimateBytes } from './estimate-bytes';
import type { ExperimentModel } from './model';

const id = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const reference = (table: string, nullable = false) => ({ name: `${table}_id`, data_type: 'INT', foreign_key: { references_table: table, references_column: 'id', nullable } });

function modelOf(tables: Record<string, unknown[]>): ExperimentModel {
  const document = { name: 'x', tables: Object.entries(tables).map(([name, columns]) => ({ name, target_rows: 10, columns })) };
  const { model, errors } = checkDefinition(document, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return model;
}

const orderOf = (model: ExperimentModel) => compilePlan(model, { seed: 1 }).tables.map(({ name }) => name);

function faultsOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.details.errors ?? [];
    throw error;
  }
  throw new Error('nothing was refused');
}

it('puts parents before children, otherwise keeps the document\'s order', () => {
  expect(orderOf(modelOf({ items: [id, reference('orders'), reference('products')], orders: [id, reference('people')], people: [id], products: [id] }))).toEqual(['people', 'orders', 'products', 'items']);
});

it('lets nullable references yield in a cycle, never required ones', () => {
  expect(orderOf(modelOf({ b: [id, reference('a', true)], a: [id, reference('b')] }))).toEqual(['b', 'a']);
  expect(orderOf(modelOf({ a: [id, reference('b')], b: [id, reference('a', true)] }))).toEqual(['b', 'a']);
});

it('is plain data', () => {
  const plan = compilePlan(modelOf({ a: [id, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }] }), { seed: 1 });
  expect(structuredClone(plan)).toEqual(plan);
});

it('takes row counts and names every one that is wrong', () => {
  const model = modelOf({ a: [{ ...id, max_value: 100, min_value: 1 }], b: [id] });
  expect(compilePlan(model, { seed: 1, rows: { A: 5 } }).tables[0].rowCount).toBe(5);
  expect(faultsOf(() => compilePlan(model, { seed: -1, rows: { a: 0, bb: 5, b: 1.5 } }))).toMatchObject([
    { path: '$.seed' },
    { path: '$.rows.a', message: expect.stringContaining('1 to 4,294,967,296') },
    { path: '$.rows.bb', message: expect.stringContaining('did you mean "b"') },
    { path: '$.rows.b' },
  ]);
  expect(faultsOf(() => compilePlan(model, { seed: 1, rows: { a: 5, A: 6 } }))).toMatchObject([{ path: '$.rows.A', code: 'duplicate_name' }]);
  expect(faultsOf(() => compilePlan(model, { seed: 1, rows: { a: 101 } }))).toMatchObject([{ path: '$.rows.a', code: 'not_enough_values' }]);
});

it('gives wide tables shorter row groups, and every part whole ones', () => {
  const columns = Array.from({ length: 200 }, (_, i) => ({ name: `c${i}`, data_type: 'FLOAT' }));
  const [wide] = compilePlan(modelOf({ wide: [id, ...columns] }), { seed: 1 }).tables;
  const [narrow] = compilePlan(modelOf({ narrow: [id] }), { seed: 1 }).tables;
  expect(narrow.rowGroupRows).toBe(122_880);
  expect(wide.rowGroupRows).toBeLessThan(20_000);
  expect(wide.partRows % wide.rowGroupRows).toBe(0);
});

describe('definitionHash', () => {
  it('does not depend on the order of keys', () => {
    expect(definitionHash({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(definitionHash({ a: [{ c: 2, d: 1 }], b: 1 }));
    expect(canonicalJson({ b: undefined, a: 'é' })).toBe('{"a":"é"}');
  });
});

it('estimates the size of the files', () => {
  const plan = compilePlan(modelOf({ a: [id, { name: 'x', data_type: 'FLOAT', required: true }, { name: 'city', data_type: 'VARCHAR(8)', faker_rule: 'city', required: true }] }), { seed: 1, rows: { a: 1_000_000 } });
  expect(estimateBytes(plan)).toBe(20_000_000);
});
