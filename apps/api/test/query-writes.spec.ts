import type { ProblemDetails, QueryResult } from '@dw-sim/contracts';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(120_000);

/** Texts that write where they may not, each on the tables `orders` and `customers` of the experiment. */
const CONFINED: readonly (readonly [sql: string, code: RegExp])[] = [
  ['INSERT INTO other__orders SELECT * FROM orders', /invalid_sql/],
  ['DELETE FROM information_schema.tables', /invalid_sql|not_allowed/],
  ['DROP TABLE duckdb_tables', /invalid_sql/],
  ["CREATE TABLE x AS SELECT * FROM read_csv('/etc/passwd')", /not_allowed|invalid_sql/],
  ["INSERT INTO orders SELECT * FROM read_text('/etc/passwd')", /not_allowed|invalid_sql/],
  ["UPDATE orders SET amount = (SELECT count(*) FROM glob('/etc/*'))", /not_allowed|invalid_sql/],
  ["DELETE FROM orders WHERE EXISTS (SELECT * FROM '/etc/passwd')", /not_allowed|invalid_sql/],
  ['DELETE FROM orders WHERE order_id IN (DELETE FROM customers RETURNING customer_id)', /not_allowed|invalid_sql/],
  ['UPDATE orders SET amount = 1) ; DROP TABLE customers; --', /not_allowed|invalid_sql/],
  ['DELETE FROM orders WHERE order_id = 1) OR (1 = 1', /invalid_sql/],
  ["ATTACH '/tmp/evil.db' AS evil", /not_allowed|invalid_sql/],
  ['SET memory_limit = 1', /not_allowed|invalid_sql/],
  ['INSTALL httpfs', /not_allowed|invalid_sql/],
  ["COPY orders TO '/tmp/evil.csv'", /not_allowed|invalid_sql/],
  ['CREATE INDEX evil ON orders (amount)', /not_allowed|invalid_sql/],
  ["CREATE VIEW evil AS SELECT * FROM read_csv('/etc/passwd')", /not_allowed|invalid_sql/],
  ['WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone', /not_allowed|invalid_sql/],
  ['EXPLAIN DELETE FROM orders', /not_allowed|invalid_sql/],
];

