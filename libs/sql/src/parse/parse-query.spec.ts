import { AppError } from '@dw-sim/contracts';
import { tokenize } from '../tokenize';
import { parseQuery } from './parse-query';
import type { Select } from './syntax';

const parse = (sql: string) => parseQuery(sql, tokenize(sql));
const item = (expression: string) => (parse(`SELECT ${expression}`).body as Select).items[0]!;

test.each([
  'SELECT * FROM t', 'select a.b.c, "Q"."x", `y` from s.t', "VALUES (1, 'a'), (2, 'b')", 'TABLE t', '((SELECT 1) UNION (SELECT 2)) ORDER BY 1', 'WITH RECURSIVE a(x) AS (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a, b',
  'SELECT DISTINCT ON (a, b) * FROM t', 'SELECT TOP (3) a FROM t', 'SELECT ALL a FROM t', 'SELECT a FROM t LIMIT ALL OFFSET 2 ROWS', 'SELECT a FROM t FETCH FIRST 3 ROWS ONLY', 'SELECT a FROM t LIMIT 5, 3',
  'SELECT * FROM a NATURAL LEFT JOIN b CROSS JOIN c FULL OUTER JOIN d USING (x, y)', 'SELECT * FROM a ASOF JOIN b MATCH_CONDITION (a.t >= b.t) ON a.k = b.k', 'SELECT * FROM (a JOIN b ON a.x = b.x) JOIN c ON TRUE',
  'SELECT * FROM t, LATERAL (SELECT 1) x, TABLE(f(t.a)) y, UNNEST(t.b) AS z(c)', "SELECT * FROM t TABLESAMPLE BERNOULLI (10) SEED (3)", 'SELECT * FROM t SAMPLE (3 ROWS) AS s', "SELECT * FROM t PIVOT (SUM(a) AS s, MAX(a) FOR b IN ('x' AS y, 'z')) AS p (c, d)",
  'SELECT * FROM t UNPIVOT INCLUDE NULLS (v FOR n IN (a, b AS c))', "SELECT * FROM t AT (OFFSET => -60) AS x", 'SELECT * FROM t MATCH_RECOGNIZE (PATTERN (^ a+ $)) m', 'SELECT a FROM t GROUP BY ALL', 'SELECT a FROM t GROUP BY ROLLUP (a, b), CUBE (c), GROUPING SETS ((a), ())',
  'SELECT a FROM t WINDOW w AS (PARTITION BY a ORDER BY b), v AS (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) QUALIFY x = 1', 'SELECT a UNION ALL SELECT b INTERSECT SELECT c MINUS SELECT d EXCEPT ALL SELECT e', 'SELECT a FROM t START WITH a = 1 CONNECT BY PRIOR a = b',
  'SELECT * EXCLUDE (a) REPLACE (b + 1 AS b) RENAME (c AS d) FROM t', "SELECT * ILIKE '%id%' FROM t", 'SELECT t.* EXCEPT (a), b FROM t', 'SELECT at, by, apply, top, value FROM foo at', 'SELECT a FROM @~/x.csv (FILE_FORMAT => f)', "SELECT $1, t.$2 FROM IDENTIFIER('t') t", 'SELECT 1;'.slice(0, -1),
])('reads %s', (sql) => {
  const query = parse(sql);
  expect([query.start, query.end]).toEqual([0, sql.length]);
});

