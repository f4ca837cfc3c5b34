import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalStatusOf, type ExperimentDetail, type QueryResult, type RunEvent, type RunList } from '@dw-sim/contracts';
import { CommandLine, SHOP, stop } from './command-line';
import type { ChildProcess } from 'node:child_process';

jest.setTimeout(120_000);

let dwSim: CommandLine;

function prepare(): void {
  dwSim = new CommandLine();
  dwSim.write('shop.yaml', SHOP);
}

function eventsIn(out: string): readonly RunEvent[] {
  return out.trim().split('\n').map((line) => JSON.parse(line) as RunEvent);
}

describe('without a server', () => {
  beforeEach(prepare);
  afterEach(() => dwSim.remove());

  test('from a definition to an answer and back to nothing', async () => {
    expect(await dwSim.expectOk('experiment', 'create', 'shop.yaml')).toBe('Created experiment "shop": 2 tables for 250 rows, on duckdb.\n');
    expect(await dwSim.expectOk('experiment', 'list')).toMatch(/^shop +2 +250 +duckdb +- /m);

    const events = eventsIn(await dwSim.expectOk('experiment', 'generate', 'shop', '--rows', 'orders=1_000', '--json'));
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
    expect(events.filter((event) => terminalStatusOf(event) !== undefined)).toMatchObject([{ type: 'completed' }]);
    expect(events.find((event) => event.type === 'started')).toMatchObject({ seed: 7 });

    const detail = JSON.parse(await dwSim.expectOk('experiment', 'show', 'shop', '--json')) as ExperimentDetail;
    expect(detail.tables.map((table) => table.loaded_rows)).toEqual([50, 1000]);
    expect(await dwSim.expectOk('experiment', 'show', 'shop')).toMatch(/user_id +INT +→ users\.id/);

    const sql = 'SELECT users.id, count(*) AS n FROM users JOIN orders ON orders.user_id = users.id GROUP BY users.id ORDER BY 1';
    const result = JSON.parse(await dwSim.expectOk('query', 'execute', sql, '-e', 'shop', '--json')) as QueryResult;
    expect(result.rows.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(1000);

    await dwSim.expectOk('query', 'execute', 'SELECT id, NULL AS x FROM shop__orders ORDER BY id', '--output', 'out.csv');
    const lines = readFileSync(join(dwSim.folder, 'out.csv'), 'utf8').split(/\r?\n/);
    expect(lines).toHaveLength(1002);
    expect(lines.slice(0, 2)).toEqual(['id,x', '1,']);

    expect(await dwSim.expectOk('experiment', 'reset', 'shop')).toBe('Reset experiment "shop": emptied 2 tables.\n');
    expect(await dwSim.expectOk('query', 'execute', 'SELECT count(*) AS n FROM orders', '-e', 'shop', '--format', 'csv')).toMatch(/^n\r?\n0\r?\n$/);
    expect(await dwSim.expectOk('experiment', 'load', 'shop')).toMatch(/Done: 1,050 rows/);
    expect(await dwSim.expectOk('experiment', 'delete', 'shop')).toMatch(/^Deleted experiment "shop": dropped 2 tables, removed \d+ files\.\n$/);
    expect((await dwSim.run('experiment', 'show', 'shop')).status).toBe(3);
  });

  test('a run of a file is made again, compared, and outlives its experiment', async () => {
    expect(await dwSim.expectOk('run', 'start', 'shop.yaml', '--rows-override', 'orders=1_000')).toMatch(/Done: 1,050 rows/);
    expect(await dwSim.expectOk('run', 'reproduce', '1')).toContain('match: all 2 files of run 1 have the same SHA-256.\n');
    dwSim.write('changed.yaml', SHOP.replace('target_rows: 200', 'target_rows: 300').replace('max_value: 100', 'max_value: 200'));
    const conflict = await dwSim.run('run', 'start', 'changed.yaml');
    expect([conflict.status, conflict.err]).toEqual([4, expect.stringContaining('experiment update shop')]);
    expect(await dwSim.expectOk('experiment', 'update', 'shop', 'changed.yaml')).toMatch(/^Changed experiment "shop" from 1\.0\.0 to 1\.1\.0 \(minor\)\.\n~ orders {2}\$\.tables\[1\]\.target_rows: 200 → 300\n~ orders\.amount/);
    await dwSim.expectOk('run', 'start', 'changed.yaml');
    const diff = await dwSim.expectOk('run', 'diff', '1', '3');
    for (const part of ['run 1 (shop 1.0.0) → run 3 (shop 1.1.0): the files differ', 'rows.orders', '1,000 → 300', 'orders.amount']) expect(diff).toContain(part);
    await dwSim.expectOk('experiment', 'delete', 'shop');
    expect(await dwSim.expectOk('run', 'reproduce', '1')).toContain('match: all 2 files');
    expect(await dwSim.expectOk('run', 'list', '--kind', 'generate')).toMatch(/shop \(deleted\) +1\.1\.0 +generate +COMPLETED/);
  });

  test('the same seed makes the same rows', async () => {
    await dwSim.expectOk('experiment', 'create', 'shop.yaml');
    const sql = 'SELECT * FROM orders ORDER BY id';
    const made: string[] = [];
    for (const seed of ['1', '1', '2']) {
      await dwSim.expectOk('experiment', 'generate', 'shop', '--seed', seed);
      made.push(await dwSim.expectOk('query', 'execute', sql, '-e', 'shop', '--format', 'csv'));
    }
    expect(made[1]).toBe(made[0]);
    expect(made[2]).not.toBe(made[0]);
  });

  test('several at once all get their answer', async () => {
    await dwSim.expectOk('experiment', 'create', 'shop.yaml');
    const outcomes = await Promise.all([1, 2, 3].map((n) => dwSim.run('query', 'execute', `SELECT ${n} AS n`, '--format', 'csv')));
    expect(outcomes.map(({ status, out }) => [status, out.trim().split(/\r?\n/)])).toEqual([1, 2, 3].map((n) => [0, ['n', String(n)]]));
  });

  test('--detach leaves a run that ends by itself', async () => {
    await dwSim.expectOk('experiment', 'create', 'shop.yaml');
    expect(await dwSim.expectOk('experiment', 'generate', 'shop', '--detach')).toMatch(/^Started run 1 of "shop" with seed 7\.\n$/);
    let runs: RunList;
    do runs = JSON.parse(await dwSim.expectOk('experiment', 'runs', 'shop', '--json')) as RunList;
    while (runs.items[0]?.status === 'RUNNING' || runs.items[0]?.status === 'QUEUED');
    expect(runs.items).toMatchObject([{ status: 'COMPLETED', loaded_rows: 250 }]);
  });

  test('DDL becomes an experiment that generates', async () => {
    dwSim.write('shop.sql', 'CREATE TABLE customers (\n  id INT PRIMARY KEY,\n  email VARCHAR(80) NOT NULL\n);\nCREATE TABLE sales (region_id INT, store_id INT, customer_id INT NOT NULL, amount DECIMAL(10,2), PRIMARY KEY (region_id, store_id));\n');
    const shown = await dwSim.run('experiment', 'import-sql', 'shop.sql', '--name', 'shop', '--dialect', 'redshift', '--dry-run');
    expect(shown.out).toMatch(/email +VARCHAR\(80\) +email +An e-mail address, by its name/);
    const warning = "shop.sql:5:14 Table 'sales' has a composite primary key (region_id, store_id). A surrogate key column '_row_id' has been added for generation. Original columns are preserved.";
    const suggestion = 'suggestion: sales.customer_id → customers.id (95 %): Its name is that of customers.id, which is unique.';
    expect([shown.status, shown.err]).toEqual([0, expect.stringMatching(/Nothing was saved\.\n$/)]);
    for (const note of [warning, suggestion]) expect(shown.err).toContain(note);

    expect(await dwSim.expectOk('experiment', 'import-sql', 'shop.sql', '--name', 'shop', '--rows', '40', '--apply-suggestions')).toBe('Created experiment "shop": 2 tables for 80 rows, on duckdb.\n');
    await dwSim.expectOk('experiment', 'generate', 'shop');
    expect(await dwSim.expectOk('query', 'execute', 'SELECT count(*) AS n FROM sales JOIN customers ON id = customer_id', '-e', 'shop', '--format', 'csv')).toMatch(/^n\r?\n40\r?\n$/);

    await dwSim.expectOk('experiment', 'import-sql', 'shop.sql', '--name', 'other', '--output', 'other.json');
    expect(await dwSim.expectOk('experiment', 'validate', 'other.json')).toMatch(/^other\.json is valid/);

    dwSim.write('bad.sql', 'CREATE TABLE a (\n  id INT,\n  x MONY\n);\n');
    const refused = await dwSim.run('experiment', 'import-sql', 'bad.sql', '--name', 'bad');
    expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/^error: The SQL has 1 fault\.\n {2}bad\.sql:3:5 .+\n {2}3 \| {3}x MONY\n {4}\| {5}\^{4}\n$/)]);
  });

  test('an error of the definition stands at its place', async () => {
    dwSim.write('bad.yaml', SHOP.replace('target_rows: 50', 'target_rows: 0').replace('data_type: BIGINT', 'data_type: BIGINTT'));
    const { status, out, err } = await dwSim.run('experiment', 'create', 'bad.yaml');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^ {2}bad\.yaml:6:18 {2}\$\.tables\[0\]\.target_rows$/m);
    expect(err).toMatch(/^ {2}bad\.yaml:13:31 {2}\$\.tables\[1\]\.columns\[0\]\.data_type$/m);
    expect(err).not.toMatch(/\n {4}at /);
  });
});

