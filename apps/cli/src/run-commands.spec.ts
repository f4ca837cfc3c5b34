import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reproduction, RunEventBody } from '@dw-sim/contracts';
import { sendJson, type Route } from './testing/stub-server';
import { useStubCli } from './testing/use-stub-cli';

const stub = useStubCli();
const { routes } = stub;
const cli = (...args: readonly string[]) => stub.run(args);

const RUN = {
  id: 7, experiment: 'shop', experiment_deleted: false, experiment_version: '1.2.0', kind: 'generate', status: 'COMPLETED', seed: 42, seed_origin: 'request', clock: '2026-01-01T09:00:00.000Z', warehouse: 'duckdb', target: null,
  mode: 'create_if_missing', requested_rows: 1000, generated_rows: 1000, loaded_rows: 1000, created_at: '2026-01-01T09:00:00.000Z', started_at: '2026-01-01T09:00:00.000Z', ended_at: '2026-01-01T09:00:01.000Z', elapsed_ms: 1000, error: null,
  definition_hash: 'abc', generators: { sequence: 1 }, product_version: '0.1.0', overrides: { rows: { users: 1000 } }, source_run_id: null, resumed_run_id: null, staged_to: 'folder', reproduction: null as Reproduction | null,
  tables: [{ table: 'users', requested_rows: 1000, generated_rows: 1000, loaded_rows: 1000, byte_length: 4000, generate_ms: 10, load_ms: 20, checksum: '0123456789abcdef' }],
};

function eventsOf(...bodies: readonly RunEventBody[]): Route {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(bodies.map((body, at) => `id: ${at + 1}\ndata: ${JSON.stringify({ run_id: 7, experiment: 'shop', seq: at + 1, at: '2026-01-01T09:00:00.000Z', ...body })}\n\n`).join(''));
  };
}
const COMPLETED: RunEventBody = { type: 'completed', elapsed_ms: 1000, tables: [{ ...RUN.tables[0]!, loaded_rows: 0 }] };

describe('run start', () => {
  test('takes the name of an experiment, with everything that a run may choose', async () => {
    routes['POST /runs'] = sendJson(RUN, 202);
    const { status, out } = await cli('run', 'start', 'shop', '--rows-override', 'users=1_000,orders=5', '--seed', '42', '--mode', 'append_only', '--target', 'sqlite:///x.db', '--queue', '--no-wait');
    expect(stub.requests[0]?.body).toEqual({ scenario_id: 'shop', rows: { users: 1000, orders: 5 }, seed: 42, mode: 'append_only', queue: true, target: { kind: 'sqlite', dsn: expect.stringMatching(/^sqlite:\/\/\/.*x\.db$/) } });
    expect({ status, out }).toEqual({ status: 0, out: 'Started run 7 of "shop" with seed 42.\n' });
  });

  test('takes a file, follows the run, and shows faults at their places', async () => {
    const file = join(stub.folder, 'shop.yaml');
    writeFileSync(file, 'name: shop\ntables: []\n');
    routes['POST /runs'] = sendJson({ ...RUN, status: 'QUEUED' }, 202);
    routes['GET /runs/7/events'] = eventsOf({ type: 'loaded', warehouse: 'duckdb', tables: 1, rows: 5 }, COMPLETED);
    expect(await cli('run', 'start', file)).toMatchObject({ status: 0, out: 'Done: 1.0 s\n' });
    expect(stub.requests[0]?.body).toEqual({ scenario: { name: 'shop', tables: [] } });
    routes['POST /runs'] = (_request, response) => {
      response.writeHead(422).end(JSON.stringify({ code: 'invalid_definition', detail: 'The definition has 1 fault.', errors: [{ path: '$.tables', code: 'empty', message: 'there is no table' }] }));
    };
    expect(await cli('run', 'start', file)).toMatchObject({ status: 2, err: expect.stringContaining(`${file}:2:9  $.tables`) });
  });
});

