import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli';
import { MemoryTerminal } from './testing/memory-terminal';
import { sendJson, StubServer, type Route } from './testing/stub-server';
import type { RunEventBody } from '@dw-sim/contracts';

let folder: string;
let server: StubServer;
let url: string;
const routes: Record<string, Route> = {};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dw-cli-'));
  for (const route of Object.keys(routes)) delete routes[route];
  server = new StubServer(routes);
  url = await server.start();
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function cli(args: readonly string[], options: ConstructorParameters<typeof MemoryTerminal>[0] = {}): Promise<Outcome> {
  const terminal = new MemoryTerminal(options);
  const status = await runCli(args, terminal, { DW_SIMULATOR_URL: url, NO_COLOR: '1' });
  await new Promise(setImmediate);
  return { status, out: terminal.outText, err: terminal.errText };
}

function problem(status: number, body: object): Route {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  };
}

describe('the arguments', () => {
  test.each([
    [['experiment', 'lst'], '(Did you mean list?)'],
    [['qery', 'execute', 'SELECT 1'], '(Did you mean query?)'],
    [['experiment', 'generate', 'shop', '--sed', '1'], '(Did you mean --seed?)'],
    [['experiment', 'generate', 'shop', '--rows', 'users'], '"users" is not of the form table=count.'],
    [['experiment', 'generate', 'shop', '--rows', 'a=1,a=2'], 'Table "a" is given twice.'],
    [['experiment', 'generate', 'shop', '--rows', 'a=1.5'], 'It is not a whole number.'],
    [['experiment', 'generate', 'shop', '--seed', 'x'], 'It is not a whole number.'],
    [['experiment', 'generate', 'shop', '--seed', '9'.repeat(20)], 'It is beyond 9007199254740991.'],
    [['experiment', 'generate'], "missing required argument 'name'"],
    [['experiment', 'create'], 'Name a file, - for standard input, or --example NAME; exactly one of them.'],
    [['query', 'execute'], 'Give a query or --file FILE; exactly one of them.'],
    [['query', 'execute', 'SELECT 1', '--format', 'xml'], 'Allowed choices are table, json, json_rows'],
    [['experiment', 'list', '--url', 'localhost:1'], '"localhost:1" is not the address of a server; allowed: http://HOST:PORT or https://HOST:PORT.'],
  ])('%j is wrong usage', async (args, message) => {
    const { status, out, err } = await cli(args);
    expect(err).toContain(message);
    expect(err).toMatch(/^error: /);
    expect({ status, out, requests: server.requests }).toEqual({ status: 2, out: '', requests: [] });
  });

  test('help and version', async () => {
    expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await cli(['experiment', 'generate', '--help']);
    expect(help).toMatchObject({ status: 0, err: '' });
    expect(help.out).toContain('--rows <table=count>');
    expect(help.out).not.toContain('--experiment');
  });
});

