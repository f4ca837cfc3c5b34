import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import type { ProblemDetails, QueryFormat, QueryResult } from '@dw-sim/contracts';
import { tableFromIPC } from '@uwdata/flechette';
import { parquetReadObjects } from 'hyparquet';
import type request from 'supertest';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

/** Reads a body as it is. */
function bytesOf(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as Readable;
  stream.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

async function rowsOf(format: QueryFormat, bytes: Buffer): Promise<readonly Record<string, unknown>[]> {
  if (format === 'parquet') return parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  if (format === 'arrow') return tableFromIPC(bytes, { useBigInt: true }).toArray() as Record<string, unknown>[];
  return format === 'json_rows' ? JSON.parse(bytes.toString()) : bytes.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
}

describe('queries', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    await server.create(shopDefinition('Shop', 'duckdb'));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
  });
  afterAll(() => server.destroy());

  const query = async (sql: string, more: object = { experiment: 'shop' }): Promise<QueryResult> =>
    (await server.post('/api/query/execute', { sql, ...more }).expect(200)).body;
  const refused = async (sql: string, status: number, more: object = { experiment: 'shop' }): Promise<ProblemDetails> => {
    const response = await server.post('/api/query/execute', { sql, ...more });
    expect([response.status, response.headers['content-type']]).toEqual([status, expect.stringMatching(/problem/)]);
    return response.body;
  };

  it('join and group by the names that the user gave', async () => {
    const sql = 'SELECT c.customer_id, COUNT(*) AS n FROM orders o JOIN customers AS c USING (customer_id) GROUP BY 1 ORDER BY 1 LIMIT 2';
    expect(await query(sql)).toMatchObject({
      columns: [{ name: 'customer_id', category: 'number' }, { name: 'n', category: 'number' }], row_count: 2, truncated: false, warehouse: 'duckdb',
      executed_sql: sql.replace('orders o', 'Shop__orders o').replace('customers AS c', 'Shop__customers AS c'),
    });
  });

  it('work with physical names, with and without an experiment', async () => {
    for (const more of [{}, { experiment: 'SHOP' }, { warehouse: 'duckdb' }]) {
      expect((await query('SELECT COUNT(*) FROM Shop__orders', more)).rows).toEqual([[10_000]]);
    }
  });

  it('find every child at its parent, and NULL where there may be none', async () => {
    expect((await query('SELECT COUNT(*) FROM orders LEFT JOIN customers c USING (customer_id) WHERE c.customer_id IS NULL')).rows).toEqual([[0]]);
    const [[orphans, nulls]] = (await query(
      'SELECT COUNT(*) FILTER (o.coupon_id IS NOT NULL AND c.coupon_id IS NULL), COUNT(*) FILTER (o.coupon_id IS NULL) FROM orders o LEFT JOIN coupons c USING (coupon_id)',
    )).rows as [[number, number]];
    expect(orphans).toBe(0);
    expect(nulls).toBeGreaterThan(500);
  });

  it('hold as many rows as was asked for, and say that there are more', async () => {
    const limited = await query('SELECT * FROM orders', { experiment: 'shop', row_limit: 3 });
    expect([limited.rows.length, limited.row_count, limited.truncated]).toEqual([3, 3, true]);
    expect(await query('SELECT * FROM orders')).toMatchObject({ row_count: 1000, truncated: true });
    expect((await refused('SELECT 1', 422, { row_limit: 100_001 })).errors?.[0]).toMatchObject({ path: '$.row_limit', value: 100_001 });
  });

  it('are understood in the dialect that is asked for, with errors in the user’s own text', async () => {
    const snowflake = await query("SELECT o.order_id, 5 / 2 half, '7'::NUMBER(4,1) AS \"n\" FROM orders o ORDER BY 1 DESC LIMIT 1", { experiment: 'shop', dialect: 'snowflake' });
    expect(snowflake.columns.map(({ name }) => name)).toEqual(['ORDER_ID', 'HALF', 'n']);
    expect(snowflake.rows[0]!.slice(1)).toEqual([2.5, 7]);
    expect((await query('SELECT TOP 2 5 / 2 FROM orders MINUS SELECT 1', { experiment: 'shop', dialect: 'redshift' }))).toMatchObject({ columns: [{ name: '?column?' }], rows: [[2]] });
    expect(await refused('SELECT order_id,\n nope FROM orders', 422, { experiment: 'shop', dialect: 'redshift' })).toMatchObject({ code: 'invalid_sql', position: { line: 2, column: 2 } });
    expect(await refused('SELECT order_id FROM orders WHERE', 422, { experiment: 'shop', dialect: 'redshift' })).toMatchObject({ detail: 'The statement ends where an expression should come.', position: { line: 1, column: 34 } });
    expect((await refused('SELECT 1', 422, { dialect: 'mysql' })).errors?.[0]).toMatchObject({ path: '$.dialect' });
    expect((await refused("COPY orders TO 'x'", 403, { experiment: 'shop', dialect: 'snowflake' })).code).toBe('statement_not_allowed');
  });

  it('answer each of several statements, and the last one at the top', async () => {
    const answer = await query('SELECT 1; -- first\n SELECT COUNT(*) FROM coupons;');
    expect(answer.rows).toEqual([[20]]);
    expect(answer.results.map(({ statement, position, kind, rows }) => ({ statement, position, kind, rows }))).toEqual([
      { statement: 1, position: { line: 1, column: 1, length: 8 }, kind: 'rows', rows: [[1]] },
      { statement: 2, position: { line: 2, column: 2, length: 28 }, kind: 'rows', rows: [[20]] },
    ]);
  });

  it('say which of several statements failed, and what ran before it', async () => {
    const problem = await refused('SELECT 1; SELECT 2;\nSELECT nope FROM orders; SELECT 4', 422);
    expect(problem).toMatchObject({ detail: expect.stringMatching(/^Statement 3 of 4: /), position: { line: 2, column: 8 }, statement: { number: 3, count: 4 } });
    expect(problem.statement?.completed.map(({ statement, row_count }) => [statement, row_count])).toEqual([[1, 1], [2, 1]]);
  });

  it.each([
    ['SELECT amuont FROM orders', { line: 1, column: 8 }],
    ['SELECT o.amount\nFROM orders o\nWHERE o.amuont > 5', { line: 3, column: 9, length: 6 }],
    ['SELECT *\n  FROM orders JOIN custmers USING (customer_id)', { line: 2, column: 20 }],
    ['SELECT 1;\nSELECT *\nFROM orders WHERE totl = 1', { line: 3, column: 19 }],
    ['SELECT FROM orders WHERE', undefined],
  ])('point at the fault in the user’s own text: %j', async (sql, position) => {
    const problem = await refused(sql, 422);
    expect(problem.code).toBe('invalid_sql');
    if (position) expect(problem.position).toMatchObject(position);
  });

  it.each([
    ['SELECT amuont FROM orders', 'Unknown column "amuont"; did you mean "amount"?'],
    ['SELECT x.amount FROM orders o JOIN custmers x ON 1 = 1', 'Unknown table "custmers"; did you mean "customers"?'],
    ['SELECT u.amount FROM orders o', 'The query names no table or alias "u"'],
    ['WITH t AS (SELECT amount AS total FROM orders) SELECT t.totl FROM t', 'Unknown column "totl" of t; did you mean "total"?'],
  ])('name what may be meant: %j', async (sql, message) => {
    for (const dialect of ['ansi', 'redshift', 'snowflake']) {
      const problem = await refused(sql, 422, { experiment: 'shop', dialect });
      expect(problem.detail).toContain(message);
      expect(JSON.stringify(problem)).not.toContain('__');
    }
  });

  it('only read', async () => {
    for (const sql of ['DROP TABLE orders', 'DELETE FROM orders', "COPY orders TO '/tmp/x'", "SELECT * FROM read_csv('/etc/passwd')", 'INSTALL httpfs', 'SELECT 1; DROP TABLE orders']) {
      const response = await server.post('/api/query/execute', { sql, experiment: 'shop' });
      expect([sql, response.body.code]).toEqual([sql, expect.stringMatching(/statement_not_allowed|invalid_sql/)]);
    }
    expect((await query('SELECT COUNT(*) FROM orders')).rows).toEqual([[10_000]]);
  });

  it('are told apart when they cannot be asked', async () => {
    expect((await refused('SELECT 1', 404, { experiment: 'shp' })).detail).toContain('existing: Shop');
    expect((await refused('SELECT 1', 422, { warehouse: 'redshft' })).detail).toBe('Unknown warehouse "redshft" (did you mean "redshift"?); configured: duckdb, sqlite, parquet, csv, jsonl, redshift, snowflake.');
    // Another target may be asked, but no run has made tables there.
    expect((await refused('SELECT * FROM orders', 422, { experiment: 'shop', warehouse: 'sqlite' })).detail).toBe('No such table: orders');
    expect((await refused(' -- nothing\n', 422)).detail).toBe('There is no statement to run.');
    expect((await refused("SELECT 'abc", 422)).position).toBeDefined();
    expect((await server.post('/api/query/execute', { format: 'xml', limit: 1 })).body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['$.format', '$.limit', '$.sql', '$.sql']);
  });

  it('end when their time is up', async () => {
    const endless = 'SELECT COUNT(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7';
    expect((await refused(endless, 408, { timeout_ms: 100 })).code).toBe('timeout');
  });

  it('are answered in time by an engine that does not stop, and leave room for others', async () => {
    // A few seconds inside one call, while the statement is prepared or while its rows are read.
    const stuck = ["SELECT levenshtein(repeat('ab', 20000), repeat('cd', 20000))", "SELECT levenshtein(repeat(left(range::VARCHAR, 1), 20000), repeat('c', 20000)) FROM range(2)"];
    const problems = await Promise.all([...stuck, ...stuck].map((sql) => refused(sql, 408, { timeout_ms: 200 })));
    for (const { code, detail } of problems) expect([code, detail]).toEqual(['timeout', expect.stringContaining('took longer than 200 ms')]);
    expect(problems[0]!.hint).toContain("can't be interrupted");
    expect((await server.post('/api/query/execute', { sql: stuck[1], experiment: 'shop', format: 'csv', timeout_ms: 200 })).body.code).toBe('timeout');
    const cancelled = refused(stuck[0]!, 409, { query_id: 'stuck' });
    await waitFor(async () => (await server.http.get('/api/query/running')).body.items.some(({ query_id }: { query_id: string }) => query_id === 'stuck'));
    await server.post('/api/query/stuck/cancel', {}).expect(200);
    expect((await cancelled).code).toBe('aborted');
    expect((await query('SELECT COUNT(*) FROM orders')).rows).toEqual([[10_000]]);
  });

  it('come as CSV, all rows, NULL empty', async () => {
    const response = await server.post('/api/query/execute', { experiment: 'shop', format: 'csv', sql: "SELECT order_id, coupon_id, '' AS e, 'a,\"b' AS q FROM orders ORDER BY order_id" }).expect(200);
    expect(response.headers['content-type']).toContain('text/csv; charset=utf-8');
    const lines = response.text.split('\r\n');
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([10_002, 'order_id,coupon_id,e,q', '']);
    expect(lines.slice(1, -1).every((line) => /^\d+,\d*,"","a,""b"$/.test(line))).toBe(true);
    expect(lines.some((line) => /^\d+,,/.test(line))).toBe(true);
  });

  it.each(['ndjson', 'json_rows', 'parquet', 'arrow'] as const)('come as %s, all rows, with their types', async (format) => {
    const sql = "SELECT order_id, amount, coupon_id, 7::HUGEINT AS big, INTERVAL 5 MINUTES AS i, [1, 2] AS list, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS moment FROM orders ORDER BY order_id";
    const response = await server.post('/api/query/execute', { experiment: 'shop', format, sql }).buffer(true).parse(bytesOf).expect(200);
    const rows = await rowsOf(format, response.body as Buffer);
    expect(rows).toHaveLength(10_000);
    expect(Number(rows[0]?.['order_id'])).toBe(1);
    expect(Number(rows[0]?.['big'])).toBe(7);
    expect(Object.keys(rows[0]!)).toEqual(['order_id', 'amount', 'coupon_id', 'big', 'i', 'list', 'moment']);
    if (format === 'parquet') expect(rows[0]).toMatchObject({ list: [1, 2], i: '00:05:00', moment: new Date('2024-01-01T00:00:00Z') });
    if (format === 'arrow') expect([...(rows[0]!['list'] as Iterable<number>)]).toEqual([1, 2]);
  });

  it('tell how many rows a stream had, and that it was cut', async () => {
    const trailersOf = (body: object) =>
      new Promise((resolve, reject) => {
        const sent = httpRequest(`${server.url}/api/query/execute`, { method: 'POST', headers: { 'Content-Type': 'application/json' } }, (response) => response.resume().on('end', () => resolve(response.trailers)));
        sent.on('error', reject).end(JSON.stringify({ experiment: 'shop', sql: 'SELECT * FROM orders', ...body }));
      });
    for (const format of ['csv', 'ndjson', 'json_rows', 'parquet', 'arrow']) {
      expect([format, await trailersOf({ format })]).toEqual([format, { 'x-row-count': '10000', 'x-truncated': 'false' }]);
      expect([format, await trailersOf({ format, row_limit: 3000 })]).toEqual([format, { 'x-row-count': '3000', 'x-truncated': 'true' }]);
    }
  });

  it('break off where a late row fails: NDJSON says why, the others end without an end', async () => {
    const sql = "SELECT CAST(CASE WHEN range = 3000000 THEN 'x' ELSE '1' END AS INT) AS n FROM range(4000000)";
    const text = (await server.post('/api/query/execute', { sql, format: 'ndjson' }).buffer(true).parse(bytesOf).expect(200)).body.toString() as string;
    expect(JSON.parse(text.trimEnd().split('\n').at(-1)!)).toMatchObject({ $error: { code: 'invalid_sql', position: { line: 1, column: 8 } } });
    for (const format of ['csv', 'json_rows', 'arrow']) {
      const body = JSON.stringify({ sql, format, query_id: `late-${format}` });
      const response = await fetch(`${server.url}/api/query/execute`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    }
    expect((await server.http.get('/api/query/late-csv/status')).body).toMatchObject({ status: 'failed', error: { code: 'invalid_sql' } });
  });

  it('are listed and cancelled by their ids', async () => {
    const endless = 'SELECT COUNT(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7';
    const answer = server.post('/api/query/execute', { sql: endless, query_id: 'endless-1' }).then((response) => response);
    await waitFor(async () => (await server.http.get('/api/query/running')).body.items.length === 1);
    expect((await server.http.get('/api/query/running')).body.items[0]).toMatchObject({ query_id: 'endless-1', status: 'running', sql: endless });
    expect((await server.post('/api/query/execute', { sql: 'SELECT 1', query_id: 'endless-1' })).body.code).toBe('conflict');
    expect((await server.post('/api/query/endless-1/cancel').expect(200)).body).toEqual({ query_id: 'endless-1', cancelled: true });
    expect((await answer).body).toMatchObject({ code: 'aborted', status: 409 });
    expect((await answer).headers['x-query-id']).toBe('endless-1');
    expect((await server.http.get('/api/query/endless-1/status')).body).toMatchObject({ status: 'cancelled' });
    expect((await server.post('/api/query/endless-1/cancel').expect(200)).body.cancelled).toBe(false);
    await server.post('/api/query/nope/cancel').expect(404);
  });

  it('show plans with the names that the user knows', async () => {
    for (const [sql, more] of [['SELECT * FROM orders WHERE amount > 5', { explain: 'plan' }], ['SELECT * FROM orders WHERE amount > 5', { explain: 'analyze' }], ['EXPLAIN SELECT * FROM orders WHERE amount > 5', {}]] as const) {
      const [result] = (await query(sql, { experiment: 'shop', ...more })).results;
      const plan = String(result?.rows[0]?.at(-1));
      expect([result?.kind, plan.includes('orders'), plan.includes('Shop__')]).toEqual(['plan', true, false]);
    }
    expect(await refused('SELECT nope FROM orders', 422, { experiment: 'shop', explain: 'plan' })).toMatchObject({ position: { line: 1, column: 8 } });
  });

  it('as CSV keep their status where they fail', async () => {
    expect((await refused('SELECT nope FROM orders', 422, { experiment: 'shop', format: 'csv' })).position).toMatchObject({ line: 1, column: 8 });
  });

  it('are the same for the same seed', async () => {
    const digest = async () => createHash('sha256').update((await server.post('/api/query/execute', { experiment: 'shop', format: 'csv', sql: 'SELECT * FROM orders ORDER BY order_id' })).text).digest('hex');
    const before = await digest();
    await server.run('shop');
    expect(await digest()).toBe(before);
    await server.run('shop', 'generate', { seed: 8 });
    expect(await digest()).not.toBe(before);
  });

  it('stop in the engine when the client goes', async () => {
    const endless = 'SELECT a.range + b.range AS n FROM range(100000) a, range(100000) b, range(100000) c';
    // More than the engine has threads to wait with: were they not stopped, nothing could be asked any more.
    for (let n = 0; n < 8; n += 1) {
      await hangUp({ sql: `SELECT COUNT(*) FROM (${endless}) WHERE n = -1` }, n % 2 === 0 ? 'soon' : 'at once');
      await hangUp({ sql: endless, format: 'csv' }, 'when rows come');
    }
    expect((await query('SELECT 42', {})).rows).toEqual([[42]]);
  });

  async function waitFor(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Sends a query and closes the connection. */
  function hangUp(body: object, when: 'at once' | 'soon' | 'when rows come'): Promise<void> {
    return new Promise((resolve) => {
      const sent = httpRequest(`${server.url}/api/query/execute`, { method: 'POST', headers: { 'Content-Type': 'application/json' } });
      const close = () => {
        sent.destroy();
        resolve();
      };
      sent.on('error', () => undefined);
      if (when === 'when rows come') sent.on('response', (response) => response.on('error', () => undefined).once('data', close));
      else sent.on('finish', () => setTimeout(close, when === 'soon' ? 50 : 0));
      sent.end(JSON.stringify(body));
    });
  }
});