describe.each(['duckdb', 'sqlite'])('statements that write, on %s', (warehouse) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    for (const name of ['shop', 'other']) {
      await server.create(shopDefinition(name, warehouse));
      expect(await server.run(name)).toMatchObject({ status: 'COMPLETED' });
    }
  });
  afterAll(() => server.destroy());

  const ask = (sql: string, more: object = {}) => server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, ...more });
  const run = async (sql: string, more: object = {}): Promise<QueryResult> => {
    const response = await ask(sql, more);
    expect([sql, response.status, response.body.detail]).toEqual([sql, 200, undefined]);
    return response.body;
  };
  const value = async (sql: string) => (await run(sql)).rows[0]?.[0];
  const refused = async (sql: string, more: object = {}): Promise<ProblemDetails> => {
    const { body } = await ask(sql, more);
    expect([sql, body.code]).toEqual([sql, expect.stringMatching(/statement_not_allowed|invalid_sql|invalid_request/)]);
    return body;
  };

  it('see the temporary tables of those before them, without leave to write', async () => {
    const { results } = await run('CREATE TEMP TABLE big AS SELECT * FROM orders WHERE order_id <= 10; INSERT INTO big SELECT * FROM orders WHERE order_id = 11; DELETE FROM big WHERE order_id = 1; SELECT COUNT(*), MAX(order_id) FROM big', { allow_writes: false });
    expect(results.map(({ kind, affected_rows, rows }) => [kind, affected_rows, rows])).toEqual([['write', null, []], ['write', 1, []], ['write', 1, []], ['rows', null, [[10, 11]]]]);
    expect(results[0]?.message).toContain('as long as this text runs');
    expect((await refused('SELECT * FROM big')).code).toBe('invalid_sql');
  });

  it('keep temporary tables apart', async () => {
    const counts = await Promise.all([3, 5, 7].map((n) => run(`CREATE TEMP TABLE mine (a INT, b VARCHAR(10)); INSERT INTO mine SELECT order_id, 'x' FROM orders WHERE order_id <= ${n}; SELECT COUNT(*) FROM mine`)));
    expect(counts.map(({ rows }) => rows)).toEqual([[[3]], [[5]], [[7]]]);
  });

  it('change rows of the experiment’s tables', async () => {
    const before = Number(await value('SELECT COUNT(*) FROM orders'));
    expect((await run('DELETE FROM orders WHERE order_id <= 100')).results[0]).toMatchObject({ kind: 'write', affected_rows: 100, message: '100 rows deleted from orders.' });
    expect(await value('SELECT COUNT(*) FROM orders')).toBe(before - 100);
    expect((await run('UPDATE orders AS o SET amount = 7, coupon_id = DEFAULT WHERE o.order_id BETWEEN 101 AND 103')).results[0]?.affected_rows).toBe(3);
    expect((await run('SELECT order_id, amount, coupon_id FROM orders WHERE order_id IN (101, 102, 103, 104) ORDER BY 1')).rows.slice(0, 3)).toEqual([[101, 7, null], [102, 7, null], [103, 7, null]]);
    await run('UPDATE orders SET amount = c.customer_id + 0.5 FROM customers c WHERE c.customer_id = orders.customer_id AND orders.order_id = 105');
    expect(await value('SELECT amount - customer_id FROM orders WHERE order_id = 105')).toBe(0.5);
    await run('WITH few AS (SELECT order_id FROM orders WHERE order_id < 110) DELETE FROM orders USING few f WHERE orders.order_id = f.order_id');
    expect(await value('SELECT MIN(order_id) FROM orders')).toBe(110);
    expect((await server.http.get('/api/experiments/shop')).body.tables.find(({ name }: { name: string }) => name === 'orders').loaded_rows).toBe(before - 109);
  });

  it('make tables and views that belong to the experiment, are listed, and go with it', async () => {
    await run('CREATE TABLE per_customer AS SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY 1; CREATE VIEW busy AS SELECT * FROM per_customer WHERE n > 1; CREATE TABLE notes (id INT NOT NULL, note VARCHAR(20), at TIMESTAMP)');
    expect(await value('SELECT COUNT(*) - (SELECT COUNT(DISTINCT customer_id) FROM orders) FROM per_customer')).toBe(0);
    await run("INSERT INTO notes (id, note) VALUES (1, 'a;b'), (2, DEFAULT); ALTER TABLE notes ADD COLUMN more DECIMAL(10, 2); ALTER TABLE notes RENAME COLUMN note TO said; UPDATE notes SET more = 2.5 WHERE id = 2");
    expect((await run('SELECT id, said, more FROM notes ORDER BY id')).rows).toEqual([[1, 'a;b', null], [2, null, 2.5]]);
    await run('CREATE OR REPLACE TABLE per_customer AS SELECT customer_id, n * 2 AS n FROM per_customer; CREATE TABLE IF NOT EXISTS notes (x INT); ALTER TABLE notes RENAME TO remarks; TRUNCATE TABLE remarks');
    expect(await value('SELECT COUNT(*) FROM remarks')).toBe(0);
    expect((await server.http.get('/api/experiments/shop/made-tables')).body.items).toEqual([
      { name: 'busy', kind: 'view', physical_name: 'shop__busy' }, { name: 'per_customer', kind: 'table', physical_name: 'shop__per_customer' }, { name: 'remarks', kind: 'table', physical_name: 'shop__remarks' },
    ]);
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
    expect(Number(await value('SELECT COUNT(*) FROM busy'))).toBeGreaterThan(0);
    await run('DROP VIEW busy; DROP TABLE IF EXISTS remarks; DROP TABLE IF EXISTS never_was');
    expect((await server.http.get('/api/experiments/shop/made-tables')).body.items.map(({ name }: { name: string }) => name)).toEqual(['per_customer']);
  });

  it('merge rows', async () => {
    await run("CREATE TABLE stock AS SELECT 1 AS id, 10 AS n UNION ALL SELECT 2, 20 UNION ALL SELECT 3, 30");
    const { results } = await run('MERGE INTO stock t USING (SELECT 2 AS id, 5 AS n UNION ALL SELECT 3, 0 UNION ALL SELECT 4, 40) s ON t.id = s.id WHEN MATCHED AND s.n = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = t.n + s.n WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, s.n); SELECT id, n FROM stock ORDER BY id');
    expect(results.map(({ affected_rows }) => affected_rows)).toEqual([3, null]);
    expect(results[1]?.rows).toEqual([[1, 10], [2, 25], [4, 40]]);
  });

  it('are refused without leave, before any of the text has run', async () => {
    const count = await value('SELECT COUNT(*) FROM orders');
    for (const sql of ['DELETE FROM orders', 'DROP TABLE orders', 'CREATE TABLE x AS SELECT 1 AS a', 'TRUNCATE orders', 'CREATE TEMP TABLE t AS SELECT 1 AS a; INSERT INTO orders SELECT * FROM orders']) {
      expect((await refused(sql, { allow_writes: false })).hint).toContain('allow_writes');
    }
    expect((await refused('DELETE FROM orders', { format: 'csv' })).code).toBe('invalid_request');
    expect((await refused('INSERT INTO ordrs SELECT 1')).position).toEqual({ line: 1, column: 13, length: 5 });
    expect((await refused('DELETE FROM orders\nWHERE nope = 1')).position).toMatchObject({ line: 2, column: 7 });
    expect((await refused('UPDATE orders SET amount = 1,\n customer_id = nope')).position).toMatchObject({ line: 2, column: 16 });
    expect((await refused('CREATE TABLE t (a INT,\n b NOSUCHTYPE)')).position).toMatchObject({ line: 2 });
    expect(await value('SELECT COUNT(*) FROM orders')).toBe(count);
  });

  it.each(CONFINED)('stay within the experiment: %s', async (sql, code) => {
    const [shop, other] = [await value('SELECT COUNT(*) FROM orders'), await value('SELECT COUNT(*) FROM other__orders')];
    expect((await refused(sql)).code).toMatch(code);
    expect([await value('SELECT COUNT(*) FROM orders'), await value('SELECT COUNT(*) FROM other__orders')]).toEqual([shop, other]);
  });

  it('go with the experiment', async () => {
    await run('CREATE TABLE leftover AS SELECT 1 AS a; CREATE VIEW seen AS SELECT * FROM leftover');
    await server.http.delete('/api/experiments/shop').expect(200);
    expect((await refused('SELECT * FROM shop__leftover', { experiment: 'other' })).code).toBe('invalid_sql');
    await server.create(shopDefinition('shop', warehouse));
    expect((await server.http.get('/api/experiments/shop/made-tables')).body.items).toEqual([]);
  });
});