describe('beside a server', () => {
  let server: ChildProcess;
  beforeAll(async () => {
    prepare();
    server = await dwSim.serve();
    await dwSim.expectOk('experiment', 'create', 'shop.yaml');
  });
  afterAll(async () => {
    await stop(server, 'SIGKILL');
    dwSim.remove();
  });

  test('its status is shown, and its port used', async () => {
    expect(await dwSim.expectOk('server', 'status')).toMatch(/^DW Simulator \S+ at http:\/\/127\.0\.0\.1:\d+, ok/);
    expect(existsSync(join(dwSim.dataRoot, 'server.log'))).toBe(false);
  });

  test('an error of a query is marked in it', async () => {
    dwSim.write('q.sql', '-- users\nSELECT users.nmae\nFROM users');
    const { status, err } = await dwSim.run('query', 'execute', '--file', 'q.sql', '--experiment', 'shop', '--output', 'out.csv');
    expect(status).toBe(2);
    expect(err).toContain('  q.sql:2:14\n  2 | SELECT users.nmae\n    |              ^^^^');
    expect(readdirSync(dwSim.folder).sort()).toEqual(['data', 'q.sql', 'shop.yaml']);
  });

  test.each([
    [['experiment', 'create', 'shop.yaml'], 4],
    [['experiment', 'create', 'missing.yaml'], 3],
    [['experiment', 'create', '--example', 'nothing'], 3],
    [['experiment', 'generate', 'shop', '--rows', 'orders=0'], 2],
    [['experiment', 'generate', 'shop', '--rows', 'order=1'], 2],
    [['experiment', 'load', 'shop'], 3],
    [['query', 'execute', 'DROP TABLE shop__users'], 2],
    [['query', 'execute', 'SELECT 1', '--experiment', 'nothing'], 3],
    [['query', 'execute', 'SELECT 1', '--output', 'no/such/folder.csv'], 2],
  ])('%j ends with %d and a reason', async (args, status) => {
    const outcome = await dwSim.run(...args);
    expect({ status: outcome.status, out: outcome.out }).toEqual({ status, out: '' });
    expect(outcome.err).toMatch(/^error: \S/);
  });

  test('Ctrl+C aborts a run, and a second run is refused meanwhile', async () => {
    const { child, outcome, printed } = dwSim.start(['experiment', 'generate', 'shop', '--rows', 'orders=200_000_000']);
    await printed('of "shop"');
    expect(await dwSim.run('experiment', 'generate', 'shop')).toMatchObject({ status: 4, err: expect.stringContaining('active') });
    expect((await dwSim.run('experiment', 'reset', 'shop')).status).toBe(4);
    child.kill('SIGINT');
    expect(await outcome).toMatchObject({ status: 130, err: '', out: expect.stringMatching(/Run \d+ was aborted after /) });
    expect(JSON.parse(await dwSim.expectOk('experiment', 'runs', 'shop', '--json'))).toMatchObject({ items: [{ status: 'ABORTED' }] });
  });

  test('a run is aborted from another shell', async () => {
    await dwSim.expectOk('experiment', 'create', 'shop.yaml', '--name', 'other');
    const { outcome, printed } = dwSim.start(['experiment', 'generate', 'other', '--rows', 'orders=200_000_000']);
    await printed('of "other"');
    expect(await dwSim.expectOk('experiment', 'abort', 'other')).toMatch(/^Run \d+ of "other" is being aborted\.\n$/);
    expect(await outcome).toMatchObject({ status: 1, err: expect.stringContaining('was aborted') });
    expect((await dwSim.run('experiment', 'abort', 'other')).status).toBe(4);
  });

  test('the address of the server may be given', async () => {
    const { url } = JSON.parse(readFileSync(join(dwSim.dataRoot, 'server.json'), 'utf8')) as { url: string };
    expect(await dwSim.expectOk('experiment', 'list', '--url', `${url}/`, '--data-root', '/nowhere')).toContain('shop');
  });

  test('a server that was killed is no hindrance', async () => {
    await stop(server, 'SIGKILL');
    expect(existsSync(join(dwSim.dataRoot, 'server.json'))).toBe(true);
    expect(await dwSim.expectOk('experiment', 'list')).toContain('shop');
  });
});