describe('queries on SQLite', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    await server.create(shopDefinition('lite', 'sqlite'));
    expect(await server.run('lite')).toMatchObject({ status: 'COMPLETED' });
  });
  afterAll(() => server.destroy());

  const ask = (sql: string, more: object = {}) => server.post('/api/query/execute', { sql, experiment: 'lite', ...more });

  it('join, group and count as on the other engine', async () => {
    const sql = 'SELECT COUNT(*) AS n, COUNT(c.customer_id) AS with_parent, COUNT(DISTINCT o.order_id) AS keys FROM orders o LEFT JOIN customers c USING (customer_id)';
    expect((await ask(sql).expect(200)).body).toMatchObject({ rows: [[10_000, 10_000, 10_000]], warehouse: 'sqlite' });
  });

  it('point at the fault in the user’s own text', async () => {
    const problem = (await ask('SELECT *\nFROM orders o\nWHERE o.amuont > 5').expect(422)).body as ProblemDetails;
    expect([problem.code, problem.position?.line]).toEqual(['invalid_sql', 3]);
  });

  it('only read, and end when their time is up', async () => {
    expect((await ask('DELETE FROM orders')).body.code).toBe('statement_not_allowed');
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n';
    expect((await ask(endless, { timeout_ms: 200 })).body.code).toBe('timeout');
  });

  it('come as CSV, all rows', async () => {
    expect((await ask('SELECT order_id, coupon_id FROM orders', { format: 'csv' }).expect(200)).text.split('\r\n')).toHaveLength(10_002);
  });
});