describe('a server whose queries only read', () => {
  it('refuses every change, and says where it is set', async () => {
    const server = await TestServer.start({ DW_SIMULATOR_ALLOW_QUERY_WRITES: 'false' });
    await server.create(shopDefinition('shop', 'duckdb'));
    const { body } = await server.post('/api/query/execute', { sql: 'DELETE FROM orders', experiment: 'shop', allow_writes: true });
    expect(body).toMatchObject({ code: 'statement_not_allowed', hint: expect.stringContaining('DW_SIMULATOR_ALLOW_QUERY_WRITES') });
    await server.destroy();
  });
});

describe('writes in a dialect', () => {
  it('are translated', async () => {
    const server = await TestServer.start();
    await server.create(shopDefinition('shop', 'duckdb'));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
    const run = async (dialect: string, sql: string) => {
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, dialect });
      expect(body.detail).toBeUndefined();
      return (body as QueryResult).rows;
    };
    expect(await run('redshift', "CREATE TABLE sales DISTKEY(k) SORTKEY(d) AS SELECT 7 AS k, GETDATE()::DATE AS d, 5 / 2 AS half; UPDATE sales SET half = half + DATEDIFF(day, '2024-01-01', '2024-01-03'); SELECT half, k / 2 FROM sales")).toEqual([[4, 3]]);
    expect(await run('redshift', 'SELECT 9 AS k INTO TEMP nine; CREATE TEMP TABLE #ten (k INT, s SUPER, v VARCHAR(MAX)); INSERT INTO #ten (k) SELECT k + 1 FROM nine; SELECT TOP 1 k FROM #ten')).toEqual([[10]]);
    expect(await run('snowflake', "CREATE OR REPLACE TRANSIENT TABLE ev (id NUMBER(38,0), payload VARIANT, at TIMESTAMP_NTZ); INSERT INTO ev SELECT 1, PARSE_JSON('{\"a\": {\"b\": 5}}'), '2024-01-01'::TIMESTAMP_NTZ; DELETE FROM ev WHERE IFF(id = 2, TRUE, FALSE); SELECT payload:a.b::INT, id / 2 FROM ev")).toEqual([[5, 0.5]]);
    expect(await run('snowflake', 'CREATE TEMPORARY TABLE t AS SELECT 5 AS a; SELECT a / 2 FROM t')).toEqual([[2.5]]);
    expect(await run('redshift', 'CREATE TEMP TABLE t AS SELECT 5 AS a; SELECT a / 2 FROM t')).toEqual([[2]]);
    await server.destroy();
  });
});

