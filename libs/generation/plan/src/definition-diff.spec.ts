import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import { definitionChanges } from './definition-diff';

const column = (name: string, more: object = {}) => ({ name, data_type: 'INT', ...more });
const SHOP = { name: 'shop', tables: [{ name: 'users', target_rows: 5, columns: [column('id'), column('age', { min_value: 1 })] }, { name: 'orders', target_rows: 9, columns: [column('id')] }] };
const withTables = (...tables: readonly object[]) => ({ ...SHOP, tables });
const [users, orders] = SHOP.tables as [object, object];

describe('definitionChanges', () => {
  it('finds a value by the names of its table and column', () => {
    const after = withTables(orders, { ...users, columns: [column('email', { data_type: 'VARCHAR' }), column('id'), column('age', { min_value: 2 })] });
    expect(definitionChanges(SHOP, after)).toEqual([
      { path: '$.tables[1].columns[0]', subject: 'users.email', change: 'added', after: column('email', { data_type: 'VARCHAR' }) },
      { path: '$.tables[1].columns[2].min_value', subject: 'users.age', change: 'changed', before: 1, after: 2 },
      { path: '$.tables', subject: '', change: 'changed', before: ['users', 'orders'], after: ['orders', 'users'] },
    ]);
  });

  it('tells what was removed, at its old place', () => {
    expect(definitionChanges(SHOP, withTables(users))).toEqual([{ path: '$.tables[1]', subject: 'orders', change: 'removed', before: orders }]);
    expect(definitionChanges({ ...SHOP, seed: 1 }, SHOP)).toEqual([{ path: '$.seed', subject: '', change: 'removed', before: 1 }]);
  });

  it('goes into lists of objects of the same length, and no further', () => {
    const modified = (...modifiers: readonly object[]) => withTables({ ...users, columns: [column('id', { modifiers })] }, orders);
    expect(definitionChanges(modified({ type: 'add', value: 1 }), modified({ type: 'add', value: 2 }))).toMatchObject([{ path: '$.tables[0].columns[0].modifiers[0].value', subject: 'users.id', before: 1, after: 2 }]);
    expect(definitionChanges(modified({ type: 'add', value: 1 }), modified())).toMatchObject([{ path: '$.tables[0].columns[0].modifiers', change: 'changed' }]);
  });

  it('does not care for the order of keys', () => {
    expect(definitionChanges({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 })).toEqual([]);
  });

  it('is empty where both are the same, and only there', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(definitionChanges(before, after).length === 0).toBe(canonicalJson(before) === canonicalJson(after));
      expect(definitionChanges(after, structuredClone(after))).toEqual([]);
    }));
  });
});
