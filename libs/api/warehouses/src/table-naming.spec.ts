import { namingOfRun, tableNaming } from './table-naming';
import type { Target } from './targets/target';

const run = { id: 'a', name: 'A', kind: 'postgres', dsn: null };

describe('tableNaming', () => {
  it.each<Target['options']>([{}, { schema_per_experiment: false }, { threads: 2 }])('puts the experiment before the table where the options are %j', (options) => {
    const naming = tableNaming({ options }, 'shop');
    expect(naming.schema).toBeUndefined();
    expect([naming.physical('customers'), naming.qualified('customers')]).toEqual(['shop__customers', 'shop__customers']);
  });

  it('gives the experiment a schema where the target says so', () => {
    const naming = tableNaming({ options: { schema_per_experiment: true } }, 'shop');
    expect([naming.schema, naming.physical('customers'), naming.qualified('customers')]).toEqual(['shop', 'customers', 'shop.customers']);
  });

  it('follows what a run has noted', () => {
    expect(namingOfRun(run, 'shop').qualified('orders')).toBe('shop__orders');
    expect(namingOfRun({ ...run, schema_per_experiment: true }, 'shop').qualified('orders')).toBe('shop.orders');
  });
});