describe('statements that write, on PostgreSQL', () => {
  let postgres: PostgresServer;
  let server: TestServer;

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    server = await TestServer.start();
    await server.post('/api/targets', { id: 'pg', kind: 'redshift', dsn: postgres.url, schema: 'shared' }).expect(201);
    await server.create(shopDefinition('shop', 'pg'));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
  });
  afterAll(async () => {
    await server?.destroy();
    await postgres?.stop();
  });

  const run = async (sql: string, more: object = {}): Promise<QueryResult> => {
    const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, ...more });
    expect([sql, body.detail]).toEqual([sql, undefined]);
    return body;
  };

  it('change and make tables of the experiment, with temporary ones between', async () => {
    const { results } = await run(`
      CREATE TEMP TABLE few AS SELECT order_id FROM orders WHERE order_id <= 5;
      INSERT INTO few SELECT 6;
      DELETE FROM orders USING few f WHERE orders.order_id = f.order_id;
      UPDATE orders SET amount = 7 WHERE order_id = 7;
      CREATE TABLE kept AS SELECT order_id, amount FROM orders WHERE order_id < 9;
      INSERT INTO kept VALUES (100, 1), (101, DEFAULT);
      MERGE INTO kept t USING (SELECT 7 AS id UNION ALL SELECT 200) s ON t.order_id = s.id WHEN MATCHED THEN UPDATE SET amount = 8 WHEN NOT MATCHED THEN INSERT (order_id, amount) VALUES (s.id, 0);
      SELECT order_id, amount FROM kept WHERE order_id <> 8 ORDER BY order_id`);
    expect(results.map(({ affected_rows }) => affected_rows)).toEqual([null, 1, 6, 1, null, 2, 2, null]);
    expect(results.at(-1)?.rows.map((row) => row.map((cell) => cell && Number(cell)))).toEqual([[7, 8], [100, 1], [101, null], [200, 0]]);
    expect((await run('SELECT COUNT(*) FROM kept')).rows).toEqual([[5]]);
    expect((await server.http.get('/api/experiments/shop/made-tables')).body.items).toEqual([{ name: 'kept', kind: 'table', physical_name: 'shop__kept' }]);
    expect((await server.post('/api/query/execute', { sql: 'SELECT * FROM few', experiment: 'shop' })).body.code).toBe('invalid_sql');
  });

  it('stay within the experiment', async () => {
    for (const sql of ["CREATE TABLE x AS SELECT pg_read_file('/etc/passwd') AS a", 'DELETE FROM pg_class', 'INSERT INTO other__orders SELECT 1', 'UPDATE orders SET amount = 1) ; DROP TABLE customers; --', 'DELETE FROM orders WHERE order_id = 1) OR (1 = 1', "COPY orders TO PROGRAM 'cat'", 'CREATE VIEW seen AS SELECT * FROM orders', "UPDATE orders SET amount = 1 WHERE set_config('role', 'postgres', false) = ''"]) {
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, dialect: 'ansi' });
      expect([sql, body.code]).toEqual([sql, expect.stringMatching(/statement_not_allowed|invalid_sql/)]);
    }
    await server.http.delete('/api/experiments/shop').expect(200);
  });
});