describe('run list, show, logs', () => {
  test('list filters and pages, and says what is beyond the page', async () => {
    routes['GET /runs?status=RUNNING%2CQUEUED&kind=generate&experiment=shop&limit=1&offset=2'] = sendJson({ items: [RUN], total: 9 });
    const { status, out, err } = await cli('run', 'list', '--status', 'running,queued', '--kind', 'generate', '--experiment', 'shop', '--limit', '1', '--offset', '2');
    expect(status).toBe(0);
    expect(out.split('\n')[2]).toMatch(/^ {2}7 {2}shop +1\.2\.0 +generate {2}COMPLETED {2}duckdb +42 {2}1,000 of 1,000 +1,000 /);
    expect(err).toBe('6 more; --limit and --offset show them.\n');
    routes['GET /runs?limit=20&offset=0'] = sendJson({ items: [], total: 0 });
    expect(JSON.parse((await cli('run', 'list', '--format', 'json')).out)).toEqual({ items: [], total: 0 });
  });

  test.each([[['list', '--status', 'done'], 'Allowed choices are QUEUED, RUNNING'], [['show', 'x'], 'It is not a whole number.'], [['show', '0'], 'Runs are numbered from 1.'], [['list', '--format', 'xml'], 'Allowed choices are table, json.']])('%j is wrong usage', async (args, message) => {
    expect(await cli('run', ...args)).toMatchObject({ status: 2, err: expect.stringContaining(message) });
    expect(stub.requests).toEqual([]);
  });

  test('show tells by what a run can be made again', async () => {
    routes['GET /runs/7'] = sendJson(RUN);
    const { out } = await cli('run', 'show', '7');
    for (const part of ['Run 7  generate of shop 1.2.0  COMPLETED', 'seed         42, of the request', 'definition   SHA-256 abc', 'overrides    rows users=1000', 'generators   sequence 1', '0123456789ab\n']) expect(out).toContain(part);
    expect(JSON.parse((await cli('run', 'show', '7', '--format', 'json')).out)).toEqual(RUN);
  });

  test('logs are a line per event', async () => {
    const event = { run_id: 7, experiment: 'shop', seq: 1, at: '2026-01-01T09:00:00.000Z', type: 'warning', message: 'a\nb' };
    routes['GET /runs/7/log'] = sendJson({ items: [event], total: 1 });
    expect((await cli('run', 'logs', '7')).out).toBe('2026-01-01T09:00:00.000Z  run 7  warning          a\\nb\n');
    expect((await cli('run', 'logs', '7', '--format', 'json')).out).toBe(`${JSON.stringify(event)}\n`);
  });
});

describe('run reproduce and diff', () => {
  const reproduced = (matches: boolean): Reproduction => ({
    source_run_id: 3, matches, tables: [{ table: 'users', matches, files: 2, differing_files: matches ? [] : ['part-00000.parquet'], reasons: matches ? [] : ['The generator faker was version 1 then, and is 2 now.'] }],
  });

  test.each([
    [true, 0, 'match: all 2 files of run 3 have the same SHA-256.\n'],
    [false, 1, 'differs: run 3 was not reproduced.\n  users: differing: part-00000.parquet\n    The generator faker was version 1 then, and is 2 now.\n'],
  ])('a match of %s is exit status %d', async (matches, status, told) => {
    const run = { ...RUN, kind: 'reproduce', source_run_id: 3, reproduction: reproduced(matches) };
    routes['POST /runs/3/reproduce'] = sendJson({ ...run, reproduction: null }, 202);
    routes['GET /runs/7/events'] = eventsOf(COMPLETED);
    routes['GET /runs/7'] = sendJson(run);
    const outcome = await cli('run', 'reproduce', '3');
    expect({ status: outcome.status, out: outcome.out }).toEqual({ status, out: `Done: 1.0 s\n${told}` });
    const json = await cli('run', 'reproduce', '3', '--format', 'json');
    expect([json.status, JSON.parse(json.out)]).toEqual([status, run]);
  });

  test('diff tells settings, definition and tables apart', async () => {
    const side = (rows: number, checksum: string) => ({ generated_rows: rows, loaded_rows: rows, byte_length: 4000, checksum });
    routes['GET /runs/3/diff/7'] = sendJson({
      before: { id: 3, experiment: 'shop', experiment_version: '1.0.0' }, after: { id: 7, experiment: 'shop', experiment_version: '1.2.0' }, same_bytes: false,
      settings: [{ setting: 'seed', before: 1, after: 42 }, { setting: 'rows.users', before: null, after: 1000 }],
      definition: [{ path: '$.tables[0].columns[1].max_value', subject: 'users.age', change: 'changed', before: 9, after: 99 }],
      tables: [{ table: 'users', before: side(5, 'a'), after: side(1000, 'b'), differing_files: ['part-00000.parquet'] }],
    });
    const { status, out } = await cli('run', 'diff', '3', '7');
    expect(status).toBe(0);
    for (const part of ['run 3 (shop 1.0.0) → run 7 (shop 1.2.0): the files differ', 'seed        1       42', 'rows.users  -       1000', '~ users.age  $.tables[0].columns[1].max_value: 9 → 99', 'users  5 → 1,000  5 → 1,000  4 kB   differ: part-00000.parquet']) expect(out).toContain(part);
    expect((await cli('run', 'diff', '3', '7', '--exit-code')).status).toBe(1);
  });
});

