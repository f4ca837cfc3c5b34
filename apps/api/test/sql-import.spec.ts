import type { ProblemDetails, SqlImportReport, SqlImportResult } from '@dw-sim/contracts';
import { TestServer } from './test-server';

const SQL = `CREATE TABLE public.customers (
  id BIGINT IDENTITY(1,1) PRIMARY KEY,
  first_name VARCHAR(40) NOT NULL,
  email VARCHAR(80) NOT NULL UNIQUE,
  country CHAR(2)
) DISTSTYLE ALL;

CREATE TABLE orders (
  order_id BIGINT,
  line_number INT,
  customer_id BIGINT NOT NULL,
  status VARCHAR(20) DEFAULT 'new',
  ordered_at TIMESTAMP NOT NULL,
  shipped_at TIMESTAMP,
  PRIMARY KEY (order_id, line_number)
) SORTKEY(order_id);
CREATE VIEW v AS SELECT 1;
`;

const WARNING = "Table 'orders' has a composite primary key (order_id, line_number). A surrogate key column '_row_id' has been added for generation. Original columns are preserved.";

describe('an import of SQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  const preview = async (body: object, status = 200) => (await server.post('/api/experiments/import-sql/preview', body).expect(status)).body as SqlImportReport & ProblemDetails;
  const column = ({ tables }: SqlImportReport, table: string, name: string) => tables.find((one) => one.name === table)?.columns.find((one) => one.name === name);

  it('is shown before anything is saved: columns with generators and reasons, warnings, what is passed over, suggestions', async () => {
    const report = await preview({ name: 'drafted', sql: SQL, dialect: 'redshift' });
    expect(report.tables.map(({ name, written_name }) => [name, written_name])).toEqual([['customers', 'public.customers'], ['orders', 'orders']]);
    expect(column(report, 'customers', 'email')).toMatchObject({ data_type: 'VARCHAR(80)', written_type: 'VARCHAR(80)', unique: true, nullable: false, generator: 'faker', reason: "An e-mail address, by its name; it fits the person's name in the row.", position: { line: 4 } });
    expect(column(report, 'orders', 'shipped_at')).toMatchObject({ generator: 'after', reason: 'The departure, by its name; after ordered_at.' });
    expect(report.warnings.filter(({ message }) => message === WARNING)).toEqual([expect.objectContaining({ table: 'orders', position: { line: 8, column: 14, length: 6 } })]);
    expect(report.notices).toMatchObject([{ what: 'CREATE VIEW', count: 1, position: { line: 17, column: 1 } }]);
    expect(report.suggestions).toMatchObject([{ table: 'orders', column: 'customer_id', references_table: 'customers', references_column: 'id' }]);
    expect((await server.http.get('/api/experiments').expect(200)).body.total).toBe(0);
    expect((await server.post('/api/experiments/validate', report.definition).expect(200)).body).toMatchObject({ valid: true });
  });

  it('makes an experiment that generates, with the keys that were chosen', async () => {
    const { body } = await server.post('/api/experiments/import-sql', { name: 'Shop', sql: SQL, dialect: 'redshift', target_rows: 50, apply_suggestions: [{ table: 'orders', column: 'customer_id' }] }).expect(201);
    const created = body as SqlImportResult;
    expect([created.name, created.tables.map(({ name }) => name), created.warnings.map(({ message }) => message)]).toEqual(['Shop', ['customers', 'orders'], [WARNING]]);
    expect(created.import.applied).toHaveLength(1);
    // Queries are in the dialect of the tables.
    expect(created.definition.dialect).toBe('redshift');
    await server.run('shop', 'generate', { seed: 1 });
    const sql = "SELECT count(*), count(DISTINCT order_id::VARCHAR || '-' || line_number::VARCHAR), sum(CASE WHEN shipped_at < ordered_at THEN 1 ELSE 0 END), sum(CASE WHEN customer_id NOT IN (SELECT id FROM customers) THEN 1 ELSE 0 END), max(LEN(status)) > 0 FROM orders";
    const [row] = (await server.post('/api/query/execute', { sql, experiment: 'shop' }).expect(200)).body.rows as unknown[][];
    expect(row.map(Number)).toEqual([50, 50, 0, 0, 1]);
    expect((await server.post('/api/experiments/import-sql', { name: 'shop', sql: SQL }).expect(409)).body.code).toBe('conflict');
  });

  it('tells every fault with its place in the text', async () => {
    const problem = await preview({ name: 'x', sql: 'CREATE TABLE a (\n  id INT,\n  x MONY\n);\nCREATE TABLE b (y INT' }, 422);
    expect(problem).toMatchObject({ code: 'invalid_sql', position: { line: 3, column: 5, length: 4 }, hint: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(problem.detail).toMatch(/^The SQL has 2 faults\. Line 3, column 5: .+; …$/);
    expect(problem.errors).toMatchObject([{ path: '$.sql', code: 'unknown_type', position: { line: 3, column: 5 } }, { path: '$.sql', code: 'unclosed_bracket', position: { line: 5, column: 16 } }]);
    expect((await preview({ name: 'x', sql: '  ' }, 422)).code).toBe('invalid_sql');
  });

  it('takes a file, in UTF-8, UTF-16 or Windows-1252', async () => {
    for (const file of [Buffer.from(SQL), Buffer.from(`\uFEFF${SQL}`, 'utf16le'), Buffer.from(`-- größer\n${SQL}`, 'latin1')]) {
      const { body } = await server.http.post('/api/experiments/import-sql/preview').field('name', 'filed').field('dialect', 'redshift').field('target_rows', '7').field('apply_suggestions', 'true').attach('file', file, 'schema.sql').expect(200);
      expect((body as SqlImportReport).tables.map(({ target_rows: rows }) => rows)).toEqual([7, 7]);
      expect((body as SqlImportReport).applied).toHaveLength(1);
    }
    const large = await server.http.post('/api/experiments/import-sql').field('name', 'filed').attach('file', Buffer.alloc(11 * 2 ** 20, '-'), 'schema.sql').expect(413);
    expect(large.body.code).toBe('payload_too_large');
  });

  it('refuses what is no request for it, with what is allowed', async () => {
    expect((await preview({ name: 'x', sql: SQL, dialect: 'oracle', apply_suggestions: 'yes', targets: 1 }, 422)).errors?.map(({ path }) => path).sort()).toEqual(['$.apply_suggestions', '$.dialect', '$.targets']);
    expect((await preview({ name: 'x' }, 422)).errors).toMatchObject([{ path: '$.sql' }]);
    expect((await preview({ name: '1 x', sql: SQL, target_warehouse: 'nope' }, 422)).errors?.map(({ path }) => path)).toEqual(['$.name', '$.target_warehouse']);
    const field = await server.http.post('/api/experiments/import-sql/preview').field('name', 'filed').field('target_rows', 'many').attach('file', Buffer.from(SQL), 'schema.sql').expect(422);
    expect(field.body.detail).toBe('The field target_rows is "many"; allowed: a whole number.');
    const form = await server.http.post('/api/experiments').field('name', 'x').expect(415);
    expect(form.body.detail).toContain('allowed: application/json.');
  });
});
