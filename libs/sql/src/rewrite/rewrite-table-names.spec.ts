import { experimentResolver } from './experiment-resolver';
import { rewriteTableNames } from './rewrite-table-names';

const SHARED = { physical: (name: string) => `shop__${name}` };
const resolve = experimentResolver(SHARED, ['users', 'sales', 'parts']);

/** Every `@name` of the text is expected to become `shop__name`; everything else stays. */
function expectMarked(marked: string): void {
  const source = marked.replaceAll('@', '');
  expect(rewriteTableNames(source, resolve).sql).toBe(marked.replace(/@/g, 'shop__'));
}

function expectSame(sql: string): void {
  expect(rewriteTableNames(sql, resolve).sql).toBe(sql);
}

describe('names of tables', () => {
  test.each([
    'SELECT * FROM @users',
    'select 1\nfrom\n\t@users -- from users\n/* from users /* nested, from users */ */ where a = \'from users\'',
    'SELECT * FROM @users, @sales s, other',
    'SELECT * FROM @users u JOIN @sales s ON u.id = s.user_id, @parts p',
    'SELECT * FROM @users NATURAL LEFT JOIN @sales CROSS JOIN @parts',
    'SELECT * FROM (@users u JOIN (@sales s JOIN @parts p ON true) ON true)',
    'SELECT * FROM ((SELECT 1 FROM @users) UNION ALL (SELECT 2 FROM @sales)) x',
    'SELECT * FROM ((SELECT 1 FROM @users) a JOIN @sales b ON true)',
    'SELECT a FROM @users UNION SELECT b FROM @sales EXCEPT (SELECT c FROM @parts ORDER BY 1) ORDER BY 1',
    'SELECT (SELECT max(x) FROM @sales) FROM @users WHERE EXISTS (SELECT 1 FROM @parts) AND id IN (SELECT id FROM @sales)',
    'SELECT EXTRACT(year FROM sales), SUBSTRING(users FROM 2), TRIM(BOTH FROM users), TRIM(FROM users) FROM @parts',
    'SELECT a IS DISTINCT FROM users, b IS NOT DISTINCT FROM sales FROM @parts',
    'SELECT nth_value(a, 2) FROM FIRST IGNORE NULLS OVER () FROM @users',
    'SELECT 1 AS from FROM @users',
    'SELECT payload:users.name, payload:from FROM @sales',
    'SELECT * FROM @users TABLESAMPLE BERNOULLI (10) REPEATABLE (1)',
    'SELECT * FROM @users AT (OFFSET => -60) AS u',
    'SELECT * FROM @sales UNPIVOT INCLUDE NULLS (v FOR k IN (a, b))',
    'SELECT * FROM @users u, LATERAL (SELECT * FROM @sales s WHERE s.user_id = u.id) x',
    'SELECT * FROM users(1), TABLE(FLATTEN(INPUT => (SELECT v FROM @sales))) f, generate_series(1, 3) users',
    'SELECT * FROM VALUES (1), (2) v(x), @users',
    'SELECT * FROM FLATTEN(input => SELECT a FROM @users)',
    'SELECT * FROM @users ASOF JOIN @sales USING (ts) SEMI JOIN @parts USING (id)',
    'SELECT * FROM @users WHERE a IN (SELECT 1) GROUP BY sales, parts ORDER BY users, sales LIMIT 3',
    'SELECT * FROM @users START WITH a = 1 CONNECT BY PRIOR a = b, sales',
    'SELECT * FROM u: @users, ONLY @sales',
    'FROM @users SELECT a, sales WHERE b',
    'TABLE @users',
    'PIVOT @sales ON month USING sum(amount)',
    'SUMMARIZE @sales',
    'DESCRIBE @sales',
    'SHOW @sales',
    'SHOW COLUMNS IN TABLE @sales',
    'EXPLAIN ANALYZE SELECT * FROM @users',
    'EXPLAIN (FORMAT json) DELETE FROM @users',
    'SELECT * INTO @parts FROM @users',
    'SELECT * FROM "shop"."x" UNION BY NAME SELECT * FROM @users',
    'SELECT * EXCEPT (a) FROM @users; ; SELECT $$from users$$ FROM @sales;',
    "SELECT 'it\\'s from users', 'x\\'' FROM @users",
    "SELECT E'it\\'s from users' FROM @users",
    "SELECT * FROM 'users.parquet', @users",
  ])('%s', expectMarked);

  test.each([
    'INSERT INTO @users (id, sales) SELECT id, parts FROM @sales',
    'INSERT INTO @users VALUES (1, (SELECT max(id) FROM @sales))',
    'INSERT ALL WHEN a THEN INTO @users VALUES (a) ELSE INTO @sales VALUES (b) SELECT a, b FROM @parts',
    'WITH users AS (SELECT 1) INSERT INTO @users SELECT * FROM users',
    'UPDATE @users u SET a = 1, sales = 2 FROM @sales s, @parts p WHERE s.id = u.id',
    'DELETE FROM @users USING @sales s, @parts WHERE true',
    'DELETE @users WHERE a IN (SELECT 1 FROM @sales)',
    'MERGE INTO @users t USING @sales s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = 1, sales = 2 WHEN NOT MATCHED THEN INSERT (users, sales) VALUES (1, 2)',
    'TRUNCATE @users, @sales',
    'DROP TABLE IF EXISTS @users, public.@sales CASCADE',
    'COPY @users (a, b) FROM \'s3://users/sales\'',
    'COPY (SELECT * FROM @users) TO \'sales\'',
    'COPY INTO \'s3://users\' FROM @users',
    'CREATE TABLE copy_of AS SELECT * FROM @users',
    'CREATE OR REPLACE TEMP TABLE @users (id int REFERENCES @sales (id), LIKE @parts)',
    'CREATE VIEW v AS WITH users AS (SELECT 1) SELECT * FROM users, @sales',
    'CREATE INDEX i ON @users (sales)',
    'ALTER TABLE @users ADD COLUMN sales int',
    'GRANT SELECT, UPDATE ON TABLE @users, @sales TO users',
    'COMMENT ON TABLE @users IS \'users\'',
  ])('%s', expectMarked);

  test.each([
    'DROP SCHEMA users',
    'GRANT users TO sales',
    'CREATE FUNCTION users() RETURNS NULL ON NULL INPUT AS $$ SELECT * FROM users $$',
    'SELECT * FROM information_schema.users',
    'SELECT users FROM sales_2024',
    'SELECT users.* FROM other users',
    'UNLOAD (\'SELECT * FROM users\') TO \'s3://b\'',
    'SELECT * FROM @stage/users, :users, $users, #users',
  ])('leaves alone: %s', expectSame);

  test('a quoted or schema-qualified name keeps its quotes, its case and its schema', () => {
    expect(rewriteTableNames('SELECT * FROM "USERS", public . "Sales", db..Parts', resolve).sql).toBe(
      'SELECT * FROM "shop__USERS", public . "shop__Sales", db..shop__Parts',
    );
  });
});

