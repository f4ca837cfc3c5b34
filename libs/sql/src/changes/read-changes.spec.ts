import { AppError } from '@dw-sim/contracts';
import fc from 'fast-check';
import { splitStatements } from '../split-statements';
import { readChanges } from './read-changes';

const read = (sql: string) => readChanges(sql, 'rowid');
const named = (...names: readonly string[]) => names.map((name) => expect.objectContaining({ name }));

describe('readChanges', () => {
  it.each([
    ['INSERT INTO t (a, "B") SELECT 1, 2', 'SELECT 1, 2', { kind: 'insert', columns: named('a', 'B') }],
    ['INSERT INTO t VALUES (1, DEFAULT), (2, \'DEFAULT\')', "VALUES (1, NULL), (2, 'DEFAULT')", { kind: 'insert' }],
    ['insert into t with a as (select 1) select * from a', 'with a as (select 1) select * from a', { kind: 'insert' }],
    ['UPDATE t SET a = 1, b = (SELECT max(x), y FROM s) WHERE c = 2', 'SELECT t.rowid AS dw_row, (1) AS dw_1, ((SELECT max(x), y FROM s)) AS dw_2 FROM t WHERE c = 2', { kind: 'update', columns: named('a', 'b') }],
    ['UPDATE s.t AS x SET x.a = b.c FROM b WHERE b.id = x.id', 'SELECT x.rowid AS dw_row, (b.c) AS dw_1 FROM s.t AS x, b WHERE b.id = x.id', { kind: 'update', columns: named('a') }],
    ['DELETE FROM t', 'SELECT t.rowid AS dw_row FROM t', { kind: 'delete' }],
    ['DELETE t USING a, b WHERE t.id = a.id', 'SELECT t.rowid AS dw_row FROM t, a, b WHERE t.id = a.id', { kind: 'delete' }],
    ['WITH f AS (SELECT 1) DELETE FROM t WHERE id IN (SELECT * FROM f)', 'WITH f AS (SELECT 1)\nSELECT t.rowid AS dw_row FROM t WHERE id IN (SELECT * FROM f)', { kind: 'delete', word: 'DELETE' }],
    ['CREATE OR REPLACE TABLE t DISTKEY(a) AS (SELECT 1 AS a)', '(SELECT 1 AS a)', { kind: 'create-as', existing: 'replace', temporary: false }],
    ['CREATE TEMP TABLE IF NOT EXISTS t (a, b) AS SELECT 1, 2', 'WITH dw_made("a", "b") AS (SELECT 1, 2\n) SELECT * FROM dw_made', { kind: 'create-as', existing: 'keep', temporary: true }],
    ['CREATE TABLE #t AS SELECT 1 AS a', 'SELECT 1 AS a', { kind: 'create-as', temporary: true }],
    ['CREATE TABLE t (LIKE s)', 'SELECT * FROM s LIMIT 0', { kind: 'create-as' }],
    ['CREATE TABLE t CLONE s', 'SELECT * FROM s', { kind: 'create-as' }],
    ['CREATE VIEW v AS SELECT 1 AS a WITH NO SCHEMA BINDING', 'SELECT 1 AS a', { kind: 'create-view' }],
    ['SELECT a, b INTO TEMP TABLE t FROM s WHERE a > 1', 'SELECT a, b FROM s WHERE a > 1', { kind: 'create-as', temporary: true }],
    ['CREATE TABLE t (a INT, b VARCHAR(10))', 'SELECT 1', { kind: 'create', ddl: expect.objectContaining({ text: 'CREATE TABLE t (\na INT, b VARCHAR(10)\n)' }) }],
    ['DROP TABLE IF EXISTS a, s.b', 'SELECT 1', { kind: 'drop', object: 'table', ifExists: true }],
    ['TRUNCATE t', 'SELECT 1', { kind: 'truncate' }],
    ['ALTER TABLE t RENAME TO u', 'SELECT 1', { kind: 'rename', to: 'u' }],
    ['ALTER TABLE t ADD COLUMN a INT', 'SELECT 1', { kind: 'add-column' }],
    ['ALTER TABLE t DROP COLUMN a', 'SELECT 1', { kind: 'drop-column', column: 'a' }],
    ['ALTER TABLE t RENAME COLUMN a TO "B"', 'SELECT 1', { kind: 'rename-column', column: 'a', to: 'B' }],
  ])('takes %j apart', (sql, query, change) => {
    const text = read(sql);
    expect(text.sql).toBe(query);
    expect(text.changes).toEqual([expect.objectContaining(change)]);
  });

  it('makes a query of each clause of MERGE, the first that fits a row being the one that holds', () => {
    const { sql, changes } = read('MERGE INTO t USING s ON t.id = s.id WHEN MATCHED AND s.x = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)');
    expect(sql.split(';\n')).toEqual([
      'SELECT t.rowid AS dw_row FROM t, s WHERE (t.id = s.id) AND (s.x = 0)',
      'SELECT t.rowid AS dw_row, (s.a) AS dw_1 FROM t, s WHERE (t.id = s.id) AND NOT coalesce((1 = 1 AND (s.x = 0)), false)',
      'SELECT (s.id) AS dw_1 FROM s WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.id = s.id)',
    ]);
    expect(changes[0]).toMatchObject({ kind: 'merge', queries: 3, actions: [{ kind: 'delete' }, { kind: 'update', columns: named('a') }, { kind: 'insert', columns: named('id') }] });
  });

  it.each([
    'SELECT 1', 'WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone', 'EXPLAIN DELETE FROM t', 'SHOW TABLES', 'VACUUM', 'GRANT ALL ON t TO x', 'CREATE INDEX i ON t (a)', 'DROP SCHEMA s',
    'ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)', 'CREATE FUNCTION f() RETURNS INT AS $$ DELETE FROM t $$', "SELECT 'INSERT INTO t SELECT 1'",
  ])('leaves %j as it is', (sql) => {
    expect(read(sql)).toMatchObject({ sql, changes: [undefined] });
  });

  it('makes a merge of ON CONFLICT, over rows that are kept', () => {
    const { sql, changes } = read('INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = t.b + excluded.b');
    expect(sql.split(';\n')).toEqual([
      'VALUES (1, 2)',
      'SELECT t.rowid AS dw_row, (t.b + excluded.b) AS dw_1 FROM t, dw_source AS excluded WHERE t."a" = excluded."a"',
      'SELECT "a", "b" FROM dw_source AS excluded WHERE NOT EXISTS (SELECT 1 FROM t WHERE t."a" = excluded."a")',
    ]);
    expect(changes[0]).toMatchObject({ kind: 'merge', word: 'INSERT', queries: 3, source: named('a', 'b'), actions: [{ kind: 'update', columns: named('b') }, { kind: 'insert', unique: ['a'] }] });
    for (const end of ['ON CONFLICT DO NOTHING', 'ON CONFLICT (a) DO NOTHING RETURNING a', 'ON CONFLICT (a) DO UPDATE SET b = 1 RETURNING a']) expect(() => read(`INSERT INTO t (a, b) VALUES (1, 2) ${end}`)).toThrow(AppError);
  });

  it('leads back from the rows that are returned', () => {
    const { sql, toSource } = read('DELETE FROM t WHERE a = 1 RETURNING\n b, nope');
    expect(sql).toBe('SELECT t.rowid AS dw_row FROM t WHERE a = 1;\nSELECT b, nope FROM dw_returned AS t');
    expect(toSource({ line: 2, column: 11, length: 4 })).toEqual({ line: 2, column: 5, length: 4 });
  });

  it('leads back to the user’s text', () => {
    const text = read('SELECT 1;\nDELETE FROM t\nWHERE nope = 1;\nSELECT 2');
    expect(text.sql).toBe('SELECT 1;\nSELECT t.rowid AS dw_row FROM t WHERE nope = 1;\nSELECT 2');
    expect(text.toSource({ line: 2, column: text.sql.split('\n')[1]!.indexOf('nope') + 1, length: 4 })).toEqual({ line: 3, column: 7, length: 4 });
    expect(text.toSource({ line: 3, column: 8 })).toEqual({ line: 4, column: 8 });
    expect(text.changes[1]).toMatchObject({ position: { line: 2, column: 1 }, target: { name: 't', position: { line: 2, column: 13, length: 1 } } });
  });

  it.each([
    ['INSERT t SELECT 1', 'INTO', 8], ['UPDATE t a = 1', 'SET', 12], ['DELETE FROM', 'the name of a table', 12], ['CREATE TABLE t', 'columns in brackets', 15], ['UPDATE t SET a =', 'a value', 17],
    ['INSERT OVERWRITE INTO t SELECT 1', 'INSERT OVERWRITE', 8], ['DROP TABLE t CASCADE', 'CASCADE', 14],
  ])('says what is wrong with %j', (sql, message, column) => {
    expect(() => read(sql)).toThrow(expect.objectContaining({ message: expect.stringContaining(message), details: expect.objectContaining({ position: expect.objectContaining({ line: 1, column }) }) }));
  });

  it('reads where transactions begin and end', () => {
    const kinds = (sql: string) => read(sql).changes.map((change) => (change?.kind === 'transaction' ? change.action : change?.kind));
    expect(kinds('BEGIN WORK; DELETE FROM t; ROLLBACK')).toEqual(['begin', 'delete', 'rollback']);
    expect(kinds('START TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT')).toEqual(['begin', undefined, 'commit']);
    expect(kinds('BEGIN NAME t1; END; ABORT')).toEqual(['begin', 'commit', 'rollback']);
    for (const sql of ['BEGIN SELECT 1; END', 'SAVEPOINT a', 'ROLLBACK TO a']) expect(() => read(sql)).toThrow(expect.objectContaining({ code: 'invalid_sql' }));
  });

  it('answers a text, or an error with a place, for whatever comes', () => {
    const words = 'INSERT INTO UPDATE SET DELETE FROM USING WHERE MERGE WHEN NOT MATCHED THEN CREATE TEMP TABLE VIEW AS SELECT WITH VALUES DROP IF EXISTS ALTER ADD COLUMN RENAME TO TRUNCATE t a ( ) , = . ; \' " 1 -- /* */ \n # DEFAULT'.split(' ');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (list) => {
        const sql = list.join(' ');
        try {
          const { sql: queries, changes } = read(sql);
          expect(changes).toHaveLength(splitStatements(sql).length);
          expect(queries.length).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).details.position).toBeDefined();
        }
      }),
    );
  });
});