test.each([
  ['a + b * c', 'binary'], ['a OR b AND NOT c', 'binary'], ['-a::int', 'unary'], ['a IS NOT DISTINCT FROM b', 'is'], ['a NOT BETWEEN 1 AND 2', 'between'], ["a NOT ILIKE ANY ('x', 'y') ESCAPE '#'", 'like'], ['a SIMILAR TO b', 'like'], ['(a, b) IN (SELECT 1, 2)', 'in'],
  ['a = ANY (SELECT 1)', 'binary'], ['EXISTS (SELECT 1)', 'exists'], ['(SELECT 1)', 'subquery'], ['((SELECT 1) + 2)', 'paren'], ['CASE a WHEN 1 THEN 2 ELSE 3 END', 'case'], ['CAST(a AS NUMBER(10, 2))', 'cast'], ['TRY_CAST(a AS TIMESTAMP WITH TIME ZONE)', 'cast'], ['CONVERT(INT, a)', 'cast'],
  ['a::DOUBLE PRECISION', 'cast'], ["DATE '2024-01-01'", 'typed'], ["INTERVAL '1-2' YEAR TO MONTH", 'interval'], ['INTERVAL 3 DAY', 'interval'], ["a AT TIME ZONE 'UTC'", 'at-time-zone'], ['EXTRACT(year FROM a)', 'call'], ["TRIM(BOTH 'x' FROM a)", 'call'], ["POSITION('a' IN b)", 'call'], ['SUBSTRING(a FROM 2 FOR 3)', 'call'],
  ["LISTAGG(DISTINCT a, ',') WITHIN GROUP (ORDER BY b DESC) OVER (PARTITION BY c)", 'call'], ['SUM(a) FILTER (WHERE b) OVER w', 'call'], ['LAG(a IGNORE NULLS) OVER (ORDER BY b)', 'call'], ['NTH_VALUE(a, 2) FROM FIRST RESPECT NULLS OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)', 'call'],
  ['APPROXIMATE COUNT(DISTINCT a)', 'call'], ['f(a => 1, b => (SELECT 1))', 'call'], ['FILTER(a, x -> x:b > 1)', 'call'], ['REDUCE(a, 0, (x INT, y INT) -> x + y)', 'call'], ['a:b.c[0]::string', 'cast'], ["a['k'][1]", 'index'], ['f(x).y', 'field'], ['[1, 2]', 'array'], ['ARRAY[1, 2][1]', 'index'], ["{'a': 1, 'b': x:y}", 'object'],
  ['CURRENT_DATE', 'call'], ['$1', 'positional'], ['$x', 'placeholder'], ["X'ff'", 'literal'], ["E'a\\'b'", 'literal'], ['$$a $ b$$', 'literal'], ['1.5e-3', 'literal'], ['a.b (+)', 'outer-mark'], ["a COLLATE 'en'", 'collate'],
])('reads %s', (expression, kind) => {
  const { value } = item(expression);
  expect(value).toMatchObject({ kind, start: 7, end: 7 + expression.length });
});

test('children lie inside their parents, in order, without overlap', () => {
  const sql = "WITH a AS (SELECT 1 x) SELECT f(x, y) OVER (ORDER BY z), CASE WHEN a THEN b END, c:d[e] FROM a JOIN b ON a.x = b.x WHERE x IN (1, 2) GROUP BY 1 ORDER BY x DESC LIMIT 3";
  const check = (node: { start: number; end: number; children: readonly { start: number; end: number }[] }): void => {
    let last = node.start;
    for (const child of node.children as (typeof node)[]) {
      expect(child.start).toBeGreaterThanOrEqual(last);
      expect(child.end).toBeLessThanOrEqual(node.end);
      last = child.end;
      check(child);
    }
  };
  check(parse(sql));
});

test.each([
  ['SELECT', 'The statement ends where an expression should come.', 7],
  ['SELECT a FROM', 'The statement ends where a name should come.', 14],
  ['SELECT a FROM t WHERE GROUP BY a', 'Found "GROUP" where an expression should come.', 23],
  ['SELECT (a FROM t', 'Found "FROM" where ")" should come.', 11],
  ['SELECT CASE a END', 'Found "END" where WHEN should come.', 15],
  ['SELECT a FROM t ORDER a', 'Found "ORDER" where the end of the statement should come.', 17],
  ["SELECT 'a", 'The string that starts here has no end.', 8],
  ['SELECT CAST(a, INT)', 'Found "," where AS should come.', 14],
])('says what is wrong with %s', (sql, message, column) => {
  let error: unknown;
  try {
    parse(sql);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).message).toBe(message);
  expect((error as AppError).details.position?.column).toBe(column);
});
