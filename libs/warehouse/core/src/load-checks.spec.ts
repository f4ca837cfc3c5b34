import { assertRowCount, assertSameColumns, loadFailure } from './load-checks';
import type { StagedTable } from './warehouse-strategy';

const STAGED: StagedTable = {
  table: {
    name: 'shop__t',
    columns: ['a', 'b'].map((name) => ({ name, type: { kind: 'INT' }, nullable: true })),
    uniqueKeys: [],
    foreignKeys: [],
  },
  files: [],
  rowCount: 3,
};

describe('load checks', () => {
  it('lets the same columns pass', () => {
    expect(() => assertSameColumns(STAGED, 'x.parquet', ['a', 'b'])).not.toThrow();
  });

  it.each([
    [['a'], 'x.parquet lacks b.'],
    [['a', 'b', 'c'], 'x.parquet has c, which the table lacks.'],
    [['b', 'a'], 'another order: b, a, not a, b.'],
  ])('names what is wrong with the columns %j', (columns, message) => {
    expect(() => assertSameColumns(STAGED, 'x.parquet', columns)).toThrow(message);
  });

  it('names both counts', () => {
    expect(() => assertRowCount(STAGED, 4)).toThrow('hold 4 rows, but 3 were expected');
  });

  it('tells a full disk apart', () => {
    expect(loadFailure('t', 'database or disk is full').code).toBe('storage_full');
    expect(loadFailure('t', 'no such file').code).toBe('warehouse_failed');
  });
});
