import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendJson } from './testing/stub-server';
import { useStubCli } from './testing/use-stub-cli';

const MARKETING = { id: 'marketing', name: 'Marketing', kind: 'postgres', dsn: 'postgres://me:***@h/db', schema: null, options: { sslmode: 'require' }, origin: 'stored', source: null, read_only: false, is_default: false };
const DUCKDB = { ...MARKETING, id: 'duckdb', name: 'DuckDB', kind: 'duckdb', dsn: null, options: {}, origin: 'builtin', read_only: true, is_default: true };
const CAPABILITIES = { max_identifier_bytes: 63, enforces_unique_keys: true, enforces_foreign_keys: false, exact_decimals: true, temporal_types: true, cancels_queries: true };
const HEALTH = { warehouses: [{ id: 'duckdb', status: 'ok', version: 'v1', message: null }, { id: 'marketing', status: 'unavailable', version: null, message: 'Nobody answers.' }] };

const stub = useStubCli();
const { routes } = stub;
const cli = stub.run;

test('target list shows every target with its health, and what could not be taken', async () => {
  const list = { items: [DUCKDB, MARKETING], total: 2, kinds: [], problems: [{ source: '/t/a.yml', errors: [{ path: '$.kind', code: 'x', message: 'unknown kind "x"' }] }] };
  routes['GET /targets'] = sendJson(list);
  routes['GET /health'] = sendJson(HEALTH);
  const { status, out, err } = await cli(['target', 'list']);
  expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['ID', 'NAME', 'KIND', 'ORIGIN', 'STATUS', 'VERSION', 'DSN', 'SCHEMA'], expect.anything(),
    ['duckdb (default)', 'DuckDB', 'duckdb', 'builtin', 'ok', 'v1', '-', '-'],
    ['marketing', 'Marketing', 'postgres', 'stored', 'unavailable', 'postgres://me:***@h/db', '-'], [''],
  ]);
  expect({ status, err }).toEqual({ status: 0, err: 'warning: marketing: Nobody answers.\nwarning: /t/a.yml:\n  $.kind: unknown kind "x"\n' });
  for (const args of [['target', 'list', '--format', 'json'], ['--json', 'target', 'list']]) expect(JSON.parse((await cli(args)).out)).toEqual(list);
  routes['GET /targets'] = sendJson({ items: [{ ...MARKETING, options: { schema_per_experiment: true } }], problems: [] });
  expect((await cli(['target', 'list'])).out).toMatch(/ per experiment\n$/);
  expect((await cli(['target', 'list', '--format', 'xml'])).err).toContain('Allowed choices are table, json.');
});

test('target show tells what there is to tell', async () => {
  routes['GET /targets/marketing'] = sendJson({ ...MARKETING, engine: 'PostgreSQL', location: null, capabilities: CAPABILITIES, experiments: ['shop'] });
  const { out } = await cli(['target', 'show', 'marketing']);
  expect(out).toBe([
    'marketing  Marketing',
    '  Kind        postgres (PostgreSQL)',
    '  Origin      stored',
    '  DSN         postgres://me:***@h/db',
    '  Options     sslmode=require',
    '  Engine      enforces unique keys, keeps every digit of decimals, has types for dates and booleans, stops queries, names of up to 63 bytes',
    '  Experiments shop',
    '',
  ].join('\n'));
});

test('target validate shows every fault at its place, in files of several targets too', async () => {
  routes['POST /targets/validate'] = ({ body }, response) => {
    const valid = (body as { kind?: string }).kind === 'sqlite';
    sendJson({ valid, errors: valid ? [] : [{ path: '$.kind', code: 'unknown_kind', message: 'unknown kind "x"' }], warnings: [{ path: '$.dsn', code: 'plain_password', message: 'Plain.' }] })({ body, headers: {}, call: 1 }, response);
  };
  const file = join(stub.folder, 'targets.yml');
  writeFileSync(file, 'targets:\n  - {id: a, kind: sqlite}\n  - id: b\n    kind: x\n');
  expect(await cli(['target', 'validate', file])).toEqual({
    status: 2, out: '',
    err: `warning: $.targets[0].dsn: Plain.\nwarning: $.targets[1].dsn: Plain.\nerror: ${file} has 1 fault.\n  ${file}:4:11  $.targets[1].kind\n    unknown kind "x"\n`,
  });
  const json = await cli(['target', 'validate', file, '--format', 'json']);
  expect([json.status, JSON.parse(json.out).errors[0].position]).toEqual([2, { line: 4, column: 11 }]);
  expect(await cli(['target', 'validate', '-'], { input: 'kind: sqlite' })).toMatchObject({ status: 0, out: '- is valid: 1 target, 1 warning.\n' });
});

