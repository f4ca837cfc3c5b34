import type { ExperimentDefinition, FanOutDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
import { gammaQuantile } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import { PlanKernels } from './plan-kernels';

const ID = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const to = (name: string, table: string, more: object = {}) => ({ name, data_type: 'INT', foreign_key: { references_table: table, references_column: 'id', ...more } });

function planOf(definition: ExperimentDefinition, seed = 42, rows?: Record<string, number>): GenerationPlan {
  const { model, errors } = checkDefinition(definition, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return compilePlan(model, { seed, rows });
}

const rowCountOf = (plan: GenerationPlan, table: string): number => plan.tables.find(({ name }) => name === table)?.rowCount ?? 0;

/** Numbers of a column at given rows, NULL as null. */
function numbersOf(kernels: PlanKernels, table: string, column: string, rows: Uint32Array): (number | null)[] {
  const kernel = kernels.kernelOf(table, column);
  if (kernel.lane !== 'number') throw new Error(`${column} holds no numbers`);
  const out = new Float64Array(rows.length);
  const nulls = new Uint8Array(rows.length);
  kernel.fill(out, rows, rows.length, nulls);
  kernels.nullsOf(table, column)?.(nulls, rows, rows.length);
  return Array.from(out, (value, i) => (nulls[i] === 1 ? null : value));
}

const upTo = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

const fanOuts: readonly FanOutDefinition[] = [
  { type: 'poisson', mean: 3 },
  { type: 'poisson', mean: 120 },
  { type: 'poisson', mean: 2, min: 1, max: 5 },
  { type: 'uniform', min: 3, max: 10 },
  { type: 'fixed', count: 4 },
  { type: 'negative_binomial', mean: 3, dispersion: 0.5 },
  { type: 'geometric', mean: 2 },
  { type: 'zipf', alpha: 1.5, max: 100 },
];

const family = (fan_out: object, parents = 20_000): ExperimentDefinition => ({
  name: 'family',
  tables: [
    { name: 'parents', target_rows: parents, columns: [ID] },
    { name: 'children', columns: [{ ...to('parent_id', 'parents', { fan_out }), required: true }, { name: 'line', data_type: 'INT', required: true, generator: { type: 'position' } }], composite_keys: [['parent_id', 'line']] },
  ],
});

describe.each(fanOuts)('fan-out %j', (fanOut) => {
  const plan = planOf(family(fanOut));
  const rows = rowCountOf(plan, 'children');
  const parents = numbersOf(new PlanKernels(plan), 'children', 'parent_id', upTo(rows)) as number[];
  const lines = numbersOf(new PlanKernels(plan), 'children', 'line', upTo(rows)) as number[];
  const counts = new Array<number>(20_000).fill(0);
  for (const parent of parents) counts[parent - 1]++;

  it('puts the rows of a parent together, in the order of the parents, and counts them', () => {
    expect(parents.every((parent, row) => row === 0 || parent >= parents[row - 1])).toBe(true);
    expect(lines.every((line, row) => line === (row > 0 && parents[row] === parents[row - 1] ? lines[row - 1] + 1 : 1))).toBe(true);
  });

  it('has the mean and the distribution that were asked for (chi-square)', () => {
    const probabilities = probabilitiesOf(fanOut);
    const mean = probabilities.reduce((sum, p, k) => sum + k * p, 0);
    const deviation = Math.sqrt(probabilities.reduce((sum, p, k) => sum + (k - mean) ** 2 * p, 0));
    expect(Math.abs(rows / 20_000 - mean)).toBeLessThanOrEqual((4 * deviation) / Math.sqrt(20_000));
    const cells = pooled(probabilities.map((p, k) => ({ expected: 20_000 * p, found: counts.filter((count) => count === k).length })));
    expect(counts.every((count) => probabilities[count] > 0)).toBe(true);
    const statistic = cells.reduce((sum, { expected, found }) => sum + (found - expected) ** 2 / expected, 0);
    expect(statistic).toBeLessThanOrEqual(cells.length > 1 ? 2 * gammaQuantile(1 - 1e-4, (cells.length - 1) / 2) : 1e-9);
  });

  it('finds the parent of any row alone as in order', () => {
    const other = new PlanKernels(plan);
    fc.assert(
      fc.property(fc.array(fc.nat(rows - 1), { minLength: 1, maxLength: 50 }), (some) => {
        const asked = Uint32Array.from(some);
        expect(numbersOf(other, 'children', 'parent_id', asked)).toEqual(some.map((row) => parents[row]));
        expect(numbersOf(other, 'children', 'line', asked)).toEqual(some.map((row) => lines[row]));
      }),
    );
  });
});

/** Probability of each number of rows, from the textbook. */
function probabilitiesOf(fanOut: FanOutDefinition): readonly number[] {
  const { type, mean = 1, dispersion = 1, alpha = 1, count = 0, min = 0, max = 2000 }: FanOutDefinition = fanOut;
  const size = 2000;
  if (type === 'fixed') return Array.from({ length: size }, (_, k) => (k === count ? 1 : 0));
  if (type === 'uniform') return Array.from({ length: size }, (_, k) => (k >= min && k <= max ? 1 / (max - min + 1) : 0));
  if (type === 'zipf') {
    const weights = Array.from({ length: size }, (_, k) => (k >= 1 && k <= max ? k ** -alpha : 0));
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / total);
  }
  const r = type === 'geometric' ? 1 : dispersion;
  const logs = [type === 'poisson' ? -mean : r * Math.log(r / (r + mean))];
  for (let k = 0; k + 1 < size; k++) logs.push(logs[k] + Math.log(type === 'poisson' ? mean / (k + 1) : ((k + r) / (k + 1)) * (mean / (mean + r))));
  const clamped = new Array<number>(size).fill(0);
  logs.forEach((log, k) => (clamped[Math.min(max, Math.max(min, k))] += Math.exp(log)));
  return clamped;
}

/** Cells with at least five expected, and one for what is left. */
function pooled(cells: readonly { expected: number; found: number }[]) {
  const large = cells.filter(({ expected }) => expected >= 5);
  const rest = cells.filter(({ expected }) => expected < 5).reduce((sum, cell) => ({ expected: sum.expected + cell.expected, found: sum.found + cell.found }), { expected: 0, found: 0 });
  return rest.expected >= 5 ? [...large, rest] : large;
}

describe('chains of fan-outs', () => {
  const chain = (more: object[] = []): ExperimentDefinition => ({
    name: 'chain',
    tables: [
      { name: 'customers', target_rows: 300, columns: [ID] },
      { name: 'orders', columns: [ID, { ...to('customer_id', 'customers', { fan_out: { type: 'geometric', mean: 2 } }), required: true }] },
      {
        name: 'items',
        columns: [
          { ...to('order_id', 'orders', { fan_out: { type: 'uniform', min: 0, max: 5 } }), required: true },
          to('product_id', 'products'),
          { name: 'amount', data_type: 'INT', required: true },
          ...(more as []),
        ],
        composite_keys: [['order_id', 'product_id']],
      },
      { name: 'products', target_rows: 20, columns: [ID] },
    ],
  });

  it('lead from any row to its parents, each key once', () => {
    const plan = planOf(chain());
    const kernels = new PlanKernels(plan);
    const rows = rowCountOf(plan, 'items');
    const orders = numbersOf(kernels, 'items', 'order_id', upTo(rows));
    const products = numbersOf(kernels, 'items', 'product_id', upTo(rows));
    expect(Math.max(...(orders as number[]))).toBeLessThanOrEqual(rowCountOf(plan, 'orders'));
    expect(new Set(orders.map((order, row) => `${order} ${products[row]}`)).size).toBe(rows);
    // Every product is bought, and not the same ones together in every order.
    expect(new Set(products).size).toBe(20);
    const distances = orders.flatMap((order, row) => (row > 0 && orders[row - 1] === order ? [(Number(products[row]) - Number(products[row - 1]) + 20) % 20] : []));
    expect(new Set(distances).size).toBe(19);
  });

  it('keep their values when a column is added', () => {
    const [one, other] = [chain(), chain([{ name: 'more', data_type: 'INT' }])].map((definition) => new PlanKernels(planOf(definition)));
    for (const column of ['order_id', 'product_id', 'amount']) expect(numbersOf(other, 'items', column, upTo(500))).toEqual(numbersOf(one, 'items', column, upTo(500)));
  });

  it('can\'t be given rows, but their first parents can', () => {
    expect(rowCountOf(planOf(chain(), 42, { customers: 600 }), 'items')).toBeGreaterThan(rowCountOf(planOf(chain()), 'items'));
    expect(() => planOf(chain(), 42, { items: 5 })).toThrow(/rows of items follow from orders by fan_out.*other rows of orders/);
  });

  it('are refused where a parent has more rows than its key tells apart', () => {
    const definition = chain();
    expect(() => planOf(definition, 42, { products: 4 })).toThrow(/has 5 rows of items.*4 combinations/);
  });
});

describe('foreign keys of several columns', () => {
  const sales = (key: object = {}, returns: object = {}): ExperimentDefinition => ({
    name: 'shop',
    tables: [
      { name: 'items', target_rows: 50, columns: [ID] },
      { name: 'sales', target_rows: 400, surrogate_key: false, composite_keys: [['item', 'ticket']], columns: [to('item', 'items'), { name: 'ticket', data_type: 'INT', min_value: 1, max_value: 100 }] },
      {
        name: 'returns',
        target_rows: 300,
        columns: [{ ...to('item', 'items'), ...returns }, { name: 'ticket', data_type: 'INT' }],
        foreign_keys: [{ columns: ['item', 'ticket'], references_table: 'sales', references_columns: ['item', 'ticket'], ...key }],
      },
    ],
  });
  const pairsOf = (plan: GenerationPlan, table: string): string[] => {
    const kernels = new PlanKernels(plan);
    const [items, tickets] = ['item', 'ticket'].map((column) => numbersOf(kernels, table, column, upTo(rowCountOf(plan, table))));
    return items.map((item, row) => `${item} ${tickets[row]}`);
  };

  it('take all columns from one row of the parent', () => {
    const plan = planOf(sales());
    const parents = new Set(pairsOf(plan, 'sales'));
    expect(parents.size).toBe(400);
    expect(pairsOf(plan, 'returns').every((pair) => parents.has(pair))).toBe(true);
  });

  it('are NULL together', () => {
    const pairs = pairsOf(planOf(sales({ nullable: true, null_rate: 0.3 }, { foreign_key: null })), 'returns');
    const missing = pairs.filter((pair) => pair === 'null null').length;
    expect(pairs.filter((pair) => pair.includes('null')).length).toBe(missing);
    expect(Math.abs(missing - 90)).toBeLessThan(4 * Math.sqrt(63));
  });

  it('have popular parents', () => {
    const counts = new Map<string, number>();
    for (const pair of pairsOf(planOf(sales({ popularity: { type: 'zipf', alpha: 1.2 } })), 'returns')) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeGreaterThan(40);
  });

  it('reach each parent once where they are a key themselves', () => {
    const definition = sales();
    const unique = { ...definition, tables: definition.tables.map((table) => (table.name === 'returns' ? { ...table, composite_keys: [['item', 'ticket']], surrogate_key: false } : table)) };
    expect(new Set(pairsOf(planOf(unique), 'returns')).size).toBe(300);
    expect(() => planOf(unique, 1, { returns: 401 })).toThrow(/401 different combinations.*only 400/);
  });
});

describe('references to earlier rows of the same table', () => {
  const staff = (more: object = {}): ExperimentDefinition => ({ name: 'staff', tables: [{ name: 'people', target_rows: 60_000, columns: [ID, to('manager_id', 'people', { nullable: true, ...more })] }] });

  it('leave the root without one', () => {
    const managers = numbersOf(new PlanKernels(planOf(staff())), 'people', 'manager_id', upTo(60_000));
    expect(managers[0]).toBeNull();
    expect(managers.every((manager, row) => manager === null || manager <= row)).toBe(true);
  });

  it('follow their popularity among the rows before (chi-square)', () => {
    const alpha = 0.8;
    const managers = numbersOf(new PlanKernels(planOf(staff({ popularity: { type: 'zipf', alpha } }))), 'people', 'manager_id', upTo(60_000));
    const edges = [1, 2, 3, 5, 10, 100, 1000, 10_000, 16_385, 17_000, 30_000, 60_001];
    const sums = [0];
    for (let k = 1; k <= 60_000; k++) sums.push(sums[k - 1] + k ** -alpha);
    const expected = new Array<number>(edges.length - 1).fill(0);
    const found = new Array<number>(edges.length - 1).fill(0);
    managers.forEach((manager, row) => {
      if (manager === null) return;
      if (manager > row) throw new Error(`row ${row} has the manager ${manager}`);
      found[edges.findLastIndex((edge) => manager >= edge)]++;
      for (let i = 0; i < expected.length; i++) expected[i] += (sums[Math.min(row, edges[i + 1] - 1)] - sums[Math.min(row, edges[i] - 1)]) / sums[row];
    });
    const statistic = expected.reduce((sum, share, i) => sum + (found[i] - share) ** 2 / share, 0);
    expect(statistic).toBeLessThan(2 * gammaQuantile(1 - 1e-4, (expected.length - 1) / 2));
  });
});

describe('a table without rows', () => {
  const withToys = (toys: object): ExperimentDefinition => ({
    name: 'empty',
    tables: [...family({ type: 'poisson', mean: 1e-9 }, 2).tables.slice(0, 1), { name: 'children', columns: [ID, { ...to('parent_id', 'parents', { fan_out: { type: 'poisson', mean: 1e-9 } }), required: true }] }, { name: 'toys', target_rows: 5, columns: [toys] }],
  } as ExperimentDefinition);
  const lookup = (params: object, required: boolean): object => ({ name: 'child_id', data_type: 'INT', required, generator: { type: 'lookup', params: { from: 'Children.id', ...params } } });

  it.each([
    ['foreign key', to('child_id', 'children', { nullable: true }), null],
    ['look-up', lookup({}, false), null],
    ['look-up with a default', lookup({ default: 7 }, true), 7],
  ])('leaves a %s without a value', (_name, column, value) => {
    expect(numbersOf(new PlanKernels(planOf(withToys(column))), 'toys', 'child_id', upTo(5))).toEqual(new Array(5).fill(value));
  });

  it.each([
    ['foreign key', to('child_id', 'children', { nullable: false })],
    ['look-up', lookup({}, true)],
  ])('is refused beside a required %s', (_name, column) => {
    expect(() => planOf(withToys(column))).toThrow(expect.objectContaining({ details: { errors: [expect.objectContaining({ path: '$.rows.children', code: 'no_parent' })] } }));
  });
});
