import { checkDefinition } from './check-definition';

const faultsOf = (params: unknown, column: Record<string, unknown> = {}, type = 'markov') =>
  checkDefinition({ name: 'm', tables: [{ name: 't', target_rows: 10, columns: [{ name: 's', data_type: 'VARCHAR(10)', generator: { type, params }, ...column }] }] }, { warehouses: [] }).errors.map(
    ({ path, message }) => `${path.replace('$.tables[0].columns[0].generator.params', '')}: ${message}`,
  );
const states = ['new', 'active', 'churned'];

it.each<[string, unknown]>([
  ['lists', { states, transitions: [[1, 2, 3], [0, 1, 0], [0, 0, 1]], initial: [1, 0, 0] }],
  ['objects', { states, transitions: { new: { active: 1 }, active: { active: 9, churned: 1 } }, initial: { active: 1 } }],
  ['lists by state and texts', { states, transitions: { new: [1, 1, 1], active: 'uniform', churned: 'zipf@1.1' } }],
])('chains as %s are accepted', (_what, params) => expect(faultsOf(params)).toEqual([]));

it.each<[string, unknown, string]>([
  ['an unknown state among the transitions', { states, transitions: { nwe: [1, 1, 1] } }, '.transitions.nwe: "nwe" is none of the states (did you mean "new"?); allowed: new, active, churned'],
  ['an unknown state in a transition', { states, transitions: { new: { actve: 1 } } }, '.transitions.new.actve: "actve" is none of the states (did you mean "active"?); allowed: new, active, churned'],
  ['too few rows', { states, transitions: [[1, 1, 1]] }, '.transitions: there are 1 rows of transitions for 3 states; allowed: 3 rows'],
  ['too few numbers', { states, transitions: [[1, 1], [1, 1, 1], [1, 1, 1]] }, '.transitions[0]: there are 2 weights for 3 states; allowed: 3 weights'],
  ['a negative share', { states, transitions: { new: [1, -1, 0] } }, '.transitions.new: weights are shares; allowed: numbers from 0 up, not all 0'],
  ['no share', { states, transitions: { new: [1, 1, 1] }, initial: [0, 0, 0] }, '.initial: weights are shares; allowed: numbers from 0 up, not all 0'],
  ['a state that is too long', { states: ['new', 'x'.repeat(11)], transitions: {} }, `.states: the value "${'x'.repeat(11)}" does not fit the column's type VARCHAR(10)`],
  ['a table without parents', { states, transitions: {}, per: 'customer_id' }, ".per: no foreign key of the table has fan_out, so the rows of a parent don't follow one another; allowed: no per, or fan_out on the foreign key"],
])('%s is a fault', (_what, params, fault) => expect(faultsOf(params)).toEqual([fault]));

describe('a chain for each parent', () => {
  const id = { name: 'id', data_type: 'INT', is_unique: true, required: true };
  const perFaults = (per: unknown, key: object = { fan_out: { type: 'fixed', count: 3 } }) =>
    checkDefinition({
      name: 'm',
      tables: [
        { name: 'customers', target_rows: 5, columns: [id] },
        { name: 'shops', target_rows: 5, columns: [id] },
        {
          name: 'visits',
          columns: [
            { name: 'customer_id', data_type: 'INT', required: true, foreign_key: { references_table: 'customers', references_column: 'id', ...key } },
            { name: 'shop_id', data_type: 'INT', foreign_key: { references_table: 'shops', references_column: 'id' } },
            { name: 'state', data_type: 'VARCHAR(10)', generator: { type: 'markov', params: { states, transitions: {}, per } } },
          ],
        },
      ],
    }, { warehouses: [] }).errors.map(({ path, message }) => `${path.replace('$.tables[2].columns[2].generator.params', '')}: ${message}`);

  it.each(['customer_id', 'Customer_ID'])('per %s is accepted', (per) => expect(perFaults(per)).toEqual([]));
  it.each<[unknown, string]>([
    ['shop_id', '.per: the foreign key "shop_id" has no fan_out, so the rows of a parent don\'t follow one another; allowed: customer_id'],
    ['custmer_id', '.per: there is no foreign key "custmer_id" in the table (did you mean "customer_id"?); allowed: customer_id'],
    ['id', '.per: there is no foreign key "id" in the table (did you mean "customer_id"?); allowed: customer_id'],
    ['state', '.per: there is no foreign key "state" in the table; allowed: customer_id'],
  ])('per %j is a fault', (per, fault) => expect(perFaults(per)).toEqual([fault]));

  it('a number is no foreign key', () => expect(perFaults(3)).toEqual([expect.stringMatching(/^\.per: /)]));

  it('and a parent that does not exist is told at the key, once', () => {
    expect(perFaults('customer_id', { references_table: 'custmers', fan_out: { type: 'fixed', count: 3 } })).toEqual([expect.stringMatching(/foreign_key.*did you mean "customers"/)]);
  });
});

describe('weights of a choice', () => {
  const values = ['a', 'b', 'c'];
  it.each(['uniform', 'zipf@1.2', 'head_tail@{0.8,1.1}', { a: 3, c: 1 }, [1, 2, 3]])('%j', (weights) => expect(faultsOf({ values, weights }, {}, 'choice')).toEqual([]));
  it.each<[unknown, RegExp]>([
    ['zipf', /^\.weights: weights is "zipf"; allowed: a number for each.*"zipf@1\.2"/],
    ['zipf@0', /^\.weights: weights is "zipf@0"/],
    ['head_tail@{1.5,1}', /^\.weights: weights is "head_tail/],
    [{ d: 1 }, /^\.weights\.d: "d" is none of the values/],
    [[1, 2], /^\.weights: there are 2 weights for 3 values; allowed: 3 weights/],
  ])('%j is a fault', (weights, message) => expect(faultsOf({ values, weights }, {}, 'choice')).toEqual([expect.stringMatching(message)]));
});
