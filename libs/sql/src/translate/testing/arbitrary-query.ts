import fc from 'fast-check';

/** Expressions over the columns a (a number), b (a text) and v (semi-structured), with what the dialects don't share. */
const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom('a', 'b', 't.a', '1', '2.50', "'x'", "'it''s'", 'NULL', 'TRUE', "DATE '2024-02-29'", "TIMESTAMP '2024-01-01 10:00:00'", "INTERVAL '1 day'"),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '%', '||', '=', '<', 'AND', 'OR'), tie('expression')).map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('expression'), fc.constantFrom('::int', '::varchar(3)', '::date', '::float', '::numeric(10,2)', '::boolean')).map((parts) => parts.join('')),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `CASE WHEN ${left} IS NULL THEN ${right} ELSE ${left} END`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `COALESCE(${left}, ${right})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([value, low, high]) => `(${value} BETWEEN ${low} AND ${high})`),
    fc.tuple(tie('expression'), tie('expression')).map(([value, item]) => `(${value} IN (${item}, ${item}))`),
    fc.tuple(tie('expression'), fc.constantFrom('LIKE', 'NOT LIKE', 'ILIKE', 'SIMILAR TO')).map(([value, operator]) => `(${value} ${operator} '%x_')`),
    tie('expression').map((value) => `UPPER(${value})`),
    tie('expression').map((value) => `SUM(${value}) OVER (PARTITION BY a ORDER BY b DESC)`),
    fc.constantFrom('v', 'v[0]', "v['k']").map((value) => `${value}::varchar`),
  ),
}));

const FROM = ['t', 't JOIN u ON t.a = u.a', 't, u', '(SELECT a, b, v FROM t) t', '(SELECT a, b FROM t) PIVOT (SUM(a) FOR b IN (\'x\', \'y\'))', 'x'];
const TAILS = ['', ' WHERE a > 1', ' GROUP BY 1', ' QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1', ' ORDER BY 1 DESC', ' ORDER BY a DESC LIMIT 3', ' MINUS SELECT 1', ' UNION ALL SELECT 1'];

/** Queries that are well formed, whether or not their types fit. */
export const arbitraryQuery: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('SELECT ', 'SELECT DISTINCT ', 'SELECT TOP 3 ', 'WITH x AS (SELECT a, b FROM t) SELECT '), fc.array(expression, { minLength: 1, maxLength: 4 }), fc.constantFrom(...FROM), fc.constantFrom(...TAILS))
  .map(([head, items, from, tail]) => `${head}${items.join(', ')} FROM ${from}${tail}`);

const PLAIN_ITEMS = ['a', 't.a AS x', '(a + 1) AS b1', "b || 'x' AS y", 'CASE WHEN a = 1 THEN b ELSE \'n\' END AS c', 'a /* why */ AS z', '*', '-a AS neg', 'a IS NULL AS is_null', '(a IN (1, 2)) AS listed', "b LIKE '%x' AS liked"];
const PLAIN_TAILS = ['', '\nWHERE a > 1 AND NOT (b = \'x\')', ' -- the end', '\nORDER BY a, b ASC', ' LIMIT 3 OFFSET 1', '\nGROUP BY a, b', ' UNION SELECT 1'];

/** Queries that both dialects and both engines understand alike, with names for all columns. */
export const plainQuery: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('SELECT ', 'select\n  ', 'SELECT DISTINCT '), fc.array(fc.constantFrom(...PLAIN_ITEMS), { minLength: 1, maxLength: 4 }), fc.constantFrom('t', 't AS t', '"T" t', 't JOIN u USING (a)', 'public.t'), fc.constantFrom(...PLAIN_TAILS))
  .map(([head, items, from, tail]) => `${head}${items.join(',\n  ')}\nFROM ${from}${tail}`);
