import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendJson, type Route } from './testing/stub-server';
import { problem, useStubCli } from './testing/use-stub-cli';
import type { RunEventBody } from '@dw-sim/contracts';

const stub = useStubCli();
const { routes } = stub;
const cli = stub.run;

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
    expect({ status, out, requests: stub.requests }).toEqual({ status: 2, out: '', requests: [] });
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
    writeFileSync(join(stub.folder, 'shop.yaml'), 'name: shop\ntables: []\n');
    const { status, out, err } = await cli(['experiment', 'create', join(stub.folder, 'shop.yaml'), '--name', 'other']);
    expect(stub.requests[0]?.body).toEqual({ name: 'other', tables: [] });
    expect({ status, out }).toEqual({ status: 0, out: 'Created experiment "shop": 1 table for 1,000 rows, on duckdb.\n' });
    expect(err).toBe('warning: $.tables[0]: Odd.\nNext: dw-sim experiment generate shop\n');
  });

  test('reads standard input', async () => {
    routes['POST /experiments'] = sendJson(created, 201);
    await cli(['experiment', 'create', '-'], { input: '{"name": "é"}' });
    expect(stub.requests[0]?.body).toEqual({ name: 'é' });
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
    const file = join(stub.folder, 'shop.json');
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
    expect(stub.requests[0]?.body).toEqual({ rows: { users: 1000, a: 2, b: 3 }, seed: 42 });
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
    expect(stub.requests).toHaveLength(1);
  });

  test('a second run is a conflict', async () => {
    routes['POST /experiments/shop/generate'] = problem(409, { code: 'run_active', detail: 'Run 6 is active.' });
    expect(await cli(['experiment', 'generate', 'shop'])).toEqual({ status: 4, out: '', err: 'error: Run 6 is active.\n' });
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
    expect({ status: outcome.status, requests: stub.requests.length }).toEqual({ status, requests });
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
    expect(out).toContain(`DW Simulator 1.2.3 at ${stub.url}, ok, up for 1 min 1 s`);
    expect(out).toContain('Staging s3://lake/dw, ok');
    expect(out).toContain('duckdb (default)  ok      v1          2 ms');
  });
});
