import { AppError } from '@dw-sim/contracts';
import { DuckDbAnswers } from '../functions/testing/duckdb-answers';
import { translateSql } from './translate-sql';
import type { TranslationOptions } from './translator';
import type { Type } from '../types/type';

const column = (name: string, family: Type['family']) => ({ name, type: { family } });
const COLUMNS = { orders: [column('id', 'integer'), column('status', 'text'), column('amount', 'decimal'), column('placed', 'timestamp'), column('payload', 'json')] };
const tables: TranslationOptions['tables'] = (path) => (path.at(-1)?.toLowerCase() === 'orders' ? { columns: COLUMNS.orders } : undefined);
const REDSHIFT: TranslationOptions = { dialect: 'redshift', engine: 'duckdb', tables };
const SNOWFLAKE: TranslationOptions = { dialect: 'snowflake', engine: 'duckdb', tables };
const POSTGRES: TranslationOptions = { dialect: 'redshift', engine: 'postgres', tables };

function fault(sql: string, to: TranslationOptions): AppError {
  try {
    translateSql(sql, to);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`translated: ${sql}`);
}

describe.each(['redshift', 'snowflake'] as const)('answers of %s on DuckDB', (dialect) => {
  let engine: DuckDbAnswers;
  beforeAll(async () => void (engine = await DuckDbAnswers.open(dialect)));
  afterAll(() => engine.close());

  const SHARED: readonly (readonly [sql: string, answer: string])[] = [
    ["SELECT 'a' || NULL", 'NULL'],
    ['SELECT 1 MINUS SELECT 2', '1'],
    ['SELECT TOP 2 x FROM (SELECT 3 AS x UNION ALL SELECT 1 UNION ALL SELECT 2) t ORDER BY x', '1|2'],
    ['SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL UNION ALL SELECT 2) t ORDER BY x DESC', 'NULL|2|1'],
    ['SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL UNION ALL SELECT 2) t ORDER BY x', '1|2|NULL'],
    ['SELECT x FROM (SELECT 1 AS x UNION ALL SELECT 2) t QUALIFY ROW_NUMBER() OVER (ORDER BY x DESC) = 1', '2'],
    ["SELECT 'abcdef'::VARCHAR(3), CAST('abc' AS CHAR(2))", 'abc|ab'],
    ["SELECT 2.5::INT, 3.5::INT, '7'::INT", '3|4|7'],
    ["SELECT DATE '2024-01-31' + INTERVAL '1 month' > '2024-02-28'", 'true'],
    ["SELECT CAST('Mar 5 2024' AS DATE), '03/05/2024'::DATE", '2024-03-05|2024-03-05'],
    ["SELECT 'it''s', 'a\\nb' = 'a' || CHR(10) || 'b', '\\\\d'", "it's|true|\\d"],
    ["SELECT CASE WHEN x > 1 THEN 'many' ELSE 'one' END FROM (SELECT 2 AS x) t", 'many'],
    ["SELECT b, a FROM (SELECT 1 AS a, a + 1 AS b) t", '2|1'],
    ['SELECT 7 % 4, -7 % 4', '3|-3'],
    ["SELECT * FROM (SELECT 'q' AS k, 5 AS v) PIVOT (SUM(v) FOR k IN ('q' AS a, 'z' AS b))", '5|NULL'],
    ["SELECT k, v FROM (SELECT 1 AS id, 5 AS jan, NULL AS feb) UNPIVOT (v FOR k IN (jan AS 'x', feb AS 'y'))", 'x|5'],
    ["SELECT 'ab' LIKE ANY ('x%', 'a%'), 'ab' LIKE ALL ('a%', 'x%')", 'true|false'],
    ['CREATE TEMP TABLE big AS SELECT 41 AS x; CREATE TEMP TABLE bigger AS SELECT x + 1 AS y FROM big; SELECT y FROM bigger', '42'],
    ['SELECT SUM(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) FROM (SELECT 1 AS x UNION ALL SELECT 2) t ORDER BY 1', '1|3'],
    ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT SUM(i) FROM n', '6'],
  ];
  const OWN: Record<typeof dialect, readonly (readonly [sql: string, answer: string])[]> = {
    redshift: [
      ['SELECT 5 / 2, -5 / 2, 5.0 / 2', '2|-2|2.5'],
      ["SELECT JSON_PARSE('{\"a\":{\"b\":[10,20]}}') AS p, p.a.b[1], p.A.b[0]::INT + 1, p.a.nope IS NULL", '{"a":{"b":[10,20]}}|20|11|true'],
      ["SELECT i, n FROM (SELECT JSON_PARSE('{\"l\":[7,8]}') AS p) t, t.p.l AS i AT n ORDER BY n DESC", '8|1|7|0'],
      ["SELECT k, v FROM (SELECT JSON_PARSE('{\"o\":{\"x\":1}}') AS p) t, UNPIVOT t.p.o AS v AT k", 'x|1'],
      ["SELECT i.k::VARCHAR FROM (SELECT JSON_PARSE('[{\"k\":\"x\"}]') AS p) t, t.p AS i", 'x'],
      ["SELECT p.x = 'a', p.n > 9 FROM (SELECT JSON_PARSE('{\"x\":\"a\",\"n\":10}') AS p) t", 'true|true'],
      ["SELECT 'abc' SIMILAR TO '%(b|d)%', 'a.c' SIMILAR TO 'a.c', 'abc' SIMILAR TO 'a.c'", 'true|true|false'],
      ["SELECT 'a_b' LIKE 'a\\\\_b', 'axb' LIKE 'a\\\\_b', 'abc' ~ '^a', 'ABC' !~* '^a'", 'true|false|true|false'],
      ['SELECT 6 # 3, |/ 25, @ -5', '5|5|5'],
      ['CREATE TABLE #t AS SELECT 1 AS x; SELECT x FROM #t', '1'],
      ['SET search_path TO sales; VACUUM orders; SELECT 1', '1'],
      ['SELECT COUNT(*) FROM stl_query', '0'],
      ["UNLOAD ('SELECT 1') TO 's3://b/p' IAM_ROLE 'x'; SELECT 2", '2'],
      ['SELECT * EXCLUDE b FROM (SELECT 1 AS a, 2 AS b) t', '1'],
      ["SELECT 1.0::FLOAT::VARCHAR, TRUE::VARCHAR", '1|true'],
    ],
    snowflake: [
      ['SELECT 5 / 2, 1 / 3, 1.50 / 4, 1::FLOAT / 4', '2.5|0.333333|0.375|0.25'],
      ["SELECT v:a.b[0]::STRING, v['a']['b'][1], v:a:B FROM (SELECT PARSE_JSON('{\"a\":{\"b\":[\"x\",2]}}') AS v) t", 'x|2|NULL'],
      ["SELECT PARSE_JSON('{\"n\":2}'):n > 1, PARSE_JSON('{\"s\":\"x\"}'):s = 'x', PARSE_JSON('[3]')[0] + 1", 'true|true|4'],
      ["SELECT f.index, f.value FROM (SELECT PARSE_JSON('{\"l\":[5,6]}') AS v) t, LATERAL FLATTEN(INPUT => t.v:l) f ORDER BY 1", '0|5|1|6'],
      ["SELECT key, path, value FROM TABLE(FLATTEN(PARSE_JSON('{\"a\":1}')))", 'a|a|1'],
      ["SELECT COUNT(*) FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[]'), OUTER => TRUE))", '1'],
      ['SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 7))', '7'],
      ['SELECT column2, $1 FROM VALUES (1, 2)', '2|1'],
      ["SELECT DATE '2024-01-31' + INTERVAL '1 month', '2024-01-02'::TIMESTAMP::STRING", '2024-02-29|2024-01-02 00:00:00.000'],
      ["SELECT '1 year, 2 days' || '', TIMESTAMP '2024-01-01' + INTERVAL '1 year, 2 days' = '2025-01-03'", '1 year, 2 days|true'],
      ['SELECT * EXCLUDE (a) RENAME (b AS c) FROM (SELECT 1 AS a, 2 AS b) t', '2'],
      ["SELECT [1, 'x', NULL][1], {'k': [1]}:k[0]", '"x"|1'],
      ['SET x = 5; SELECT $x * 2', '10'],
      ["SELECT 'abc' RLIKE 'a.*', 'abc' RLIKE 'b'", 'true|false'],
      ['SELECT t.a FROM (SELECT 1 AS a) t ASOF JOIN (SELECT 2 AS b) u MATCH_CONDITION (t.a >= u.b)', '1'],
      ['SELECT 2.5::FLOAT::INT, 1.005::NUMBER(10,2)', '3|1.01'],
    ],
  };
  it.each([...SHARED, ...OWN[dialect]])('%s', async (sql, answer) => {
    expect(await engine.answer(sql)).toBe(answer);
  });

  it('an error for a division by zero, as in the warehouse', async () => {
    expect(await engine.answer('SELECT x / 0 FROM (SELECT 1 AS x) t')).toMatch(/^error: .*(zero|inf|0)/is);
    expect(await engine.answer('SELECT x / NULLIF(0, 0) FROM (SELECT 1 AS x) t')).toBe('NULL');
  });
});