describe('changes of an experiment', () => {
  const plan = {
    name: 'shop', previous_version: '1.0.0', version: '2.0.0', change: 'major', lost_rows: 20,
    changes: [{ path: '$.tables[0].columns[1]', subject: 'users.age', change: 'removed', before: { name: 'age' } }],
    tables: [{ table: 'users', action: 'rebuild', loaded_rows: 20, reason: 'Columns gone: age.' }, { table: 'orders', action: 'keep', loaded_rows: 3, reason: '' }],
  };

  test('are told before and after', async () => {
    const file = join(stub.folder, 'shop.json');
    writeFileSync(file, '{"name": "shop"}');
    routes['PUT /experiments/shop?dry_run=true'] = sendJson(plan);
    expect(await cli('experiment', 'update', 'shop', file, '--dry-run')).toEqual({
      status: 0,
      out: 'Would change experiment "shop" from 1.0.0 to 2.0.0 (major).\n- users.age  $.tables[0].columns[1]: {"name":"age"}\ntable users would be built anew, empty (20 rows). Columns gone: age.\n',
      err: '20 rows would be lost: --confirm is needed.\n',
    });
    routes['PUT /experiments/shop?confirm=true'] = sendJson(plan);
    expect(await cli('experiment', 'update', 'shop', file, '-y')).toMatchObject({ status: 0, out: expect.stringContaining('table users was built anew, empty (20 rows).') });
    routes['POST /experiments/shop/versions/1.0.0/restore'] = sendJson({ ...plan, change: null });
    expect((await cli('experiment', 'restore', 'shop', '1.0.0')).out).toBe('Experiment "shop" has this definition already; its version is 2.0.0.\n');
  });

  test('are listed, shown and compared', async () => {
    const version = { version: '1.0.0', change: 'created', restored_from: null, definition_hash: '0123456789abcdef', created_at: '2026-01-01T09:00:00.000Z', is_current: true, run_count: 3 };
    routes['GET /experiments/shop/versions'] = sendJson({ items: [version], total: 1 });
    expect((await cli('experiment', 'versions', 'shop')).out.split('\n')[2]).toMatch(/^1\.0\.0 \(present\) {2}created .* 3 {2}0123456789ab$/);
    routes['GET /experiments/shop/versions/1.0.0'] = sendJson({ ...version, definition: { name: 'shop' } });
    expect(JSON.parse((await cli('experiment', 'show', 'shop', '--version', '1.0.0')).out)).toEqual({ name: 'shop' });
    routes['GET /experiments/shop'] = sendJson({ version: '1.1.0' });
    routes['GET /experiments/shop/versions/1.0.0/diff/1.1.0'] = sendJson({ before: '1.0.0', after: '1.1.0', change: 'minor', changes: [] });
    expect((await cli('experiment', 'diff', 'shop', '1.0.0')).err).toBe('The definitions of 1.0.0 and 1.1.0 are the same.\n');
  });
});
