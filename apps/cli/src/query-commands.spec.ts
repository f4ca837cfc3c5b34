import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendJson, type Route } from './testing/stub-server';
import { problem, useStubCli } from './testing/use-stub-cli';

const stub = useStubCli();
const { routes } = stub;
const cli = stub.run;

describe('query execute', () => {
  const only = {
    statement: 1, position: { line: 1, column: 1 }, kind: 'rows', affected_rows: null, message: null,
    columns: [{ name: 'n', type: 'INT', category: 'number' }], rows: [[1], [null]], row_count: 2, truncated: false, elapsed_ms: 12, executed_sql: 'SELECT 1',
  };
  const result = { ...only, query_id: '1', warehouse: 'duckdb', results: [only] };
  const csv: Route = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', trailer: 'X-Row-Count, X-Truncated' }).write('n\n1\n\n');
    response.addTrailers({ 'X-Row-Count': '2', 'X-Truncated': 'false' });
    response.end();
  };

  test('a table, and the count beside it', async () => {
    routes['POST /query/execute'] = sendJson(result);
    const { status, out, err } = await cli(['query', 'execute', 'SELECT n FROM t', '--experiment', 'shop', '--limit', '5']);
    expect(stub.requests[0]?.body).toEqual({ sql: 'SELECT n FROM t', experiment: 'shop', row_limit: 5, format: 'json' });
    expect({ status, out, err }).toEqual({ status: 0, out: '   n\n────\n   1\nNULL\n', err: '2 rows in 12 ms on duckdb\n' });
  });

  test('several results, each under its statement', async () => {
    const write = { ...only, statement: 2, kind: 'write', columns: [], rows: [], row_count: 0, affected_rows: 3, message: '3 rows inserted into t.', executed_sql: 'INSERT\n  INTO t' };
    routes['POST /query/execute'] = sendJson({ ...result, results: [only, write] });
    expect(await cli(['query', 'execute', 'SELECT 1; INSERT INTO t SELECT 1', '--allow-writes'])).toEqual({
      status: 0, out: '1. SELECT 1 (2 rows)\n   n\n────\n   1\nNULL\n\n2. INSERT INTO t (3 rows affected)\n3 rows inserted into t.\n', err: '2 results in 12 ms on duckdb\n',
    });
    expect(stub.requests[0]?.body).toMatchObject({ allow_writes: true });
  });

  test('which of several statements failed, and what ran before it', async () => {
    const completed = [{ statement: 1, kind: 'rows', row_count: 2, affected_rows: null, message: null }];
    routes['POST /query/execute'] = problem(422, { code: 'invalid_sql', detail: 'Statement 2 of 2: no.', statement: { number: 2, count: 2, completed } });
    expect((await cli(['query', 'execute', 'SELECT 1; SELECT x'])).err).toBe('error: Statement 2 of 2: no.\nran before it: 1 (2 rows)\n');
  });

  test('a plan as the engine draws it', async () => {
    routes['POST /query/execute'] = sendJson({ ...result, results: [{ ...only, kind: 'plan', columns: [{ name: 'k' }, { name: 'v' }], rows: [['physical_plan', '┌─┐\n└─┘\n']] }] });
    expect((await cli(['query', 'execute', 'SELECT 1', '--explain'])).out).toBe('┌─┐\n└─┘\n');
    expect(stub.requests[0]?.body).toMatchObject({ explain: 'plan' });
  });

  test.each([['out.parquet', 'parquet'], ['out.ndjson', 'ndjson'], ['out.json', 'json_rows'], ['out.arrow', 'arrow'], ['out.txt', 'csv']])('%s is written as %s', async (name, format) => {
    routes['POST /query/execute'] = csv;
    await cli(['query', 'execute', 'SELECT 1', '--output', join(stub.folder, name)]);
    expect(stub.requests[0]?.body).toMatchObject({ format });
  });

  test('the whole answer as JSON', async () => {
    routes['POST /query/execute'] = sendJson(result);
    expect(JSON.parse((await cli(['query', 'execute', '--sql', 'SELECT 1', '--format', 'json'])).out)).toEqual(result);
  });

  test('CSV into a file', async () => {
    routes['POST /query/execute'] = csv;
    const file = join(stub.folder, 'out.csv');
    const { status, out, err } = await cli(['query', 'execute', 'SELECT 1', '--output', file]);
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(err).toMatch(/^Wrote 2 rows to .*out\.csv \(5 B\) in \d+/);
    expect(readFileSync(file, 'utf8')).toBe('n\n1\n\n');
  });

  test('an answer that is cut off leaves no file', async () => {
    routes['POST /query/execute'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('n\n1\n', () => response.destroy());
    };
    const { status, err } = await cli(['query', 'execute', 'SELECT 1', '--output', join(stub.folder, 'out.csv')]);
    expect(status).toBe(5);
    expect(err).toContain('went away before it had answered');
    expect(readdirSync(stub.folder)).toEqual([]);
  });

  test('a query that fails in the middle of its rows says why, and leaves no file', async () => {
    routes['POST /query/execute'] = (request, response) => {
      const { query_id } = request.body as { query_id: string };
      routes[`GET /query/${query_id}/status`] = sendJson({ query_id, status: 'failed', error: { code: 'invalid_sql', detail: 'Division by zero.', position: { line: 1, column: 8 } } });
      response.writeHead(200, { 'content-type': 'text/csv' }).write('n\n1\n', () => response.destroy());
    };
    const { status, err } = await cli(['query', 'execute', 'SELECT 1/0', '--output', join(stub.folder, 'out.csv')]);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/^error: Division by zero\.\n/) });
    expect(readdirSync(stub.folder)).toEqual([]);
  });

  test('an error is marked in the query, in a file with its name', async () => {
    routes['POST /query/execute'] = problem(422, { code: 'invalid_sql', detail: 'No column "nmae".', position: { line: 2, column: 3, length: 4 }, hint: 'Did you mean "name"?' });
    const file = join(stub.folder, 'q.sql');
    writeFileSync(file, 'SELECT\n  nmae\nFROM users');
    expect(await cli(['query', 'execute', '--file', file])).toEqual({
      status: 2,
      out: '',
      err: `error: No column "nmae".\n  ${file}:2:3\n  2 |   nmae\n    |   ^^^^\nhint: Did you mean "name"?\n`,
    });
    expect((await cli(['query', 'execute', 'SELECT\n  nmae'])).err).toBe('error: No column "nmae".\n  2 |   nmae\n    |   ^^^^\nhint: Did you mean "name"?\n');
  });
});