describe('names of columns', () => {
  const names = (sql: string, to: TranslationOptions) => [...translateSql(sql, to).sql.matchAll(/ AS ("[^"]*"|\w+)/g)].map(([, name]) => name);

  it('are those that Redshift shows', () => {
    expect(names('SELECT COUNT(*), 1, id::FLOAT, CASE WHEN id = 1 THEN 2 END, payload.a.b, id FROM orders', REDSHIFT).filter((name) => name !== 'DOUBLE')).toEqual(['count', '"?column?"', 'id', '"case"', 'b']);
  });

  it('are the text in upper case in Snowflake, unless they are quoted', () => {
    const { sql, columnName } = translateSql('SELECT count(*), id + 1, status AS "kept" FROM orders', SNOWFLAKE);
    expect(sql).toContain('AS "COUNT(*)"');
    expect(['id', 'kept', 'ID + 1'].map(columnName)).toEqual(['ID', 'kept', 'ID + 1']);
  });

  it('stay as they are where nobody sees them', () => {
    const sql = 'SELECT id FROM orders WHERE id IN (SELECT max(id) FROM orders) AND EXISTS (SELECT 1 FROM orders)';
    expect(translateSql(sql, POSTGRES).sql).toBe(sql);
  });
});

describe('on PostgreSQL', () => {
  const to = (sql: string) => translateSql(sql, POSTGRES).sql;

  it('QUALIFY becomes a condition around the select', () => {
    expect(to('SELECT id, ROW_NUMBER() OVER (ORDER BY amount) AS rn FROM orders QUALIFY rn = 1 ORDER BY placed DESC')).toBe(
      'SELECT id, rn FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY amount) AS rn, ((ROW_NUMBER() OVER (ORDER BY amount)) = 1) AS dw_keep, placed AS dw_order_1 FROM orders ) AS dw_rows WHERE dw_keep ORDER BY dw_order_1 DESC',
    );
  });

  it('an alias of the same list is what it stands for, unless a column has that name', () => {
    expect(to('SELECT amount * 2 AS twice, twice + 1 AS more FROM orders')).toBe('SELECT amount * 2 AS twice, (amount * 2) + 1 AS more FROM orders');
    expect(to("SELECT id + 1 AS amount, amount AS x FROM orders")).toBe('SELECT id + 1 AS amount, amount AS x FROM orders');
  });

  it('paths lead into jsonb', () => {
    expect(to('SELECT o.payload.a.b::varchar AS x FROM orders o, o.payload.items AS i')).toBe(
      "SELECT ((o.payload -> 'a' -> 'b') #>> '{}') AS x FROM orders o, LATERAL jsonb_array_elements((o.payload -> 'items')) AS i(i)",
    );
  });
});

describe('what is refused', () => {
  it.each<readonly [sql: string, to: TranslationOptions, message: RegExp, line: number, column: number]>([
    ['SELECT id,\n  FOO(id) FROM orders', REDSHIFT, /FOO is not known/, 2, 3],
    ['SELECT id FROM orders WHERE', REDSHIFT, /ends where an expression should come/, 1, 28],
    ['SELECT id FROM orders)', SNOWFLAKE, /Found "\)" where the end of the statement/, 1, 22],
    ["SELECT 'open FROM t", SNOWFLAKE, /string that starts here has no end/, 1, 8],
    ['SELECT status:a FROM orders', SNOWFLAKE, /of the type text and has no parts/, 1, 8],
    ['SELECT CAST(id AS FROBNICATE) FROM orders', SNOWFLAKE, /FROBNICATE can't be cast/, 1, 19],
    ["SELECT id FROM orders AT (TIMESTAMP => '2024-01-01'::TIMESTAMP)", SNOWFLAKE, /AT can't be simulated/, 1, 23],
    ['SELECT $x', SNOWFLAKE, /\$x has no value/i, 1, 8],
    ['SELECT a.x (+) FROM a', REDSHIFT, /outer join mark/, 1, 8],
    ["SET TIMEZONE = 'America/New_York'", REDSHIFT, /The setting TIMEZONE can't be simulated/, 1, 5],
    ["SELECT INTERVAL '3 fortnights'", REDSHIFT, /"fortnights" is no unit/, 1, 8],
    ['SELECT 1;\nDELETE FROM orders', REDSHIFT, /not allowed: DELETE/, 2, 1],
    ["COPY orders FROM 's3://b/x'", SNOWFLAKE, /not allowed: COPY/, 1, 1],
    ['SELECT id FROM @stage', SNOWFLAKE, /Staged files/, 1, 16],
    ['SELECT id FROM orders START WITH id = 1 CONNECT BY PRIOR id = 2', SNOWFLAKE, /START WITH is not supported/, 1, 23],
  ])('%s', (sql, to, message, line, column) => {
    const error = fault(sql, to);
    expect(error.message).toMatch(message);
    expect(error.details.position).toMatchObject({ line, column });
  });

  it('says of what loads and unloads a real warehouse that it was not run', () => {
    expect(translateSql("COPY orders FROM 's3://b/x'", REDSHIFT).sql).toBe("SELECT 'COPY was not run: tables of an experiment get their rows when they are generated.' AS status");
  });

  it('names the nearest functions', () => {
    expect(fault('SELECT UPER(status) FROM orders', REDSHIFT).details.hint).toMatch(/UPPER/);
  });
});

describe('places', () => {
  it('of an engine’s error lead to the user’s own text', () => {
    const source = 'SELECT UPPER(status),\n  5 / nope AS x, payload.a.b\nFROM orders';
    const { sql, toSource } = translateSql(source, REDSHIFT);
    const at = (text: string) => {
      const before = sql.slice(0, sql.indexOf(text)).split('\n');
      return toSource({ line: before.length, column: before.at(-1)!.length + 1 });
    };
    expect(at('nope')).toEqual({ line: 2, column: 7 });
    expect(at('json_extract')).toEqual({ line: 2, column: 18, length: 11 });
    expect(at('FROM orders')).toEqual({ line: 3, column: 1 });
    expect(toSource({ line: 99, column: 1 })).toBeUndefined();
  });

  it('are kept for comments and white space', () => {
    const source = 'SELECT -- five\n  5 /* by */ + 2 AS x\n\n  FROM orders -- all';
    expect(translateSql(source, SNOWFLAKE).sql).toBe(source);
  });
});