describe('common table expressions', () => {
  test.each([
    'WITH users AS (SELECT * FROM @users) SELECT * FROM users, public.@users, @sales',
    'WITH a AS (SELECT * FROM @sales), sales AS (SELECT * FROM a) SELECT * FROM sales',
    'WITH RECURSIVE users AS (SELECT 1 UNION ALL SELECT * FROM users) SELECT * FROM USERS',
    'WITH RECURSIVE a AS (SELECT * FROM users), users AS (SELECT 1) SELECT * FROM a',
    'WITH x AS (WITH users AS (SELECT 1) SELECT * FROM users) SELECT * FROM @users, x',
    'SELECT * FROM (WITH users AS (SELECT 1) SELECT * FROM users) a, @users',
    'WITH users (id) AS MATERIALIZED (SELECT 1), b AS NOT MATERIALIZED (SELECT * FROM users) SELECT * FROM b, @sales',
    'WITH users AS (SELECT 1) SELECT (SELECT count(*) FROM users) FROM @sales WHERE a IN (SELECT 1 FROM users)',
    'WITH RECURSIVE t AS (SELECT 1) SEARCH DEPTH FIRST BY a, b SET o, users AS (SELECT 1) SELECT * FROM users, t, @sales',
    'WITH "Users" AS (SELECT 1) SELECT * FROM users',
    'WITH x AS (DELETE FROM @users RETURNING *) SELECT * FROM x',
    'SELECT 1 FROM @users UNION ALL (WITH users AS (SELECT 1) SELECT * FROM users)',
    'WITH x AS (PIVOT @sales ON month USING sum(a)) FROM x',
  ])('%s', expectMarked);
});

