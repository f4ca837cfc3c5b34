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

  it('hide a table of the experiment behind a temporary one of its name, from where it is made to where it is dropped', async () => {
    const before = await value('SELECT COUNT(*) FROM coupons');
    const { results } = await run('SELECT COUNT(*) FROM coupons; CREATE TEMP TABLE coupons AS SELECT * FROM coupons WHERE coupon_id < 3; SELECT COUNT(*) FROM coupons; DELETE FROM coupons; DROP TABLE coupons; SELECT COUNT(*) FROM coupons; DROP TABLE IF EXISTS stage; CREATE TEMP TABLE stage AS SELECT 1 AS a; ALTER TABLE stage RENAME TO stage2; SELECT a FROM stage2', { allow_writes: false });
    expect(results.filter(({ kind }) => kind === 'rows').map(({ rows }) => Number(rows[0]![0]))).toEqual([before, expect.any(Number), before, 1]);
    expect(await value('SELECT COUNT(*) FROM coupons')).toBe(before);
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

  it('refuse a merge that does not say what a row becomes', async () => {
    await run('CREATE TEMP TABLE seen (n INT); CREATE TABLE twice AS SELECT 1 AS id, 10 AS n');
    const problem = await refused('MERGE INTO twice t USING (SELECT 1 AS id, 5 AS n UNION ALL SELECT 1, 6) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = s.n');
    expect(problem).toMatchObject({ detail: expect.stringContaining('several rows for one row'), hint: expect.stringContaining('ROW_NUMBER()') });
    await run('MERGE INTO twice t USING (SELECT 1 AS id UNION ALL SELECT 1) s ON t.id = s.id WHEN MATCHED THEN DELETE');
    expect(await value('SELECT COUNT(*) FROM twice')).toBe(0);
    await run('DROP TABLE twice');
  });

  it('take defaults where a table has them', async () => {
    await run("CREATE TABLE noted (id INT, note VARCHAR(5) DEFAULT 'it''s' NOT NULL, n INT DEFAULT -1, noted_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP); INSERT INTO noted (id) VALUES (1); INSERT INTO noted (id, n) SELECT 2, 5");
    expect((await run('SELECT id, note, n, noted_at > \'2020-01-01\' FROM noted ORDER BY id')).rows.map((row) => [...row.slice(0, 3), Boolean(row[3])])).toEqual([[1, "it's", -1, true], [2, "it's", 5, true]]);
    expect((await refused('INSERT INTO noted VALUES (3, DEFAULT, 1, NULL)')).hint).toContain('Leave the column out');
    expect((await refused('CREATE TEMP TABLE t (a INT DEFAULT 1); INSERT INTO t VALUES (DEFAULT)')).position).toEqual({ line: 1, column: 52, length: 1 });
    expect(await refused('CREATE TABLE t (id INT, v INT\n DEFAULT (random()))')).toMatchObject({ position: { line: 2 }, detail: expect.stringContaining('DEFAULT') });
    expect((await refused('CREATE TABLE t (id INT GENERATED BY DEFAULT AS IDENTITY)')).hint).toContain('ROW_NUMBER()');
    expect((await refused("ALTER TABLE noted ADD COLUMN more INT DEFAULT 7")).hint).toContain('UPDATE');
    expect((await refused("INSERT INTO noted (id, note) VALUES (4, 'too long')")).detail).toBe('A value is too long for the column "note", which takes 5 characters.');
    expect((await refused("UPDATE noted SET note = 'too long'")).detail).toContain('takes 5 characters');
    await run("ALTER TABLE noted RENAME COLUMN note TO said; UPDATE noted SET said = 'abcde'; ALTER TABLE noted DROP COLUMN said");
    await run('DROP TABLE noted');
  });

  it('list and describe the experiment’s tables, and no others', async () => {
    await run('CREATE TABLE listed AS SELECT 1 AS a; CREATE VIEW seen AS SELECT a FROM listed');
    expect((await run('SHOW TABLES')).rows).toEqual(expect.arrayContaining([['coupons', 'table'], ['customers', 'table'], ['listed', 'table'], ['orders', 'table'], ['seen', 'view']]));
    expect(JSON.stringify((await run('SHOW TABLES')).rows)).not.toContain('__');
    expect((await run("SHOW TABLES LIKE 'c%s'")).rows.map(([name]) => name)).toEqual(['coupons', 'customers']);
    expect((await run('DESCRIBE coupons')).rows).toEqual([['coupon_id', 'INT', 'NO']]);
    expect((await run('SHOW COLUMNS FROM coupons')).rows).toEqual([['coupons', 'coupon_id', 1, 'INT', 'NO']]);
    await run('TRUNCATE TABLE IF EXISTS nobody; DROP VIEW seen; DROP TABLE listed');
  });

  it('return rows, and settle conflicts by the columns that are named', async () => {
    await run("CREATE TABLE acc (id INT, name VARCHAR(10), balance DECIMAL(8, 2)); INSERT INTO acc VALUES (1, 'a', 5), (2, 'b', 7)");
    const { results } = await run(`
      INSERT INTO acc (id, balance) VALUES (3, 1.005), (4, 2) RETURNING id, balance * 2 AS twice, name;
      UPDATE acc AS x SET balance = balance + 1, name = 'z' WHERE id < 3 RETURNING x.id, balance, name;
      DELETE FROM acc WHERE id = 4 RETURNING *`);
    expect(results.map(({ affected_rows, kind }) => [affected_rows, kind])).toEqual([[2, 'rows'], [2, 'rows'], [1, 'rows']]);
    expect(results[0]?.columns.map(({ name }) => name)).toEqual(['id', 'twice', 'name']);
    expect(results[0]?.rows.map(([id]) => id)).toEqual([3, 4]);
    expect([...results[1]!.rows].sort()).toEqual([[1, 6, 'z'], [2, 8, 'z']]);
    expect(results[2]?.rows).toEqual([[4, null, 2]]);
    expect(await refused('DELETE FROM acc WHERE id = 1 RETURNING\n nope')).toMatchObject({ position: { line: 2, column: 2 } });
    expect(await value('SELECT COUNT(*) FROM acc')).toBe(3);
    expect((await run("INSERT INTO acc (id, name, balance) VALUES (1, 'n', 0), (5, 'e', 5), (5, 'e2', 6), (NULL, 'x', 1), (NULL, 'y', 1) ON CONFLICT (id) DO NOTHING")).results[0]?.affected_rows).toBe(3);
    expect((await run("INSERT INTO acc AS t (id, name, balance) SELECT id, 'new', 100 FROM (SELECT 2 AS id UNION ALL SELECT 6) s ON CONFLICT (id) DO UPDATE SET balance = t.balance + excluded.balance, name = excluded.name WHERE t.id > 0")).results[0]?.affected_rows).toBe(2);
    expect((await run('SELECT id, name, balance FROM acc WHERE id IN (2, 6) ORDER BY id')).rows).toEqual([[2, 'new', 108], [6, 'new', 100]]);
    expect((await refused("INSERT INTO acc (id, balance) VALUES (9, 1), (9, 2) ON CONFLICT (id) DO UPDATE SET balance = excluded.balance")).detail).toContain('same key');
    await run('DROP TABLE acc');
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

  it('are refused in each dialect without leave, where they make a table that is to stay', async () => {
    for (const dialect of warehouse === 'duckdb' ? ['ansi', 'redshift', 'snowflake'] : ['ansi']) {
      for (const sql of ['CREATE TABLE x AS SELECT 1 AS a; SELECT a FROM x', 'CREATE TABLE x (a INT); INSERT INTO x VALUES (1)', 'SELECT 1 AS a INTO x']) {
        expect(await refused(sql, { allow_writes: false, dialect })).toMatchObject({ code: 'statement_not_allowed', hint: expect.stringContaining('CREATE TEMP TABLE'), position: { line: 1, column: 1 } });
      }
    }
  });

  it('are held together by a transaction, or undone', async () => {
    const before = Number(await value('SELECT COUNT(*) FROM orders'));
    const { results } = await run('BEGIN; DELETE FROM orders; CREATE TEMP TABLE t AS SELECT COUNT(*) AS n FROM orders; CREATE TABLE undone AS SELECT 1 AS a; SELECT n FROM t; ROLLBACK; SELECT COUNT(*) FROM orders');
    expect(results.map(({ message, rows }) => message ?? rows)).toEqual(['Transaction begun.', `${before.toLocaleString('en-US')} rows deleted from orders.`, expect.any(String), 'Table undone created.', [[0]], 'Rolled back to statement 1.', [[before]]]);
    expect((await refused('SELECT * FROM undone')).code).toBe('invalid_sql');
    await run('START TRANSACTION; DELETE FROM orders WHERE order_id = (SELECT MIN(order_id) FROM orders); COMMIT');
    expect(await value('SELECT COUNT(*) FROM orders')).toBe(before - 1);
    const failed = await refused('BEGIN; DELETE FROM orders; SELECT nope FROM orders; COMMIT');
    expect(failed.detail).toContain('The transaction of statement 1 was rolled back.');
    expect((await run('BEGIN; DELETE FROM orders')).results[0]?.message).toContain('rolled back at the end');
    expect(await value('SELECT COUNT(*) FROM orders')).toBe(before - 1);
    expect((await run('COMMIT; BEGIN; BEGIN; ROLLBACK; ROLLBACK')).results.map(({ message }) => message)).toEqual([
      'No transaction was open: there was nothing to commit.', 'Transaction begun.', 'The transaction of statement 2 is still open: nothing was begun.', 'Rolled back to statement 2.', 'No transaction was open: there was nothing to roll back.',
    ]);
    expect(await refused('DELETE FROM orders; ROLLBACK')).toMatchObject({ code: 'statement_not_allowed', position: { line: 1, column: 21 } });
    expect((await run('BEGIN; CREATE TEMP TABLE t AS SELECT 1 AS a; INSERT INTO t VALUES (2); ROLLBACK; BEGIN; CREATE TEMP TABLE t AS SELECT 5 AS a; COMMIT; SELECT * FROM t', { allow_writes: false })).rows).toEqual([[5]]);
  });

  it('wait for a transaction that writes', async () => {
    const [held, other] = await Promise.all([
      run('BEGIN; CREATE TABLE turns AS SELECT 1 AS a; INSERT INTO turns SELECT 2; COMMIT; SELECT COUNT(*) FROM turns'),
      run('CREATE TABLE IF NOT EXISTS turns2 AS SELECT 1 AS a; SELECT COUNT(*) FROM turns2'),
    ]);
    expect([held.rows, other.rows]).toEqual([[[2]], [[1]]]);
    await run('DROP TABLE turns; DROP TABLE turns2');
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
    // What an earlier text has made is known by its types.
    expect(await run('redshift', "CREATE TABLE typed (whole INT, part DECIMAL(6,1), doc SUPER, d DATE); INSERT INTO typed SELECT 5, 2.5, JSON_PARSE('{\"a\": [7]}'), '2024-01-31'; SELECT whole / 2, doc.a[0] FROM typed")).toEqual([[2, '7']]);
    expect(await run('redshift', "SELECT whole / 2, doc.a[0], DATEADD(month, 1, d) FROM typed")).toEqual([[2, '7', '2024-02-29 00:00:00']]);
    expect(await run('redshift', "SELECT column_name, data_type FROM svv_columns WHERE table_name = 'typed' ORDER BY ordinal_position")).toEqual([['whole', 'integer'], ['part', 'numeric'], ['doc', 'super'], ['d', 'date']]);
    expect(await run('snowflake', 'SELECT whole / 2, doc:a[0] FROM typed')).toEqual([[2.5, '7']]);
    expect(await run('redshift', 'ALTER TABLE typed ADD COLUMN more INT; UPDATE typed SET more = 3; SELECT more FROM typed; ALTER TABLE typed RENAME TO typed2; SELECT more FROM typed2')).toEqual([[3]]);
    expect(await run('snowflake', "CREATE TABLE a (x INT, y VARCHAR); CREATE TABLE b (x INT); INSERT OVERWRITE INTO b SELECT 1; INSERT OVERWRITE INTO b SELECT x + 1 FROM b; INSERT ALL WHEN n > 1 THEN INTO a VALUES (n, 'big') INTO b (x) VALUES (n) ELSE INTO a (x) VALUES (n * 10) SELECT column1 AS n FROM VALUES (1), (2), (3); SELECT LISTAGG(x, ',') WITHIN GROUP (ORDER BY x), (SELECT LISTAGG(x, ',') WITHIN GROUP (ORDER BY x) FROM b) FROM a")).toEqual([['2,3,10', '2,2,3']]);
    expect(await run('snowflake', 'INSERT FIRST WHEN n >= 2 THEN INTO b WHEN n >= 1 THEN INTO a (x) SELECT 2 AS n UNION ALL SELECT 1; SELECT (SELECT COUNT(*) FROM a), (SELECT COUNT(*) FROM b)')).toEqual([[4, 4]]);
    expect(await run('redshift', "CREATE TEMP TABLE stage AS SELECT 2 AS x, 'two' AS y UNION ALL SELECT 7, 'seven' UNION ALL SELECT 7, 'seven'; MERGE INTO a USING stage ON a.x = stage.x REMOVE DUPLICATES; SELECT x, y FROM a WHERE x IN (2, 7) ORDER BY x")).toEqual([[2, 'two'], [7, 'seven']]);
    for (const [dialect, sql, hint] of [
      ['redshift', 'INSERT INTO a VALUES (1) RETURNING x', 'SELECT the rows'], ['snowflake', 'DELETE FROM a RETURNING *', 'SELECT the rows'], ['redshift', 'INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO NOTHING', 'MERGE INTO'],
      ['redshift', 'INSERT OVERWRITE INTO a SELECT 1, 2', 'DELETE FROM'], ['redshift', 'INSERT ALL INTO a SELECT 1, 2', 'for each table'], ['snowflake', 'MERGE INTO a USING b ON a.x = b.x REMOVE DUPLICATES', 'WHEN MATCHED'],
    ] as const) {
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, dialect });
      expect([sql, body.code, body.hint]).toEqual([sql, 'invalid_sql', expect.stringContaining(hint)]);
    }
    const names = async (dialect: string, sql: string) => (await server.post('/api/query/execute', { sql, experiment: 'shop', dialect })).body as QueryResult;
    expect((await names('redshift', 'SHOW TABLES FROM SCHEMA public')).rows.at(-1)).toEqual(['dev', 'public', 'typed2', 'TABLE']);
    expect((await names('redshift', 'SHOW COLUMNS FROM TABLE coupons')).rows).toEqual([['dev', 'public', 'coupons', 'coupon_id', 1, 'integer', 'NO']]);
    expect(await names('snowflake', "SHOW TERSE TABLES LIKE 'CUST%' IN SCHEMA public")).toMatchObject({ rows: [['CUSTOMERS', 'SIMULATED', 'PUBLIC', 'TABLE']], columns: expect.arrayContaining([expect.objectContaining({ name: 'name' })]) });
    expect((await names('snowflake', 'DESC TABLE customers')).rows.map(([name, type]) => [name, type])).toEqual([['CUSTOMER_ID', 'NUMBER(38,0)'], ['EMAIL', 'VARCHAR(100)'], ['BORN_ON', 'DATE']]);
    for (const [dialect, sql, message, hint] of [
      ['snowflake', 'SHOW WAREHOUSES', 'SHOW WAREHOUSES', 'SHOW TABLES'], ['redshift', 'CALL p(1)', 'Procedures', 'one after the other'], ['redshift', 'CREATE EXTERNAL TABLE s.x (a INT) STORED AS PARQUET', 'files', 'experiment'],
      ['snowflake', 'CREATE STREAM s ON TABLE orders', 'Streams', 'Leave'], ['redshift', 'ALTER TABLE orders ALTER COLUMN amount TYPE BIGINT', 'ALTER TABLE', 'ADD COLUMN'], ['redshift', 'EXPLAIN DELETE FROM orders', 'plans', 'EXPLAIN'],
    ] as const) {
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, dialect });
      expect([sql, body.detail, body.hint]).toEqual([sql, expect.stringContaining(message), expect.stringContaining(hint)]);
    }
    expect(await run('snowflake', "SET (a, b) = (2, 'x'); GRANT SELECT ON TABLE orders TO ROLE r; COMMENT ON TABLE orders IS 'x'; ALTER WAREHOUSE w SUSPEND; SELECT $a + 1, $b")).toEqual([[3, 'x']]);
    expect(await run('snowflake', 'CREATE TABLE cast_to (n NUMBER(10,2) NOT NULL, v VARCHAR) AS SELECT 5, 6; SELECT n / 2, v FROM cast_to')).toEqual([[2.5, '6']]);
    // Snowflake's DDL and Redshift's TRUNCATE commit what is open.
    expect(await run('snowflake', 'BEGIN; DELETE FROM typed2; CREATE TEMP TABLE t AS SELECT 1 AS a; SELECT COUNT(*) FROM typed2')).toEqual([[0]]);
    expect(await run('redshift', 'SELECT COUNT(*) FROM typed2')).toEqual([[0]]);
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

  it('are held together by a transaction, or undone', async () => {
    const count = async () => (await run('SELECT COUNT(*) FROM orders')).rows[0]![0];
    const before = await count();
    const { results } = await run('BEGIN; CREATE TEMP TABLE few AS SELECT order_id FROM orders WHERE order_id < 20; DELETE FROM orders USING few WHERE orders.order_id = few.order_id; SELECT COUNT(*) FROM few; SELECT MIN(order_id) FROM orders; CREATE TABLE undone AS SELECT 1 AS a; SELECT a FROM undone; ROLLBACK; SELECT COUNT(*) FROM orders');
    expect(results.map(({ message, rows }) => message ?? rows).slice(3)).toEqual([[[expect.any(Number)]], [[20]], 'Table undone created.', [[1]], 'Rolled back to statement 1.', [[before]]]);
    await run('BEGIN; DELETE FROM orders WHERE order_id = 20; TRUNCATE kept; ROLLBACK', { dialect: 'ansi' });
    expect(await count()).toBe(before);
    await run('BEGIN; DELETE FROM orders WHERE order_id = 20; END');
    expect(await count()).toBe(Number(before) - 1);
    const { body } = await server.post('/api/query/execute', { sql: 'BEGIN; DELETE FROM orders; SELECT 1 / 0 FROM customers', experiment: 'shop', allow_writes: true });
    expect(body.detail).toContain('The transaction of statement 1 was rolled back.');
    expect(await count()).toBe(Number(before) - 1);
    const { results: told } = await run("INSERT INTO kept (order_id, amount) VALUES (300, 1) RETURNING order_id + 1, amount; UPDATE kept SET amount = 9 WHERE order_id = 300 RETURNING amount; BEGIN; DELETE FROM kept WHERE order_id = 300 RETURNING amount; ROLLBACK; INSERT INTO kept (order_id, amount) VALUES (300, 2), (301, 3) ON CONFLICT (order_id) DO UPDATE SET amount = kept.amount + excluded.amount; SELECT amount FROM kept WHERE order_id = 300", { dialect: 'ansi' });
    expect(told.map(({ rows }) => rows.map((row) => row.map(Number)))).toEqual([[[301, 1]], [[9]], [], [[9]], [], [], [[11]]]);
    expect((await run("CREATE TABLE typed (n INT, s SUPER); INSERT INTO typed SELECT 5, JSON_PARSE('[1]')")).results[1]?.affected_rows).toBe(1);
    expect((await run('SELECT n / 2, s[0] FROM typed')).rows).toEqual([[2, '1']]);
  });

  it('stay within the experiment', async () => {
    for (const sql of ["CREATE TABLE x AS SELECT pg_read_file('/etc/passwd') AS a", 'DELETE FROM pg_class', 'INSERT INTO other__orders SELECT 1', 'UPDATE orders SET amount = 1) ; DROP TABLE customers; --', 'DELETE FROM orders WHERE order_id = 1) OR (1 = 1', "COPY orders TO PROGRAM 'cat'", "UPDATE orders SET amount = 1 WHERE set_config('role', 'postgres', false) = ''"]) {
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop', allow_writes: true, dialect: 'ansi' });
      expect([sql, body.code]).toEqual([sql, expect.stringMatching(/statement_not_allowed|invalid_sql/)]);
    }
  });

  it('take bare NULLs and texts for what the columns hold, and let parents be replaced in a transaction', async () => {
    await run("CREATE TABLE typed2 (id INT, d DATE, n DECIMAL(6,2), b BOOLEAN); INSERT INTO typed2 VALUES (1, '2024-01-31', 1, TRUE), (2, NULL, NULL, NULL); UPDATE typed2 SET d = '2024-02-29', n = NULL, b = 'false' WHERE id = 1");
    await run("MERGE INTO typed2 t USING (SELECT 2 AS id UNION ALL SELECT 3) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET d = '2020-01-01', n = 5 WHEN NOT MATCHED THEN INSERT (id, d, n, b) VALUES (s.id, '2021-01-01', NULL, NULL)");
    expect((await run('SELECT id, d, n, b FROM typed2 ORDER BY id')).rows).toEqual([[1, '2024-02-29', null, false], [2, '2020-01-01', 5, null], [3, '2021-01-01', null, null]]);
    expect((await run("UPDATE typed2 SET d = NULL WHERE id = 1 RETURNING d, id", { dialect: 'ansi' })).rows).toEqual([[null, 1]]);
    await run("INSERT INTO typed2 (id, d, n) VALUES (1, '2022-02-02', NULL), (9, NULL, '7.5') ON CONFLICT (id) DO UPDATE SET d = excluded.d; INSERT INTO typed2 (id, d) VALUES (9, '1999-01-01'), (10, NULL) ON CONFLICT (id) DO NOTHING", { dialect: 'ansi' });
    expect((await run('SELECT id, d, n FROM typed2 WHERE id IN (1, 9, 10) ORDER BY id')).rows).toEqual([[1, '2022-02-02', null], [9, null, 7.5], [10, null, null]]);
    const { results } = await run("CREATE TEMP TABLE stage AS SELECT customer_id, 'x' || email AS email, born_on FROM customers WHERE customer_id < 4; BEGIN; DELETE FROM customers USING stage WHERE customers.customer_id = stage.customer_id; INSERT INTO customers SELECT * FROM stage; COMMIT; SELECT COUNT(*) FROM customers WHERE email LIKE 'x%' AND customer_id < 4");
    expect(results.at(-1)?.rows).toEqual([[3]]);
    const { body } = await server.post('/api/query/execute', { sql: 'BEGIN; DELETE FROM customers; COMMIT', experiment: 'shop', allow_writes: true });
    expect(body).toMatchObject({ code: 'invalid_sql', detail: expect.stringContaining('foreign key') });
    expect(Number((await run('SELECT COUNT(*) FROM customers')).rows[0]![0])).toBeGreaterThan(0);
  });

  it('make views that stay, through a run that loads their tables again', async () => {
    await run('CREATE VIEW totals AS SELECT customer_id, SUM(amount) AS total, COUNT(*) AS n FROM orders GROUP BY 1; CREATE VIEW best AS SELECT * FROM totals WHERE n > 1; CREATE OR REPLACE VIEW totals2 AS SELECT n FROM totals');
    const sum = async () => Number((await run('SELECT SUM(n) FROM totals')).rows[0]![0]);
    const before = await sum();
    await run('DELETE FROM orders');
    expect(await sum()).toBe(0);
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
    expect(await sum()).toBe(Number((await run('SELECT COUNT(*) FROM orders')).rows[0]![0]));
    expect(await sum()).toBeGreaterThan(before);
    expect(Number((await run('SELECT COUNT(*) FROM best')).rows[0]![0])).toBeGreaterThan(0);
    await run('DROP VIEW totals2');
    await server.http.delete('/api/experiments/shop').expect(200);
  });
});
