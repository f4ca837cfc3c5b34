import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useWorkbench } from '@dw-sim/warehouse-testing';
import fc from 'fast-check';
import { DuckDbStrategy } from './duckdb-strategy';
import { explainedBy } from './explained';

describe('the head of an EXPLAIN', () => {
  it.each([
    ['EXPLAIN SELECT 1', '        SELECT 1', 'EXPLAIN SELECT 1'],
    ['explain analyze SELECT 1', '                SELECT 1', 'explain analyze SELECT 1'],
    ['; /* a /* b */ */ EXPLAIN -- c\n(ANALYZE, FORMAT json)SELECT 1', null, '                  EXPLAIN     \n(ANALYZE, FORMAT json)SELECT 1'],
    ['EXPLAIN(SELECT 1)', '       (SELECT 1)', 'EXPLAIN(SELECT 1)'],
    ['EXPLAIN (ANALYZE /*) SELECT 1 --*/) SELECT 2', null, 'EXPLAIN (ANALYZE /*) SELECT 1 --*/) SELECT 2'],
  ])('is taken off %j', (written, statement, sql) => {
    const explained = explainedBy(written)!;
    expect(explained.sql.replace(/\s/g, ' ')).toBe(sql.replace(/\s/g, ' '));
    if (statement !== null) expect(explained.statement).toBe(statement);
    expect(explained.statement).toHaveLength(written.length);
  });

  it.each(['SELECT 1', 'EXPLAINED', '-- EXPLAIN\nSELECT 1', '/* EXPLAIN', '"EXPLAIN"', ''])('is none in %j', (sql) => {
    expect(explainedBy(sql)).toBeUndefined();
  });
});

describe('whatever stands before and inside an EXPLAIN', () => {
  const bench = useWorkbench(() => new DuckDbStrategy());
  const SECRET = 'hunter2hunter2';
  const PIECES = ['EXPLAIN', 'EXPLAIN ', 'ANALYZE', ' ANALYZE ', '(', ')', '(ANALYZE', '/*', '*/', '/* */', '--', '\n', '\r', "'", '"', '$$', ';', ' ', '\u00A0', ',', 'FORMAT json', 'SELECT 1 ', "format ')'"];

  it('runs nothing but a query of the warehouse', async () => {
    const folder = dirname(await bench().stage('any.parquet', 'SELECT 1 AS id'));
    const [secret, target] = [join(folder, 'secret.csv'), join(folder, 'target.csv')];
    writeFileSync(secret, SECRET);
    const hostile = [`SELECT error(content) FROM read_text('${secret}')`, `COPY (SELECT 1) TO '${target}'`, 'CREATE TABLE evil AS SELECT 1', "SET memory_limit = '40MB'"];
    const memory = () => bench().query('SELECT 1').then(() => bench().value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'evil'"));
    const text = fc.tuple(fc.constantFrom('EXPLAIN', 'EXPLAIN ANALYZE', 'EXPLAIN (ANALYZE'), fc.array(fc.constantFrom(...PIECES, ...hostile), { maxLength: 9 }), fc.constantFrom(...hostile))
      .map(([head, pieces, last]) => `${head}${pieces.join('')} ${last}`);
    await fc.assert(
      fc.asyncProperty(text, async (sql) => {
        const told = await bench().query(sql).then(({ rows }) => JSON.stringify(rows), (error: Error) => error.message);
        expect([told.includes(SECRET), existsSync(target)]).toEqual([false, false]);
      }),
      { numRuns: 1_500 },
    );
    expect(await memory()).toBe(0);
  });
});