describe('qualifiers', () => {
  test.each([
    ['SELECT users.id FROM users', 'SELECT users.id FROM shop__users AS users'],
    ['SELECT Users.* FROM "USERS"', 'SELECT Users.* FROM "shop__USERS" AS "USERS"'],
    ['SELECT users.id FROM users u JOIN sales ON sales.id = u.id', 'SELECT users.id FROM shop__users u JOIN shop__sales AS sales ON sales.id = u.id'],
    ['SELECT public.users.id, users.name FROM public.users', 'SELECT public.shop__users.id, shop__users.name FROM public.shop__users'],
    ['SELECT users.id FROM public.users', 'SELECT users.id FROM public.shop__users AS users'],
    ['SELECT * FROM users WHERE EXISTS (SELECT 1 FROM sales WHERE user_id = users.id)', 'SELECT * FROM shop__users AS users WHERE EXISTS (SELECT 1 FROM shop__sales WHERE user_id = users.id)'],
    ['SELECT * FROM users WHERE EXISTS (SELECT 1 FROM users WHERE users.id = 1)', 'SELECT * FROM shop__users WHERE EXISTS (SELECT 1 FROM shop__users AS users WHERE users.id = 1)'],
    ['SELECT users.id FROM users UNION SELECT id FROM users', 'SELECT users.id FROM shop__users AS users UNION SELECT id FROM shop__users'],
    ['SELECT users.id FROM users AT (OFFSET => -1) WHERE a', 'SELECT users.id FROM shop__users AT (OFFSET => -1) AS users WHERE a'],
    ['SELECT * FROM users TABLESAMPLE (1) WHERE users.a', 'SELECT * FROM shop__users AS users TABLESAMPLE (1) WHERE users.a'],
    ['SELECT * FROM users, users.tags t', 'SELECT * FROM shop__users AS users, users.tags t'],
    ['SELECT * FROM users u, u.sales s', 'SELECT * FROM shop__users u, u.sales s'],
    ['SELECT * FROM users, LATERAL FLATTEN(input => users.tags) f', 'SELECT * FROM shop__users AS users, LATERAL FLATTEN(input => users.tags) f'],
    ['SELECT * FROM sales PIVOT(sum(sales.a) FOR m IN (1)) AS p', 'SELECT * FROM shop__sales AS sales PIVOT(sum(sales.a) FOR m IN (1)) AS p'],
    ['UPDATE users SET a = sales.b FROM sales WHERE users.id = sales.id', 'UPDATE shop__users AS users SET a = sales.b FROM shop__sales AS sales WHERE users.id = sales.id'],
    ['DELETE FROM users USING sales WHERE users.id = sales.user_id', 'DELETE FROM shop__users AS users USING shop__sales AS sales WHERE users.id = sales.user_id'],
    ['MERGE INTO users USING sales ON users.id = sales.id WHEN MATCHED AND users.a > 1 THEN UPDATE SET a = sales.b', 'MERGE INTO shop__users AS users USING shop__sales AS sales ON users.id = sales.id WHEN MATCHED AND users.a > 1 THEN UPDATE SET a = sales.b'],
    ['UPDATE users SET a = (SELECT max(s.x) FROM sales s WHERE s.id = users.id)', 'UPDATE shop__users AS users SET a = (SELECT max(s.x) FROM shop__sales s WHERE s.id = users.id)'],
    ['SELECT * FROM users sales JOIN sales users ON sales.id = users.id', 'SELECT * FROM shop__users sales JOIN shop__sales users ON sales.id = users.id'],
    ['SELECT * FROM users QUALIFY ROW_NUMBER() OVER (ORDER BY users.a) = 1', 'SELECT * FROM shop__users AS users QUALIFY ROW_NUMBER() OVER (ORDER BY users.a) = 1'],
    ['WITH users(sales) AS (SELECT id FROM sales) SELECT users.sales FROM users JOIN sales USING (id)', 'WITH users(sales) AS (SELECT id FROM shop__sales) SELECT users.sales FROM users JOIN shop__sales USING (id)'],
    ['SELECT (SELECT count(*) FROM sales WHERE sales.u = u.id) AS sales FROM users u ORDER BY sales', 'SELECT (SELECT count(*) FROM shop__sales AS sales WHERE sales.u = u.id) AS sales FROM shop__users u ORDER BY sales'],
    ['WITH a AS (SELECT users.id FROM users) SELECT id FROM users', 'WITH a AS (SELECT users.id FROM shop__users AS users) SELECT id FROM shop__users'],
    ['SELECT x[1:users.n], {a: users.m} FROM users', 'SELECT x[1:users.n], {a: users.m} FROM shop__users AS users'],
  ])('%s', (sql, expected) => {
    expect(rewriteTableNames(sql, resolve).sql).toBe(expected);
  });
});

