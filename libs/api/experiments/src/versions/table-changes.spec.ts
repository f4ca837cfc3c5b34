import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { tableChanges } from './table-changes';

const column = (name: string, nullable = false) => ({ name, type: { kind: 'INT' } as const, nullable });
const table = (name: string, more: Partial<PhysicalTable> = {}): PhysicalTable => ({ name, columns: [column('id')], primaryKey: ['id'], uniqueKeys: [], foreignKeys: [], ...more });
const child = (name: string, parent: string) => table(name, { foreignKeys: [{ columns: ['id'], referencesTable: parent, referencesColumns: ['id'] }] });
const changes = (before: readonly PhysicalTable[], after: readonly PhysicalTable[], enforces = false) => tableChanges(before, after, enforces).map(({ name, action, reason }) => `${name} ${action} ${reason}`.trim());

describe('tableChanges', () => {
  it('keeps what holds the same rows, whatever is said about it', () => {
    expect(changes([table('a', { comment: 'x' })], [table('a', { comment: 'y', columns: [{ ...column('id'), comment: 'z' }] })])).toEqual(['a keep']);
  });

  it('says what is new, gone and changed', () => {
    const after = table('a', { columns: [column('id', true), column('more')] });
    expect(changes([table('a', { columns: [column('id'), column('less')] }), table('b')], [after, table('c')])).toEqual([
      'a rebuild Columns new: more; gone: less; changed: id.', 'c create It is new.', 'b drop It is no longer in the definition.',
    ]);
    expect(changes([table('a', { columns: [column('x'), column('y')] })], [table('a', { columns: [column('y'), column('x')] })])).toEqual(['a rebuild Its columns are in another order.']);
    expect(changes([table('a')], [table('a', { uniqueKeys: [['id']] })])).toEqual(['a rebuild Its keys have changed.']);
  });

  it('rebuilds what refers to a dropped table, and what refers to that, where keys are enforced', () => {
    const before = [child('c', 'b'), child('b', 'a'), table('a'), child('d', 'd')];
    const after = [child('c', 'b'), child('b', 'a'), table('a', { columns: [column('id', true)] }), child('d', 'd')];
    expect(tableChanges(before, after, false).map(({ action }) => action)).toEqual(['keep', 'keep', 'rebuild', 'keep']);
    expect(tableChanges(before, after, true).map(({ action }) => action)).toEqual(['rebuild', 'rebuild', 'rebuild', 'keep']);
  });
});
