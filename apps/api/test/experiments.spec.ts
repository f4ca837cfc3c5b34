import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExperimentDetail, ProblemDetails, RunDetail } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { outcome, TestServer } from './test-server';

describe.each(['duckdb', 'sqlite'])('experiments on %s', (warehouse) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  const show = async (name: string): Promise<ExperimentDetail> => (await server.http.get(`/api/experiments/${name}`).expect(200)).body;
  const counts = (detail: ExperimentDetail) => Object.fromEntries(detail.tables.map(({ name, loaded_rows }) => [name, loaded_rows]));

  it('show keys of several columns', async () => {
    const key = (name: string) => ({ name, data_type: 'INT', required: true });
    await server.create({
      name: 'keyed', target_warehouse: warehouse, tables: [
        { name: 'lines', target_rows: 9, columns: [key('a'), key('b')], composite_keys: [['a', 'b']] },
        { name: 'parts', columns: [key('x'), key('y')], foreign_keys: [{ columns: ['x', 'y'], references_table: 'lines', references_columns: ['b', 'a'], fan_out: { type: 'fixed', count: 2 } }] },
      ],
    });
    const [lines, parts] = (await show('keyed')).tables;
    expect(lines).toMatchObject({ composite_keys: [['a', 'b']], composite_foreign_keys: [], derived_from: null });
    expect(lines!.columns.map(({ name }) => name)).toEqual(['_row_id', 'a', 'b']);
    expect(parts).toMatchObject({ composite_foreign_keys: [{ columns: ['x', 'y'], references_table: 'lines', references_columns: ['b', 'a'] }], derived_from: 'lines', target_rows: 18 });
    await server.http.delete('/api/experiments/keyed').expect(200);
  });

  it('go from their creation through a run and a reset to their end', async () => {
    const created = await server.post('/api/experiments', shopDefinition('Shop', warehouse)).expect(201);
    expect(created.body).toMatchObject({ name: 'Shop', table_count: 3, target_rows: 10_520, last_run: null, target_warehouse: warehouse });

    const started = (await server.post('/api/experiments/shop/generate', { rows: { customers: 100 }, seed: 42 }).expect(202)).body as RunDetail;
    const events = await server.events('shop', started.id);
    expect(outcome(events)).toBe('COMPLETED');
    const steps = events.filter(({ type }) => type !== 'progress').map((event) => ('phase' in event ? `${event.type} ${event.phase} ${event.table}` : event.type));
    expect(steps.slice(0, 2)).toEqual(['queued', 'started']);
    expect(steps.at(-1)).toBe('completed');
    for (const phase of ['generate', 'load']) {
      expect(steps.indexOf(`table-completed ${phase} customers`)).toBeLessThan(steps.indexOf(`table-started ${phase} orders`));
    }
    const run = (await server.http.get(`/api/v1/experiments/SHOP/runs/${started.id}`).expect(200)).body as RunDetail;
    expect(run).toMatchObject({ status: 'COMPLETED', seed: 42, kind: 'generate', requested_rows: 10_120, generated_rows: 10_120, loaded_rows: 10_120, error: null });
    expect(run.tables.every(({ byte_length, generate_ms, load_ms }) => byte_length > 0 && generate_ms !== null && load_ms !== null)).toBe(true);
    expect(counts(await show('shop'))).toEqual({ orders: 10_000, customers: 100, coupons: 20 });
    const part = join(server.root.generatedDirectory, 'Shop/orders', `run_${run.id}`, 'part-00000.parquet');
    expect(existsSync(part)).toBe(true);

    expect((await server.post('/api/experiments/shop/reset').expect(200)).body).toEqual({ name: 'Shop', truncated_tables: 3 });
    expect(counts(await show('shop'))).toEqual({ orders: 0, customers: 0, coupons: 0 });
    expect(await server.run('shop', 'load')).toMatchObject({ kind: 'load', status: 'COMPLETED', seed: 42, loaded_rows: 10_120, generated_rows: 0 });
    expect(counts(await show('shop'))).toEqual({ orders: 10_000, customers: 100, coupons: 20 });

    const deleted = await server.http.delete('/api/experiments/shop').expect(200);
    expect(deleted.body).toEqual({ name: 'Shop', dropped_tables: 3, removed_files: 3, other_targets: [] });
    expect(existsSync(part)).toBe(false);
    await server.http.get('/api/experiments/shop').expect(404);
    await server.create(shopDefinition('shop', warehouse));
    await server.http.delete('/api/experiments/shop').expect(200);
  });

  it('list with their last run, and runs with the latest first', async () => {
    await server.create(shopDefinition('listed', warehouse, 100));
    await server.run('listed');
    const second = await server.run('listed');
    const list = (await server.http.get('/api/experiments').expect(200)).body;
    expect(list).toMatchObject({ total: 1, items: [{ name: 'listed', last_run: { id: second.id, experiment: 'listed', status: 'COMPLETED' } }] });
    const runs = (await server.http.get('/api/experiments/listed/runs?limit=1').expect(200)).body;
    expect(runs).toMatchObject({ total: 2, items: [{ id: second.id }] });
    const problem = (await server.http.get('/api/experiments/listed/runs?limit=0').expect(422)).body as ProblemDetails;
    expect(problem.errors?.[0]?.path).toBe('$.limit');
    await server.http.delete('/api/experiments/listed').expect(200);
  });

  it('keep the files of the last three runs', async () => {
    await server.create(shopDefinition('kept', warehouse, 10));
    const runs: number[] = [];
    for (let n = 0; n < 4; n += 1) runs.push((await server.run('kept')).id);
    const staged = runs.map((id) => existsSync(join(server.root.generatedDirectory, `kept/orders/run_${id}`)));
    expect(staged).toEqual([false, true, true, true]);
    const gone = (await server.post('/api/experiments/kept/load', { run_id: runs[0] }).expect(404)).body as ProblemDetails;
    expect(gone.detail).toContain(`Run ${runs[0]} of experiment "kept" has no files; runs with files: ${runs[3]}, ${runs[2]}, ${runs[1]}`);
    expect(await server.run('kept', 'load', { run_id: runs[1] })).toMatchObject({ status: 'COMPLETED' });
    await server.http.delete('/api/experiments/kept').expect(200);
  });

  it('refuse what else needs them while a run is active, and go on after its abort', async () => {
    await server.create(shopDefinition('busy', warehouse, 3_000_000));
    await server.create(shopDefinition('idle', warehouse, 10));
    const { id } = (await server.post('/api/experiments/busy/generate').expect(202)).body as RunDetail;
    for (const [method, path] of [['post', 'generate'], ['post', 'load'], ['post', 'reset'], ['delete', '']] as const) {
      const response = await server.http[method](`/api/experiments/busy/${path}`);
      if (path === 'load') expect(response.status).toBe(404);
      else expect([response.status, response.body.code, response.body.detail]).toEqual([409, 'run_active', expect.stringContaining(`Run ${id} `)]);
    }
    expect(await server.run('idle')).toMatchObject({ status: 'COMPLETED' });
    await server.post(`/api/experiments/busy/runs/${id}/abort`).expect(202);
    expect(outcome(await server.events('busy', id))).toBe('ABORTED');
    expect(counts(await show('busy'))).toEqual({ orders: 0, customers: 0, coupons: 0 });
    expect(existsSync(join(server.root.generatedDirectory, `.tmp/run_${id}`))).toBe(false);
    const again = (await server.post(`/api/experiments/busy/runs/${id}/abort`).expect(409)).body as ProblemDetails;
    expect(again.detail).toContain('has already ended: ABORTED');
    await server.http.delete('/api/experiments/busy').expect(200);
    await server.http.delete('/api/experiments/idle').expect(200);
  });

  it('repeat the events of a run after the last one that a client had, and end it for good', async () => {
    await server.create(shopDefinition('events', warehouse, 10));
    const { id } = await server.run('events');
    const all = await server.events('events', id);
    expect((await server.events('events', id, 3)).map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).filter((seq) => seq > 3));
    const over = await fetch(`${server.url}/api/experiments/events/runs/${id}/events?last_event_id=${all.at(-1)!.seq}`);
    expect(over.status).toBe(204);
    const unknown = await fetch(`${server.url}/api/experiments/events/runs/999/events`);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, expect.stringContaining('application/problem+json')]);
    await server.http.delete('/api/experiments/events').expect(200);
  });

  it('give the same rows for the same seed, and tell a seed that nobody chose', async () => {
    const { seed: _, ...definition } = shopDefinition('seeds', warehouse, 10);
    await server.create(definition);
    const first = await server.run('seeds');
    const second = await server.run('seeds');
    expect(first.seed).not.toBe(second.seed);
    expect((await server.run('seeds', 'generate', { seed: first.seed })).seed).toBe(first.seed);
    await server.http.delete('/api/experiments/seeds').expect(200);
  });
});