describe('experimentResolver', () => {
  test('leaves physical names alone, also where a table is called like one', () => {
    const own = experimentResolver({ physical: (name) => `a__${name}` }, ['b', 'a__b']);
    expect(own({ parts: ['b'], quoted: false })).toEqual({ name: 'a__b' });
    expect(own({ parts: ['A__B'], quoted: true })).toBeUndefined();
  });

  test('a name that needs quotes gets them', () => {
    expect(rewriteTableNames('SELECT t.a FROM t', () => ({ name: 'my "table"' })).sql).toBe('SELECT t.a FROM "my ""table""" AS t');
  });
});

describe('experimentResolver of an experiment with a schema of its own', () => {
  const own = experimentResolver({ schema: 'shop', physical: (name) => name }, ['users', 'sales']);

  test.each([
    ['SELECT * FROM users u, "Sales", other', 'SELECT * FROM shop.users u, shop."Sales", other'],
    ['SELECT users.id, USERS.name FROM users', 'SELECT users.id, USERS.name FROM shop.users'],
    ['SELECT shop.users.id FROM users', 'SELECT shop.users.id FROM shop.users'],
    ['SELECT * FROM shop.users JOIN public.sales ON true', 'SELECT * FROM shop.users JOIN public.sales ON true'],
    ['SELECT * FROM bank.users b JOIN users ON b.id = users.id', 'SELECT * FROM bank.users b JOIN shop.users ON b.id = users.id'],
    ['WITH users AS (SELECT * FROM users) SELECT * FROM users, sales', 'WITH users AS (SELECT * FROM shop.users) SELECT * FROM users, shop.sales'],
    ['SELECT * FROM users, users.tags t', 'SELECT * FROM shop.users, users.tags t'],
    ['SELECT * FROM users TABLESAMPLE (1) WHERE users.a', 'SELECT * FROM shop.users TABLESAMPLE (1) WHERE users.a'],
    ['INSERT INTO users SELECT sales FROM sales', 'INSERT INTO shop.users SELECT sales FROM shop.sales'],
  ])('%s', (sql, expected) => {
    expect(rewriteTableNames(sql, own).sql).toBe(expected);
  });

  test('quotes a schema whose case would be lost', () => {
    const resolver = experimentResolver({ schema: 'Shop', physical: (name) => name }, ['users']);
    expect(rewriteTableNames('SELECT * FROM Users', resolver).sql).toBe('SELECT * FROM "Shop".Users');
  });

  test('finds the place of a name in the user’s text', () => {
    const { sql, toSource } = rewriteTableNames('SELECT * FROM users, sales', own);
    expect(toSource({ line: 1, column: sql.indexOf('shop.sales') + 1 })).toEqual({ line: 1, column: 22, length: 5 });
  });
});