test('a fault of syntax never quotes a password', async () => {
  for (const input of ['dsn: "postgres://me:hunter2@h/db', 'dsn: hunter2: x: hunter2', '- a\nhunter2', '{"dsn": "hunter2" hunter2}', 'dsn: *hunter2', 'a: !hunter2 b\n b: [hunter2']) {
    const { status, err } = await cli(['target', 'add', '-'], { input });
    expect([status, err]).toEqual([2, expect.stringContaining('is not valid')]);
    expect(err).not.toContain('hunter2');
  }
  expect(stub.requests).toEqual([]);
});

test('target test tells what answered, or why nothing did', async () => {
  routes['POST /targets/marketing/test'] = sendJson({ status: 'ok', version: '17.2', latency_ms: 3, capabilities: CAPABILITIES, error: null });
  expect(await cli(['target', 'test', 'marketing'])).toMatchObject({ status: 0, out: '"marketing" answers: version 17.2, 3 ms.\n' });
  routes['POST /targets/marketing/test'] = sendJson({ status: 'unavailable', version: null, latency_ms: null, capabilities: null, error: { code: 'warehouse_unavailable', message: 'Nobody answers.', hint: 'Start it.' } });
  expect(await cli(['target', 'test', 'marketing'])).toEqual({ status: 5, out: '', err: 'error: Nobody answers.\nhint: Start it.\n' });
  expect(await cli(['target', 'test', 'marketing', '--format', 'json'])).toMatchObject({ status: 5, out: expect.stringContaining('Nobody answers') });
});

test('target add takes files, options, and changes what is there where it is told to', async () => {
  routes['POST /targets'] = sendJson(MARKETING, 201);
  expect(await cli(['target', 'add', '-'], { input: '- {id: a, kind: sqlite}\n- {id: b, kind: sqlite}' })).toMatchObject({ status: 0, out: 'Added target "marketing" (postgres, postgres://me:***@h/db).\n'.repeat(2) });
  await cli(['target', 'add', '--id', 'c', '--kind', 'duckdb', '--option', 'threads=2', '--option', 'x=a=b', '--schema', 'main']);
  expect(stub.requests.map(({ body }) => body)).toEqual([{ id: 'a', kind: 'sqlite' }, { id: 'b', kind: 'sqlite' }, { id: 'c', kind: 'duckdb', schema: 'main', options: { threads: 2, x: 'a=b' } }]);
  routes['GET /targets'] = sendJson({ items: [MARKETING] });
  routes['PUT /targets/marketing'] = sendJson(MARKETING);
  await cli(['target', 'add', '-', '--replace'], { input: '[{"id": "Marketing", "kind": "postgres"}, {"id": "new", "kind": "sqlite"}]' });
  expect(stub.requests.slice(3).map(({ route }) => route)).toEqual(['GET /targets', 'PUT /targets/marketing', 'GET /targets', 'POST /targets']);
  for (const args of [[], ['-', '--id', 'a']]) expect((await cli(['target', 'add', ...args])).err).toContain('exactly one of them');
  expect((await cli(['target', 'add', '--option', 'threads'])).err).toContain('It is not of the form name=value.');
});

test('target remove says what stays', async () => {
  routes['DELETE /targets/a%2Fb'] = sendJson({ id: 'a/b', kept: '/data/a.db' });
  expect(await cli(['target', 'remove', 'a/b'])).toEqual({ status: 0, out: 'Removed target "a/b".\n', err: 'Its data stays in /data/a.db.\n' });
});

test('a run takes a target', async () => {
  routes['POST /experiments/shop/generate'] = sendJson({ id: 1, experiment: 'shop', seed: 1 }, 202);
  routes['POST /experiments/shop/load'] = sendJson({ id: 2, experiment: 'shop', seed: 1 }, 202);
  await cli(['experiment', 'generate', 'shop', '--detach', '--target', 'sqlite:////tmp/a.db', '--target-kind', 'sqlite', '--target-option', 'memory_limit_mb=64']);
  await cli(['experiment', 'load', 'shop', '--detach', '--target', 'marketing', '--run-id', '3']);
  expect(stub.requests.map(({ body }) => body)).toEqual([{ target: { kind: 'sqlite', dsn: 'sqlite:////tmp/a.db', options: { memory_limit_mb: 64 } } }, { run_id: 3, target: 'marketing' }]);
});

test('a query takes a target', async () => {
  routes['POST /query/execute'] = sendJson({ elapsed_ms: 1, warehouse: 'marketing', results: [{ statement: 1, kind: 'rows', columns: [], rows: [], row_count: 0, truncated: false, affected_rows: null, message: null }] });
  expect((await cli(['query', 'execute', 'SELECT 1', '--experiment', 'shop', '--target', 'marketing'])).status).toBe(0);
  expect(stub.requests[0]?.body).toMatchObject({ experiment: 'shop', warehouse: 'marketing' });
});