describe('bad input', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    await server.create(shopDefinition('Shop', 'duckdb', 10));
  });
  afterAll(() => server.destroy());

  const problem = async (path: string, body: object, status: number): Promise<ProblemDetails> => {
    const response = await server.post(path, body);
    expect([response.status, response.headers['content-type']]).toEqual([status, expect.stringMatching(/^application\/problem\+json/)]);
    return response.body;
  };

  it('says that a name is taken, without regard to case', async () => {
    expect((await problem('/api/experiments', shopDefinition('SHOP', 'duckdb'), 409)).detail).toBe('There is an experiment "Shop" already.');
  });

  it('names every fault of a definition', async () => {
    const definition = { ...shopDefinition('faulty', 'redshft'), color: 'red', tables: [{ name: 'select', target_rows: 0, columns: [{ name: 'a', data_type: 'BLOB' }] }] };
    const { code, errors } = await problem('/api/experiments', definition, 422);
    expect(code).toBe('invalid_definition');
    expect(errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['$.color', '$.target_warehouse', '$.tables[0].target_rows', '$.tables[0].columns[0].data_type']));
    expect(errors?.find(({ path }) => path === '$.target_warehouse')?.allowed).toEqual(['duckdb', 'sqlite', 'parquet', 'csv', 'jsonl', 'redshift', 'snowflake']);
  });

  it('finds impossible uniqueness before a run', async () => {
    const definition = { name: 'tight', tables: [{ name: 't', target_rows: 1000, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true, min_value: 1, max_value: 10 }] }] };
    expect((await problem('/api/experiments', definition, 422)).errors?.[0]?.path).toBe('$.tables[0].columns[0].is_unique');
    const report = (await server.post('/api/experiments/validate', definition).expect(200)).body;
    expect(report).toMatchObject({ valid: false, errors: [{ path: '$.tables[0].columns[0].is_unique' }], warnings: [] });
  });

  it('answers a valid document with a clean report', async () => {
    expect((await server.post('/api/experiments/validate', shopDefinition('fine', 'duckdb')).expect(200)).body).toEqual({ valid: true, errors: [], warnings: [] });
  });

  it('names every fault of a request to generate, and starts no run', async () => {
    const { errors } = await problem('/api/experiments/shop/generate', { rows: { order: 1, orders: 0, customers: 1.5 }, seed: -1 }, 422);
    expect(errors?.map(({ path }) => path).sort()).toEqual(['$.rows.customers', '$.rows.order', '$.rows.orders', '$.seed']);
    expect((await problem('/api/experiments/shop/generate', { row: {} }, 422)).errors?.[0]).toMatchObject({ path: '$.row', code: 'unknown_key', allowed: ['rows', 'seed', 'clock', 'target', 'mode', 'queue'] });
    expect((await server.http.get('/api/experiments/shop/runs')).body.total).toBe(0);
  });

  it.each(['/api/experiments/shp/generate', '/api/experiments/shp/load', '/api/experiments/shp/reset', '/api/experiments/shp/runs/1/abort'])('does not know %s', async (path) => {
    expect((await problem(path, {}, 404)).detail).toBe('There is no experiment "shp"; existing: Shop.');
  });

  it('says that there is nothing to load, and that a number is none', async () => {
    expect((await problem('/api/experiments/shop/load', {}, 404)).detail).toContain('no completed run with files');
    expect((await problem('/api/experiments/shop/load', { run_id: 99 }, 404)).detail).toContain('has no run 99; none has');
    expect((await server.http.get('/api/experiments/shop/runs/seven').expect(404)).body.detail).toBe('"seven" is not the number of a run.');
  });

  it('refuses names that would leave the data root', async () => {
    for (const name of ['../../etc', '..%2F..%2Fetc', '%00']) expect((await server.http.delete(`/api/experiments/${name}`)).status).toBe(404);
  });
});

describe('the server', () => {
  it('tells how it does', async () => {
    const server = await TestServer.start();
    expect((await server.http.get('/api/health').expect(200)).body).toMatchObject({
      status: 'ok', version: '0.0.0', data_root: server.dataRoot, warehouses: [
        { id: 'duckdb', is_default: true, status: 'ok', message: null },
        { id: 'sqlite', is_default: false, status: 'ok', message: null },
        { id: 'parquet', status: 'ok' }, { id: 'csv', status: 'ok' }, { id: 'jsonl', status: 'ok' },
        { id: 'redshift', label: 'Redshift (simulated on DuckDB)', status: 'ok' }, { id: 'snowflake', status: 'ok' },
      ], staging: { kind: 'folder', location: server.root.generatedDirectory, status: 'ok', message: null },
    });
    expect((await server.http.get('/api/examples').expect(200)).body).toMatchObject({ total: 1, items: [{ name: 'ecommerce', table_count: 4, target_rows: 1_405_000 }] });
    await server.destroy();
  });
});
