import type { SqlDialect } from '@dw-sim/contracts';
import { planTransactions } from './plan-transactions';
import { readChanges } from './read-changes';

const steps = (sql: string, dialect: SqlDialect = 'ansi') => planTransactions(readChanges(sql, 'rowid', { dialect }).changes, dialect).map(({ before = '', after = '' }) => before || after);
const told = (sql: string) => planTransactions(readChanges(sql, 'rowid').changes, 'ansi').map(({ message }) => message);

describe('planTransactions', () => {
  it.each<[string, SqlDialect, readonly string[]]>([
    ['BEGIN; DELETE FROM t; COMMIT', 'ansi', ['begin', '', 'commit']],
    ['BEGIN; BEGIN; ROLLBACK; COMMIT', 'ansi', ['begin', '', 'rollback', '']],
    ['BEGIN; CREATE TABLE t AS SELECT 1 AS a; DELETE FROM t; COMMIT', 'snowflake', ['begin', 'commit', '', '']],
    ['BEGIN; CREATE TABLE t AS SELECT 1 AS a; DELETE FROM t; COMMIT', 'redshift', ['begin', '', '', 'commit']],
    ['BEGIN; TRUNCATE t; DELETE FROM t; COMMIT', 'redshift', ['begin', 'commit', '', '']],
    ['BEGIN; TRUNCATE t; ROLLBACK', 'snowflake', ['begin', '', 'rollback']],
    ['CREATE TABLE t AS SELECT 1 AS a; SELECT 1', 'snowflake', ['', '']],
  ])('follows %j in %s', (sql, dialect, expected) => {
    expect(steps(sql, dialect)).toEqual(expected);
  });

  it('tells what is left open, and what was never begun', () => {
    expect(told('BEGIN; DELETE FROM t')[0]).toContain('rolled back at the end');
    expect(told('SELECT 1; ROLLBACK')[1]).toContain('nothing to roll back');
    expect(() => told('DELETE FROM t; ROLLBACK')).toThrow('can undo nothing');
  });
});
