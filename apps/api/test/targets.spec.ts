import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthReport, ProblemDetails, RunDetail, TargetDetail, TargetList, TargetTestResult } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { outcome, TestServer } from './test-server';

describe('targets', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    mkdirSync(join(server.dataRoot, 'targets'));
  });
  afterAll(() => server.destroy());

  const list = async (): Promise<TargetList> => (await server.http.get('/api/v1/targets').expect(200)).body;
  const show = async (id: string): Promise<TargetDetail> => (await server.http.get(`/api/targets/${id}`).expect(200)).body;
  const count = async (sql: string, body: object) => (await server.post('/api/query/execute', { sql, ...body }).expect(200)).body.rows[0][0];

  it('are there without any set-up', async () => {
    const { items, kinds, problems } = await list();
    expect(items.map(({ id, origin, read_only, is_default }) => [id, origin, read_only, is_default])).toEqual([
      ['duckdb', 'builtin', true, true], ['sqlite', 'builtin', true, false], ['parquet', 'builtin', true, false], ['csv', 'builtin', true, false], ['jsonl', 'builtin', true, false],
      ['redshift', 'builtin', true, false], ['snowflake', 'builtin', true, false],
    ]);
    expect(kinds.map(({ kind, options }) => [kind, options.map(({ name }) => name)])).toEqual([['duckdb', ['memory_limit_mb', 'threads', 'dialect']], ['sqlite', ['memory_limit_mb']], ['postgres', ['schema_per_experiment', 'tls_verify', 'tls_ca']], ['redshift', ['schema_per_experiment', 'tls_verify', 'tls_ca', 'dialect', 'iam_role']], ['parquet', []], ['csv', []], ['jsonl', []]]);
    expect(problems).toEqual([]);
  });

  it.each([['sqlite', 'sqlite:///own.db'], ['duckdb', 'duckdb:///own.duckdb']])('of %s take an experiment from its creation to its end', async (kind, dsn) => {
    const added = (await server.post('/api/targets', { id: `own_${kind}`, name: 'Own', kind, dsn, options: { memory_limit_mb: 256 } }).expect(201)).body as TargetDetail;
    const location = join(server.dataRoot, dsn.slice(dsn.indexOf('///') + 3));
    expect(added).toMatchObject({ id: `own_${kind}`, name: 'Own', kind, dsn, origin: 'stored', read_only: false, options: { memory_limit_mb: 256 }, location, experiments: [] });
    expect((await server.post(`/api/targets/own_${kind}/test`).expect(200)).body).toMatchObject({ status: 'ok', version: expect.stringMatching(/\d/), latency_ms: expect.any(Number), capabilities: { cancels_queries: true }, error: null });

    await server.create(shopDefinition('owned', `own_${kind}`, 100));
    const run = await server.run('owned');
    expect(run).toMatchObject({ status: 'COMPLETED', warehouse: `own_${kind}`, target: { id: `own_${kind}`, name: 'Own', kind, dsn } });
    expect(existsSync(location)).toBe(true);
    expect(await count('SELECT COUNT(*) FROM orders', { experiment: 'owned' })).toBe(100);
    expect(await count('SELECT COUNT(*) FROM owned__orders', { warehouse: `own_${kind}` })).toBe(100);
    expect((await show(`OWN_${kind}`)).experiments).toEqual(['owned']);

    const refused = (await server.http.delete(`/api/targets/own_${kind}`).expect(409)).body as ProblemDetails;
    expect([refused.code, refused.detail]).toEqual(['conflict', `The target "own_${kind}" holds the tables of owned.`]);
    await server.http.delete('/api/experiments/owned').expect(200);
    expect((await server.http.delete(`/api/targets/own_${kind}`).expect(200)).body).toEqual({ id: `own_${kind}`, kept: location });
    await server.http.get(`/api/targets/own_${kind}`).expect(404);
    // Closed for good: whoever copies the file has everything.
    expect([existsSync(location), statSync(`${location}-wal`, { throwIfNoEntry: false })?.size ?? 0]).toEqual([true, 0]);
  });

  it('of other runs are named when an experiment is deleted, and keep what is theirs', async () => {
    await server.post('/api/targets', { id: 'aside', kind: 'sqlite', dsn: 'sqlite:///aside.db' }).expect(201);
    await server.create(shopDefinition('away', 'duckdb', 20));
    const tables = ['away__orders', 'away__customers', 'away__coupons'];
    for (const target of [undefined, 'aside', 'ASIDE', { kind: 'sqlite', dsn: 'sqlite:///unnamed.db' }]) {
      expect(await server.run('away', 'generate', target === undefined ? {} : { target })).toMatchObject({ status: 'COMPLETED' });
    }
    expect((await server.http.delete('/api/experiments/away').expect(200)).body).toMatchObject({
      dropped_tables: 3,
      other_targets: [
        { target: { id: 'aside', name: 'aside', kind: 'sqlite', dsn: 'sqlite:///aside.db' }, tables },
        { target: { id: null, kind: 'sqlite', dsn: 'sqlite:///unnamed.db' }, tables },
      ],
    });
    expect(await count('SELECT COUNT(*) FROM away__orders', { warehouse: 'aside' })).toBe(20);
    await server.http.delete('/api/targets/aside').expect(200);
  });

  it('of files appear, work and go with their file', async () => {
    const file = join(server.dataRoot, 'targets/marketing.yml');
    writeFileSync(file, 'id: marketing\nkind: sqlite\ndsn: sqlite:///marketing.db\n');
    expect((await list()).items.at(-1)).toMatchObject({ id: 'marketing', origin: 'file', source: file, read_only: true });
    await server.create(shopDefinition('filed', 'marketing', 50));
    expect(await server.run('filed')).toMatchObject({ status: 'COMPLETED', warehouse: 'marketing' });
    const refused = (await server.http.delete('/api/targets/marketing').expect(409)).body as ProblemDetails;
    expect(refused.detail).toBe(`The target "marketing" is defined by ${file} and can't be changed here.`);

    writeFileSync(file, 'id: marketing\nkind: sqlyte\n');
    expect((await list()).problems).toEqual([{ source: file, errors: [expect.objectContaining({ path: '$.kind', code: 'unknown_kind' })] }]);
    // The experiment is still there, and says what it lacks.
    expect((await server.http.get('/api/experiments/filed').expect(200)).body.target_warehouse).toBe('marketing');
    expect((await server.post('/api/experiments/filed/generate').expect(422)).body.detail).toMatch(/^Unknown warehouse "marketing"; configured: /);
    writeFileSync(file, 'id: marketing\nkind: sqlite\ndsn: sqlite:///marketing.db\n');
    await server.http.delete('/api/experiments/filed').expect(200);
  });

  it('can be chosen for one run, by id or with a definition that nobody keeps', async () => {
    await server.create(shopDefinition('roaming', 'duckdb', 40));
    await server.post('/api/targets', { id: 'beside', kind: 'sqlite' }).expect(201);
    const beside = await server.run('roaming', 'generate', { target: 'beside', seed: 1 });
    expect(beside).toMatchObject({ status: 'COMPLETED', warehouse: 'beside', target: { id: 'beside', kind: 'sqlite' }, loaded_rows: 560 });
    expect(await count('SELECT COUNT(*) FROM orders', { experiment: 'roaming', warehouse: 'beside' })).toBe(40);
    // The experiment's own tables are as they were.
    expect(await count('SELECT COUNT(*) FROM orders', { experiment: 'roaming' })).toBe(0);
    expect((await server.http.get('/api/experiments/roaming')).body.tables[0].loaded_rows).toBe(0);

    const inline = { kind: 'duckdb', dsn: 'duckdb:///adhoc.duckdb' };
    const adhoc = await server.run('roaming', 'generate', { target: inline, seed: 1 });
    expect(adhoc).toMatchObject({ status: 'COMPLETED', warehouse: 'inline', target: { id: null, name: 'inline', ...inline } });
    // What decides the rows does not know where they go.
    expect(adhoc.definition_hash).toBe(beside.definition_hash);
    expect(existsSync(join(server.dataRoot, 'adhoc.duckdb'))).toBe(true);
    expect((await list()).items.map(({ id }) => id)).not.toContain('inline');

    // Again: the rows are known to be the experiment's own; and the files of a run can be loaded elsewhere too.
    expect(await server.run('roaming', 'generate', { target: inline })).toMatchObject({ status: 'COMPLETED' });
    expect(await server.run('roaming', 'load', { run_id: adhoc.id, target: 'beside' })).toMatchObject({ status: 'COMPLETED', kind: 'load', warehouse: 'beside' });
    expect(await server.run('roaming', 'generate', { target: 'beside', mode: 'append_only', rows: { orders: 5, customers: 5, coupons: 5 } })).toMatchObject({ status: 'FAILED', error: { code: 'conflict' } });

    // The file is free again: it can be a target with a name.
    await server.post('/api/targets', { id: 'kept', ...inline }).expect(201);
    expect(await count('SELECT COUNT(*) FROM orders', { experiment: 'roaming', warehouse: 'kept' })).toBe(40);
    for (const id of ['beside', 'kept']) await server.http.delete(`/api/targets/${id}`).expect(200);
    await server.http.delete('/api/experiments/roaming').expect(200);
  });

  it('are refused for a run with every fault, before it starts', async () => {
    await server.create(shopDefinition('choosy', 'duckdb', 10));
    const refused = (await server.post('/api/experiments/choosy/generate', { target: { kind: 'sqlite', dsn: 'mysql://me:hunter2@h/db', port: 1 } }).expect(422)).body as ProblemDetails;
    expect(refused.errors?.map(({ path, code }) => [path, code])).toEqual([['$.target.port', 'unknown_key'], ['$.target.dsn', 'invalid_dsn']]);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
    const unknown = (await server.post('/api/experiments/choosy/generate', { target: 'duckbd' }).expect(422)).body as ProblemDetails;
    expect([unknown.errors?.[0]?.path, unknown.detail]).toEqual(['$.target', expect.stringContaining('did you mean "duckdb"?')]);
    expect((await server.http.get('/api/experiments/choosy/runs')).body.total).toBe(0);
    await server.http.delete('/api/experiments/choosy').expect(200);
  });

  it('refuse to go or change while a run uses them', async () => {
    await server.post('/api/targets', { id: 'busy', kind: 'duckdb' }).expect(201);
    await server.create(shopDefinition('long', 'duckdb', 3_000_000));
    const { id } = (await server.post('/api/experiments/long/generate', { target: 'busy' }).expect(202)).body as RunDetail;
    for (const refused of [await server.http.delete('/api/targets/busy'), await server.http.put('/api/targets/busy').send({ kind: 'duckdb', name: 'Other' })]) {
      expect([refused.status, refused.body.code, refused.body.detail]).toEqual([409, 'run_active', `Run ${id} of experiment "long" uses the target "busy".`]);
    }
    await server.post(`/api/experiments/long/runs/${id}/abort`).expect(202);
    expect(outcome(await server.events('long', id))).toBe('ABORTED');
    expect((await server.http.put('/api/targets/busy').send({ kind: 'duckdb', name: 'Other' }).expect(200)).body).toMatchObject({ id: 'busy', name: 'Other' });
    await server.http.delete('/api/targets/busy').expect(200);
    await server.http.delete('/api/experiments/long').expect(200);
  });

  it('change where that harms nobody', async () => {
    await server.post('/api/targets', { id: 'moving', kind: 'sqlite', dsn: 'sqlite:///first.db' }).expect(201);
    await server.create(shopDefinition('moved', 'moving', 10));
    const other = (await server.http.put('/api/targets/moving').send({ kind: 'duckdb' }).expect(409)).body as ProblemDetails;
    expect(other.detail).toBe('The target "moving" holds the tables of moved.');
    expect((await server.http.put('/api/targets/MOVING').send({ id: 'moving', kind: 'sqlite', dsn: 'sqlite:///second.db' }).expect(200)).body).toMatchObject({ id: 'moving', dsn: 'sqlite:///second.db' });
    expect(await server.run('moved')).toMatchObject({ status: 'COMPLETED' });
    expect(existsSync(join(server.dataRoot, 'second.db'))).toBe(true);
    const renamed = (await server.http.put('/api/targets/moving').send({ id: 'elsewhere', kind: 'sqlite' }).expect(422)).body as ProblemDetails;
    expect(renamed.detail).toBe('The id of a target can\'t change: it is "moving".');
    await server.http.delete('/api/experiments/moved').expect(200);
    await server.http.delete('/api/targets/moving').expect(200);
  });

  it('are checked, tested and refused with every fault', async () => {
    const wrong = { id: 'a b', kind: 'sqlite', dsn: 'sqlite:////etc/passwd' };
    const { valid, errors } = (await server.post('/api/targets/validate', wrong).expect(200)).body;
    expect([valid, errors.map(({ path }: { path: string }) => path)]).toEqual([false, ['$.id', '$.dsn']]);
    const refused = (await server.post('/api/targets', wrong).expect(422)).body as ProblemDetails;
    expect([refused.code, refused.errors]).toEqual(['invalid_definition', errors]);
    const taken = (await server.post('/api/targets', { id: 'DuckDB', kind: 'sqlite' }).expect(409)).body as ProblemDetails;
    expect(taken.detail).toBe('There is a target "duckdb" already (builtin).');
    expect((await server.http.get('/api/targets/duckbd').expect(404)).body.detail).toMatch(/^There is no target "duckbd"; existing: duckdb, sqlite/);
    expect((await server.post('/api/targets/test', { id: 'x', kind: 'sqlite', dsn: 'sqlite:///tested.db' }).expect(200)).body).toMatchObject({ status: 'ok' });
  });

  it('that are no database say so', async () => {
    writeFileSync(join(server.dataRoot, 'text.db'), 'This is no database, but a text of some length.\n'.repeat(100));
    for (const kind of ['sqlite', 'duckdb']) {
      const result = (await server.post('/api/targets/test', { id: 'x', kind, dsn: `${kind}:///text.db` }).expect(200)).body as TargetTestResult;
      expect([result.status, result.error?.code, result.error?.message]).toEqual(['unavailable', 'warehouse_unavailable', expect.stringContaining("text.db can't be opened")]);
    }
    expect(readFileSync(join(server.dataRoot, 'text.db'), 'utf8')).toMatch(/^This is no database/);
  });

  it('have their health told', async () => {
    writeFileSync(join(server.dataRoot, 'targets/broken.yml'), 'id: broken\nkind: sqlite\ndsn: sqlite:///text.db\n');
    const report = (await server.http.get('/api/health').expect(200)).body as HealthReport;
    expect(report.warehouses.map(({ id, kind, origin, status }) => [id, kind, origin, status])).toEqual(expect.arrayContaining([
      ['duckdb', 'duckdb', 'builtin', 'ok'], ['sqlite', 'sqlite', 'builtin', 'ok'], ['broken', 'sqlite', 'file', 'unavailable'],
    ]));
    expect(report.status).toBe('degraded');
  });
});