describe('experiment create', () => {
  const created = { name: 'shop', table_count: 1, target_rows: 1000, target_warehouse: 'duckdb', warnings: [{ path: '$.tables[0]', code: 'x', message: 'Odd.' }] };

  test('sends a YAML file and says what came of it', async () => {
    routes['POST /experiments'] = sendJson(created, 201);
    writeFileSync(join(folder, 'shop.yaml'), 'name: shop\ntables: []\n');
    const { status, out, err } = await cli(['experiment', 'create', join(folder, 'shop.yaml'), '--name', 'other']);
    expect(server.requests[0]?.body).toEqual({ name: 'other', tables: [] });
    expect({ status, out }).toEqual({ status: 0, out: 'Created experiment "shop": 1 table for 1,000 rows, on duckdb.\n' });
    expect(err).toBe('warning: $.tables[0]: Odd.\nNext: dw-sim experiment generate shop\n');
  });

  test('reads standard input', async () => {
    routes['POST /experiments'] = sendJson(created, 201);
    await cli(['experiment', 'create', '-'], { input: '{"name": "é"}' });
    expect(server.requests[0]?.body).toEqual({ name: 'é' });
  });

  test('shows every fault at its place in the file', async () => {
    routes['POST /experiments'] = problem(422, {
      code: 'invalid_definition',
      detail: 'The definition has 2 faults.',
      errors: [
        { path: '$.tables[0].target_rows', code: 'out_of_range', message: 'target_rows is -1; allowed: 1 to 10.' },
        { path: '$.tables[0].colums', code: 'unknown_key', message: 'Unknown key "colums".' },
      ],
      hint: 'Mend them.',
    });
    const file = join(folder, 'shop.json');
    writeFileSync(file, '{"tables": [\n  {"target_rows": -1,\n   "colums": []}]}');
    const { status, out, err } = await cli(['experiment', 'create', file]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe(
      [
        'error: The definition has 2 faults.',
        `  ${file}:2:19  $.tables[0].target_rows`,
        '    target_rows is -1; allowed: 1 to 10.',
        `  ${file}:3:4  $.tables[0].colums`,
        '    Unknown key "colums".',
        'hint: Mend them.',
        '',
      ].join('\n'),
    );
    const json = JSON.parse((await cli(['--json', 'experiment', 'create', file])).err);
    expect(json).toMatchObject({ code: 'invalid_definition', status: 422, file, errors: [{ position: { line: 2, column: 19 } }, {}] });
  });

  test('a fault of syntax is found without a server', async () => {
    const { status, err } = await cli(['experiment', 'create', '-', '--url', 'http://127.0.0.1:1'], { input: '{"name": shop}' });
    expect(status).toBe(2);
    expect(err).toContain('<stdin> is not valid JSON.');
    expect(err).toContain('<stdin>:1:10  $');
  });

  test('a file that is not there', async () => {
    expect(await cli(['experiment', 'create', '/no/such.json'])).toEqual({ status: 3, out: '', err: 'error: Cannot read /no/such.json: there is no such file.\n' });
  });

  test('an unknown example', async () => {
    routes['GET /examples'] = sendJson({ items: [{ name: 'ecommerce' }] });
    expect((await cli(['experiment', 'create', '--example', 'shop'])).err).toBe('error: There is no example "shop"; there are: ecommerce.\n');
  });
});

describe('experiment validate', () => {
  const fault = { path: '$.name', code: 'x', message: 'Bad name.' };

  test('a fault is an exit status and, with --json, a report', async () => {
    routes['POST /experiments/validate'] = sendJson({ valid: false, errors: [fault], warnings: [] });
    expect(await cli(['experiment', 'validate', '-'], { input: 'name: 1' })).toMatchObject({ status: 2, err: 'error: - has 1 fault.\n  <stdin>:1:7  $.name\n    Bad name.\n' });
    const json = await cli(['experiment', 'validate', '-', '--json'], { input: 'name: 1' });
    expect(json).toMatchObject({ status: 2, err: '' });
    expect(JSON.parse(json.out)).toEqual({ valid: false, errors: [{ ...fault, position: { line: 1, column: 7 } }], warnings: [] });
  });

  test('no fault', async () => {
    routes['POST /experiments/validate'] = sendJson({ valid: true, errors: [], warnings: [] });
    expect(await cli(['experiment', 'validate', '-'], { input: 'name: a' })).toEqual({ status: 0, out: '- is valid.\n', err: '' });
  });
});

describe('experiment generate', () => {
  const run = { id: 7, experiment: 'shop', seed: 42 };
  const bodies: readonly RunEventBody[] = [
    { type: 'queued', kind: 'generate' },
    { type: 'started', seed: 42, warehouse: 'duckdb', tables: [{ table: 'users', total_rows: 1000 }] },
    { type: 'table-started', table: 'users', phase: 'generate', total_rows: 1000 },
    { type: 'table-completed', table: 'users', phase: 'generate', rows: 1000, elapsed_ms: 10 },
    { type: 'warning', message: 'Beware.' },
    { type: 'table-completed', table: 'users', phase: 'load', rows: 1000, elapsed_ms: 20 },
  ];
  const completed: RunEventBody = {
    type: 'completed',
    elapsed_ms: 1200,
    tables: [{ table: 'users', requested_rows: 1000, generated_rows: 1000, loaded_rows: 1000, byte_length: 1, generate_ms: 1, load_ms: 1, checksum: null }],
  };

  function events(all: readonly RunEventBody[], first = 1): string {
    return all
      .map((body, index) => ({ run_id: 7, experiment: 'shop', seq: first + index, at: '2026-01-01T00:00:00Z', ...body }))
      .map((event) => `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join('');
  }

  function stream(text: string): Route {
    return (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
    };
  }

  beforeEach(() => {
    routes['POST /experiments/shop/generate'] = sendJson(run, 202);
    routes['GET /runs/7/events'] = stream(events([...bodies, completed]));
  });

  test('plain lines in a pipe', async () => {
    const { status, out, err } = await cli(['experiment', 'generate', 'shop', '--rows', 'users=1_000', '--rows', 'a=2,b=3', '--seed', '42']);
    expect(server.requests[0]?.body).toEqual({ rows: { users: 1000, a: 2, b: 3 }, seed: 42 });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'Run 7 of "shop": 1 table, 1,000 rows, seed 42, on duckdb',
      'users: generated 1,000 rows in 10 ms (100 k rows/s)',
      'warning: Beware.',
      'users: loaded 1,000 rows in 20 ms (50 k rows/s)',
      'Done: 1,000 rows in 1.2 s (833 rows/s)',
      '',
    ]);
  });

  test('bars on a screen, drawn over each other', async () => {
    const { out } = await cli(['experiment', 'generate', 'shop'], { isTTY: true });
    expect(out).toContain('\u001b[1A\r');
    expect(out).toContain('users  loaded      ████████████████████████ 100 %  1,000 rows');
    expect(out.endsWith('Done: 1,000 rows in 1.2 s (833 rows/s)\n\u001b[?25h')).toBe(true);
  });

  test('events for machines', async () => {
    const { out } = await cli(['experiment', 'generate', 'shop', '--json']);
    const types = out.trim().split('\n').map((line) => (JSON.parse(line) as RunEventBody).type);
    expect(types).toEqual(['queued', 'started', 'table-started', 'table-completed', 'warning', 'table-completed', 'completed']);
  });

  test('a stream that is cut is taken up where it was cut', async () => {
    const seen: unknown[] = [];
    routes['GET /runs/7/events'] = ({ headers, call }, response) => {
      seen.push(headers['last-event-id']);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (call === 1) response.write(events(bodies.slice(0, 3)), () => response.destroy());
      else if (call === 2) response.destroy();
      // The server may send again what has been seen.
      else response.end(events([...bodies.slice(2), completed], 3));
    };
    const { status, out } = await cli(['experiment', 'generate', 'shop', '--json']);
    expect(status).toBe(0);
    expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(seen).toEqual([undefined, '3', '3']);
  });

  test('a failed run is a failed command', async () => {
    const failed: RunEventBody = { type: 'failed', elapsed_ms: 5, error: { code: 'storage_full', message: 'The disk is full.', table: 'users' } };
    routes['GET /runs/7/events'] = stream(events([...bodies, failed]));
    expect(await cli(['experiment', 'generate', 'shop'])).toMatchObject({ status: 1, err: 'error: Run 7 of "shop" failed at table "users": The disk is full.\n' });
  });

  test('Ctrl+C aborts the run and waits for its end', async () => {
    const responses: { end(text: string): void }[] = [];
    routes['GET /runs/7/events'] = (_request, response) => {
      responses.push(response);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(events(bodies.slice(0, 2)), () => process.emit('SIGINT'));
    };
    routes['POST /runs/7/abort'] = (request, response) => {
      responses[0]?.end(events([{ type: 'aborted', elapsed_ms: 3 }], 3));
      return sendJson(run)(request, response);
    };
    const { status, out } = await cli(['experiment', 'generate', 'shop']);
    expect(status).toBe(130);
    expect(out).toContain('Run 7 was aborted after 3 ms');
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  test('--detach returns at once', async () => {
    const { status, out } = await cli(['experiment', 'generate', '--experiment', 'shop', '--detach']);
    expect({ status, out }).toEqual({ status: 0, out: 'Started run 7 of "shop" with seed 42.\n' });
    expect(server.requests).toHaveLength(1);
  });

  test('a second run is a conflict', async () => {
    routes['POST /experiments/shop/generate'] = problem(409, { code: 'run_active', detail: 'Run 6 is active.' });
    expect(await cli(['experiment', 'generate', 'shop'])).toEqual({ status: 4, out: '', err: 'error: Run 6 is active.\n' });
  });
});

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
    expect(server.requests[0]?.body).toEqual({ sql: 'SELECT n FROM t', experiment: 'shop', row_limit: 5, format: 'json' });
    expect({ status, out, err }).toEqual({ status: 0, out: '   n\n────\n   1\nNULL\n', err: '2 rows in 12 ms on duckdb\n' });
  });

  test('several results, each under its statement', async () => {
    const write = { ...only, statement: 2, kind: 'write', columns: [], rows: [], row_count: 0, affected_rows: 3, message: '3 rows inserted into t.', executed_sql: 'INSERT\n  INTO t' };
    routes['POST /query/execute'] = sendJson({ ...result, results: [only, write] });
    expect(await cli(['query', 'execute', 'SELECT 1; INSERT INTO t SELECT 1', '--allow-writes'])).toEqual({
      status: 0, out: '1. SELECT 1 (2 rows)\n   n\n────\n   1\nNULL\n\n2. INSERT INTO t (3 rows affected)\n3 rows inserted into t.\n', err: '2 results in 12 ms on duckdb\n',
    });
    expect(server.requests[0]?.body).toMatchObject({ allow_writes: true });
  });

  test('which of several statements failed, and what ran before it', async () => {
    const completed = [{ statement: 1, kind: 'rows', row_count: 2, affected_rows: null, message: null }];
    routes['POST /query/execute'] = problem(422, { code: 'invalid_sql', detail: 'Statement 2 of 2: no.', statement: { number: 2, count: 2, completed } });
    expect((await cli(['query', 'execute', 'SELECT 1; SELECT x'])).err).toBe('error: Statement 2 of 2: no.\nran before it: 1 (2 rows)\n');
  });

  test('a plan as the engine draws it', async () => {
    routes['POST /query/execute'] = sendJson({ ...result, results: [{ ...only, kind: 'plan', columns: [{ name: 'k' }, { name: 'v' }], rows: [['physical_plan', '┌─┐\n└─┘\n']] }] });
    expect((await cli(['query', 'execute', 'SELECT 1', '--explain'])).out).toBe('┌─┐\n└─┘\n');
    expect(server.requests[0]?.body).toMatchObject({ explain: 'plan' });
  });

  test.each([['out.parquet', 'parquet'], ['out.ndjson', 'ndjson'], ['out.json', 'json_rows'], ['out.arrow', 'arrow'], ['out.txt', 'csv']])('%s is written as %s', async (name, format) => {
    routes['POST /query/execute'] = csv;
    await cli(['query', 'execute', 'SELECT 1', '--output', join(folder, name)]);
    expect(server.requests[0]?.body).toMatchObject({ format });
  });

  test('the whole answer as JSON', async () => {
    routes['POST /query/execute'] = sendJson(result);
    expect(JSON.parse((await cli(['query', 'execute', '--sql', 'SELECT 1', '--format', 'json'])).out)).toEqual(result);
  });

  test('CSV into a file', async () => {
    routes['POST /query/execute'] = csv;
    const file = join(folder, 'out.csv');
    const { status, out, err } = await cli(['query', 'execute', 'SELECT 1', '--output', file]);
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(err).toMatch(/^Wrote 2 rows to .*out\.csv \(5 B\) in \d+/);
    expect(readFileSync(file, 'utf8')).toBe('n\n1\n\n');
  });

  test('an answer that is cut off leaves no file', async () => {
    routes['POST /query/execute'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).write('n\n1\n', () => response.destroy());
    };
    const { status, err } = await cli(['query', 'execute', 'SELECT 1', '--output', join(folder, 'out.csv')]);
    expect(status).toBe(5);
    expect(err).toContain('went away before it had answered');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a query that fails in the middle of its rows says why, and leaves no file', async () => {
    routes['POST /query/execute'] = (request, response) => {
      const { query_id } = request.body as { query_id: string };
      routes[`GET /query/${query_id}/status`] = sendJson({ query_id, status: 'failed', error: { code: 'invalid_sql', detail: 'Division by zero.', position: { line: 1, column: 8 } } });
      response.writeHead(200, { 'content-type': 'text/csv' }).write('n\n1\n', () => response.destroy());
    };
    const { status, err } = await cli(['query', 'execute', 'SELECT 1/0', '--output', join(folder, 'out.csv')]);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/^error: Division by zero\.\n/) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an error is marked in the query, in a file with its name', async () => {
    routes['POST /query/execute'] = problem(422, { code: 'invalid_sql', detail: 'No column "nmae".', position: { line: 2, column: 3, length: 4 }, hint: 'Did you mean "name"?' });
    const file = join(folder, 'q.sql');
    writeFileSync(file, 'SELECT\n  nmae\nFROM users');
    expect(await cli(['query', 'execute', '--file', file])).toEqual({
      status: 2,
      out: '',
      err: `error: No column "nmae".\n  ${file}:2:3\n  2 |   nmae\n    |   ^^^^\nhint: Did you mean "name"?\n`,
    });
    expect((await cli(['query', 'execute', 'SELECT\n  nmae'])).err).toBe('error: No column "nmae".\n  2 |   nmae\n    |   ^^^^\nhint: Did you mean "name"?\n');
  });
});

describe('reset and delete', () => {
  beforeEach(() => {
    routes['GET /experiments/shop'] = sendJson({ table_count: 2 });
    routes['DELETE /experiments/shop'] = sendJson({ name: 'shop', dropped_tables: 2, removed_files: 1, other_targets: [] });
    routes['POST /experiments/shop/reset'] = sendJson({ name: 'shop', truncated_tables: 2 });
  });

  test('ask nothing of a script', async () => {
    expect(await cli(['experiment', 'reset', 'shop'])).toEqual({ status: 0, out: 'Reset experiment "shop": emptied 2 tables.\n', err: '' });
    expect(await cli(['experiment', 'delete', 'shop', '--yes'])).toEqual({ status: 0, out: 'Deleted experiment "shop": dropped 2 tables, removed 1 file.\n', err: '' });
  });

  test('deleting says where tables stay', async () => {
    const other_targets = [
      { target: { id: 'marketing', name: 'Marketing', kind: 'sqlite', dsn: 'sqlite:///m.db' }, tables: ['shop__a', 'shop__b'] },
      { target: { id: null, name: 'inline', kind: 'postgres', dsn: 'postgres://me:***@host/db' }, tables: ['shop__a'] },
    ];
    routes['DELETE /experiments/shop'] = sendJson({ name: 'shop', dropped_tables: 2, removed_files: 1, other_targets });
    const { err } = await cli(['experiment', 'delete', 'shop', '--yes']);
    expect(err).toContain('Runs went to marketing, too. What they made there stays: shop__a, shop__b.\n');
    expect(err).toContain('Runs went to postgres://me:***@host/db, too. What they made there stays: shop__a.\n');
  });

  test.each([['n\n', 1, 1], ['\n', 1, 1], ['y\n', 0, 2], ['Yes\n', 0, 2]])('answered with %j', async (input, status, requests) => {
    const outcome = await cli(['experiment', 'delete', 'shop'], { isTTY: true, input });
    expect(outcome.err).toContain('Delete "shop" with 2 tables and all files? [y/N]');
    expect({ status: outcome.status, requests: server.requests.length }).toEqual({ status, requests });
  });
});

describe('the server', () => {
  test('that nobody answers for', async () => {
    const { status, err } = await cli(['experiment', 'list', '--url', 'http://127.0.0.1:1']);
    expect({ status, err: err.split('\n')[0] }).toEqual({ status: 5, err: 'error: No DW Simulator server answers at http://127.0.0.1:1: nothing listens there.' });
  });

  test('that is something else', async () => {
    routes['GET /experiments'] = (_request, response) => {
      response.writeHead(500).end('<html>');
    };
    expect(await cli(['experiment', 'list'])).toMatchObject({ status: 1, err: expect.stringContaining('Is this the address of a DW Simulator server?') });
  });

  test('its status', async () => {
    routes['GET /health'] = sendJson({
      status: 'ok', version: '1.2.3', uptime_seconds: 61, data_root: '/data',
      warehouses: [{ id: 'duckdb', label: 'DuckDB', is_default: true, status: 'ok', version: 'v1', latency_ms: 2, message: null }],
      staging: { kind: 's3', location: 's3://lake/dw', status: 'ok', latency_ms: 3, message: null },
    });
    const { out } = await cli(['server', 'status']);
    expect(out).toContain(`DW Simulator 1.2.3 at ${url}, ok, up for 1 min 1 s`);
    expect(out).toContain('Staging s3://lake/dw, ok');
    expect(out).toContain('duckdb (default)  ok      v1          2 ms');
  });
});
