import type { CompletionResult, FormatResult, ProblemDetails, QueryCheckResult, QueryHistoryList, SavedQuery, SavedQueryList } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

describe('writing queries', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start({ DW_SIMULATOR_QUERY_HISTORY: '5' });
    await server.create(shopDefinition('Shop', 'duckdb'));
  });
  afterAll(() => server.destroy());

  const post = async <T>(path: string, body: object, status = 200): Promise<T> => {
    const response = await server.post(path, body);
    expect([response.status, response.body]).toEqual([status, expect.anything()]);
    return response.body;
  };
  const complete = (sql: string, more: object = { experiment: 'shop' }) => post<CompletionResult>('/api/query/complete', { sql: sql.replace('|', ''), offset: sql.indexOf('|'), ...more });
  const check = (sql: string, more: object = { experiment: 'shop' }) => post<QueryCheckResult>('/api/query/check', { sql, ...more });

  describe('completion', () => {
    it('knows the columns of the experiment’s tables with their types and keys', async () => {
      const { items, replace, dialect } = await complete('SELECT o.| FROM orders o');
      expect([replace, dialect]).toEqual([{ start: 9, end: 9 }, 'ansi']);
      expect(items.find(({ label }) => label === 'customer_id')).toMatchObject({ kind: 'column', detail: expect.stringMatching(/INT · orders$/), note: '→ customers.customer_id', insert: 'customer_id' });
    });

    it('joins by foreign keys', async () => {
      expect((await complete('SELECT * FROM orders o JOIN cus|')).items[0]).toMatchObject({ kind: 'join', label: 'customers c ON c.customer_id = o.customer_id' });
    });

    it('has the functions of the dialect that is asked for', async () => {
      expect((await complete('SELECT IFF|', { experiment: 'shop', dialect: 'snowflake' })).items[0]).toMatchObject({ label: 'IFF', detail: expect.stringContaining('condition, if_true, if_false') });
    });

    it('works without an experiment, and at the end where no place is given', async () => {
      expect((await post<CompletionResult>('/api/query/complete', { sql: 'SEL' })).items[0]).toMatchObject({ label: 'SELECT' });
    });

    it('refuses what is no request', async () => {
      const problem = await post<ProblemDetails>('/api/query/complete', { sql: 1, offset: -1, dialect: 'mysql', x: 1 }, 422);
      expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['$.dialect', '$.offset', '$.sql', '$.x']);
      await post('/api/query/complete', { sql: '', experiment: 'shp' }, 404);
    });
  });

  describe('check', () => {
    it('finds every unknown name, and nothing in a right text', async () => {
      const { valid, diagnostics } = await check('SELECT totl FROM orders;\nSELECT * FROM custmers');
      expect(valid).toBe(false);
      expect(diagnostics.map(({ statement, position }) => [statement, position.line, position.column, position.length])).toEqual([[1, 1, 8, 4], [2, 2, 15, 8]]);
      expect(diagnostics[1]).toMatchObject({ suggestions: ['customers'], offset: 39, length: 8 });
      expect(await check('SELECT COUNT(*) FROM orders; SELECT 1')).toEqual({ valid: true, statements: 2, diagnostics: [], dialect: 'ansi', warehouse: 'duckdb' });
    });

    it('finds what only the engine knows, in the user’s text, and runs nothing', async () => {
      const { diagnostics } = await check("SELECT 1;\nSELECT customer_id,\n  nope(order_id) FROM orders");
      expect(diagnostics).toMatchObject([{ statement: 2, position: { line: 3, column: 3 }, message: expect.stringMatching(/nope/) }]);
      expect((await check('SELECT customer_id, COUNT(*) FROM orders')).diagnostics).toMatchObject([{ message: expect.stringMatching(/GROUP BY/i) }]);
    });

    it('says what would be refused', async () => {
      expect((await check('DROP TABLE orders')).diagnostics).toMatchObject([{ code: 'statement_not_allowed' }]);
      expect((await check('SELECT 1; DELETE FROM orders', { experiment: 'shop', dialect: 'redshift' })).diagnostics).toMatchObject([{ code: 'statement_not_allowed', statement: 2 }]);
      expect((await check("COPY orders TO '/tmp/x.csv'")).valid).toBe(false);
    });

    it('judges with the leave to write that the text would run with', async () => {
      for (const dialect of ['ansi', 'redshift', 'snowflake']) {
        const writing = 'CREATE TABLE made_here AS SELECT customer_id AS id FROM customers; DELETE FROM made_here WHERE id = 1; SELECT id FROM made_here';
        const { diagnostics } = await check(writing, { experiment: 'shop', dialect });
        expect(diagnostics.map(({ code, statement }) => [code, statement])).toEqual([['statement_not_allowed', 1], ['statement_not_allowed', 2]]);
        expect((await check(writing, { experiment: 'shop', dialect, allow_writes: true })).diagnostics).toEqual([]);
        expect((await check('DELETE FROM orders WHERE nope = 1; UPDATE orders SET totl = 1', { experiment: 'shop', dialect, allow_writes: true })).diagnostics.map(({ message }) => message)).toEqual([
          expect.stringContaining('Unknown column "nope"'), expect.stringContaining('Unknown column "totl" of orders'),
        ]);
      }
      expect((await check('INSERT INTO orders SELECT nope(1)', { experiment: 'shop', allow_writes: true })).diagnostics).toMatchObject([{ position: { line: 1, column: 27 } }]);
      expect((await check('BEGIN; SELECT 1; COMMIT')).diagnostics).toEqual([]);
    });

    it('knows what earlier texts have made', async () => {
      await post('/api/query/execute', { sql: 'CREATE TABLE big_spenders AS SELECT customer_id, SUM(amount) AS spent FROM orders GROUP BY 1', experiment: 'shop', allow_writes: true });
      expect((await check('SELECT spnt FROM big_spenders')).diagnostics).toMatchObject([{ message: 'Unknown column "spnt"; did you mean "spent"?' }]);
      expect((await complete('SELECT b.| FROM big_spenders b')).items.slice(0, 2)).toMatchObject([{ label: 'customer_id', detail: expect.stringContaining('INTEGER') }, { label: 'spent' }]);
      await post('/api/query/execute', { sql: 'DROP TABLE big_spenders', experiment: 'shop', allow_writes: true });
    });

    it('lets the text make and change temporary tables', async () => {
      for (const dialect of ['ansi', 'redshift', 'snowflake']) {
        expect((await check('CREATE TEMP TABLE t (a INT); INSERT INTO t VALUES (1); SELECT a FROM t', { experiment: 'shop', dialect })).diagnostics).toEqual([]);
      }
    });

    it('has nothing against an empty text', async () => {
      expect(await check('-- nothing yet')).toMatchObject({ valid: true, statements: 0, diagnostics: [] });
    });
  });

  it('lays texts out, and leaves what it does not understand', async () => {
    expect((await post<FormatResult>('/api/query/format', { sql: 'select a from t', keyword_case: 'upper' })).sql).toBe('SELECT\n  a\nFROM\n  t\n');
    expect(await post<FormatResult>('/api/query/format', { sql: 'select (', experiment: 'shop' })).toMatchObject({ changed: true, sql: 'select (\n', diagnostics: [{ severity: 'warning' }] });
  });

  describe('history', () => {
    const history = async (parameters = ''): Promise<QueryHistoryList> => (await server.http.get(`/api/query/history${parameters}`).expect(200)).body;
    const run = (sql: string, more: object = { experiment: 'shop' }) => server.post('/api/query/execute', { sql, ...more });

    it('keeps what ran, how it ended and no secret', async () => {
      await run('SELECT customer_id FROM customers LIMIT 3');
      await run('SELECT nope');
      await run("SELECT 'x' AS password WHERE 'postgres://me:hunter2@db' <> 'y'", {});
      const { items, total } = await history('?limit=3');
      expect(total).toBeGreaterThanOrEqual(3);
      expect(items).toMatchObject([
        { sql: expect.stringContaining('postgres://me:***@db'), experiment: null, warehouse: 'duckdb', status: 'completed', row_count: 1 },
        { sql: 'SELECT nope', status: 'failed', error_code: 'invalid_sql', row_count: null },
        { sql: 'SELECT customer_id FROM customers LIMIT 3', experiment: 'shop', dialect: 'ansi', status: 'completed', error_code: null },
      ]);
      expect(items.map(({ sql }) => sql).join()).not.toContain('hunter2');
    });

    it('is filtered and read by pages', async () => {
      expect((await history('?status=failed&search=NOPE')).items).toMatchObject([{ sql: 'SELECT nope' }]);
      expect((await history('?search=%25')).items).toEqual([]);
      const [first, second] = await Promise.all([history('?limit=1'), history('?limit=1&offset=1')]);
      expect(second.items[0]!.id).toBe(first.items[0]!.id - 1);
      expect((await server.http.get('/api/query/history?limit=0&status=odd').expect(422)).body.errors).toHaveLength(2);
    });

    it('keeps no more than the setting says, and forgets all when asked', async () => {
      for (let index = 0; index < 7; index++) await run(`SELECT ${index}`, {});
      const { items, total } = await history();
      expect([total, items.map(({ sql }) => sql)]).toEqual([5, ['SELECT 6', 'SELECT 5', 'SELECT 4', 'SELECT 3', 'SELECT 2']]);
      expect((await server.http.delete('/api/query/history').expect(200)).body).toEqual({ removed: 5 });
      expect((await history()).total).toBe(0);
    });

    it('has what runs, fails and is exported', async () => {
      await run('SELECT * FROM customers', { experiment: 'shop', format: 'csv' });
      await run('SELECT 1', { experiment: 'nobody' });
      expect((await history()).items).toMatchObject([{ experiment: 'nobody', status: 'failed', error_code: 'not_found' }, { status: 'completed', experiment: 'shop' }]);
    });
  });

  describe('saved queries', () => {
    const QUERY = { name: 'Top customers', sql: 'SELECT 1', experiment: 'shop', dialect: 'redshift', description: 'Who pays' };

    it('are made, shown, changed, renamed and removed', async () => {
      const saved = await post<SavedQuery>('/api/query/saved', QUERY, 201);
      expect(saved).toMatchObject({ ...QUERY, warehouse: null });
      expect((await server.http.get('/api/query/saved/top%20CUSTOMERS').expect(200)).body).toEqual(saved);
      expect((await post<ProblemDetails>('/api/query/saved', { ...QUERY, name: 'TOP customers' }, 409)).hint).toContain('replace');
      const changed = (await server.http.put('/api/query/saved/Top customers').send({ sql: 'SELECT 2', name: 'best' }).expect(200)).body;
      expect(changed).toMatchObject({ name: 'best', sql: 'SELECT 2', description: null, created_at: saved.created_at });
      expect((await server.http.get('/api/query/saved/Top customers').expect(404)).body.detail).toContain('existing: best');
      expect((await server.http.delete('/api/query/saved/BEST').expect(200)).body).toEqual({ name: 'best' });
      expect((await server.http.get('/api/query/saved').expect(200)).body).toEqual({ items: [], total: 0 });
    });

    it('leave as files', async () => {
      await post('/api/query/saved', QUERY, 201);
      const { text, headers } = await server.http.get('/api/query/saved/Top customers/file').buffer(true).parse((response, done) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => done(null, body));
      }).expect(200).then(({ body, headers: all }) => ({ text: body as string, headers: all }));
      expect(headers['content-type']).toContain('application/sql');
      expect(text).toBe('-- name: Top customers\n-- experiment: shop\n-- dialect: redshift\n-- description: Who pays\n\nSELECT 1\n');
    });

    it('come many at once, all or none', async () => {
      const queries = [{ name: 'a', sql: 'SELECT 1' }, { ...QUERY, sql: 'SELECT 3' }];
      await post('/api/query/saved/import', { queries }, 409);
      expect((await server.http.get('/api/query/saved/a')).status).toBe(404);
      expect(await post('/api/query/saved/import', { queries, replace: true })).toEqual({ created: ['a'], replaced: ['Top customers'], unchanged: [] });
      expect(await post('/api/query/saved/import', { queries })).toEqual({ created: [], replaced: [], unchanged: ['a', 'Top customers'] });
      expect((await post<ProblemDetails>('/api/query/saved/import', { queries: [queries[0], { name: 'A', sql: 'x' }] }, 422)).errors).toMatchObject([{ path: '$.queries[1].name' }]);
      expect((await post<ProblemDetails>('/api/query/saved/import', { queries: [[]] }, 422)).errors).toMatchObject([{ path: expect.stringMatching(/^\$\.queries/) }]);
      const list: SavedQueryList = (await server.http.get('/api/query/saved?experiment=SHOP').expect(200)).body;
      expect(list.items.map(({ name }) => name)).toEqual(['Top customers']);
    });

    it('are refused with every fault', async () => {
      const problem = await post<ProblemDetails>('/api/query/saved', { name: '../x', sql: ' ', description: '\0', dialect: 'x', more: 1 }, 422);
      expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['$.description', '$.dialect', '$.more', '$.name', '$.sql']);
    });
  });
});
