import type { ExperimentDefinition, RunDetail, RunDiff, RunEvent, RunList } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

const SHOP = { ...shopDefinition('shop', 'duckdb', 600), seed: 7 };
const ORDERS = 'orders';

describe('runs over all experiments', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  const get = async <T>(path: string, status = 200): Promise<T> => (await server.http.get(`/api/v1${path}`).expect(status)).body as T;
  const named = (name: string, more: object = {}): ExperimentDefinition => ({ ...SHOP, name, ...more });
  const ended = async (id: number): Promise<RunDetail> => {
    await (await fetch(`${server.url}/api/runs/${id}/events`)).text();
    return get(`/runs/${id}`);
  };
  const start = async (body: object, status = 202) => (await server.post('/api/v1/runs', body).expect(status)).body;
  const reproduce = async (id: number) => ended((await server.post(`/api/runs/${id}/reproduce`).expect(202)).body.id);

  it('start with an id or a definition, exactly one of each', async () => {
    const first = await ended((await start({ scenario: named('inline'), rows: { [ORDERS]: 50 } })).id);
    expect(first).toMatchObject({ experiment: 'inline', status: 'COMPLETED', experiment_version: '1.0.0', overrides: { rows: { [ORDERS]: 50 } }, product_version: '0.0.0' });
    const again = await ended((await start({ scenario: named('inline'), target_id: 'duckdb', seed: 5 })).id);
    expect(again).toMatchObject({ seed: 5, seed_origin: 'request', warehouse: 'duckdb' });
    expect(await start({ scenario: named('inline', { seed: 99 }) }, 409)).toMatchObject({ code: 'conflict', detail: expect.stringContaining('its version 1.0.0 has another definition'), hint: expect.stringContaining('experiment update inline') });
    for (const body of [{}, { scenario_id: 'inline', scenario: named('inline') }, { scenario_id: 'inline', target_id: 'duckdb', target: 'duckdb' }]) {
      expect(await start(body, 422)).toMatchObject({ code: 'invalid_request', errors: [{ code: 'contradiction' }] });
    }
    expect(await start({ scenario: 'inline' }, 422)).toMatchObject({ errors: [{ path: '$.scenario' }] });
    expect((await start({ scenario: named('inline', { tables: [] }) }, 422)).errors).toEqual([expect.objectContaining({ path: '$.tables' })]);
    await start({ scenario_id: 'none' }, 404);
  });

  it('say where their seed is from', async () => {
    const { seed: _seed, ...seedless } = named('seeds') as ExperimentDefinition & { seed?: number };
    await server.create(seedless);
    expect(await server.run('seeds')).toMatchObject({ seed_origin: 'generated' });
    await server.http.put('/api/experiments/seeds').send({ ...seedless, seed: 7 }).expect(200);
    expect(await server.run('seeds')).toMatchObject({ seed_origin: 'experiment', seed: 7, experiment_version: '1.1.0' });
    expect(await server.run('seeds', 'generate', { seed: 8 })).toMatchObject({ seed_origin: 'request', seed: 8 });
  });

  it('are listed by status, kind and experiment, page by page', async () => {
    await server.create(named('listed'));
    const ids = [(await server.run('listed')).id, (await server.run('listed', 'load')).id];
    const idsOf = async (query: string) => (await get<RunList>(`/runs?experiment=LISTED&${query}`)).items.map(({ id }) => id);
    expect(await idsOf('')).toEqual([...ids].reverse());
    expect(await idsOf('kind=load')).toEqual([ids[1]]);
    expect(await idsOf('status=completed,failed&kind=GENERATE')).toEqual([ids[0]]);
    expect(await idsOf('status=RUNNING')).toEqual([]);
    expect(await get('/runs?experiment=listed&limit=1&offset=1')).toMatchObject({ items: [{ id: ids[0] }], total: 2 });
    expect(await get('/runs?status=DONE&limit=0', 422)).toMatchObject({ errors: [{ path: '$.status' }, { path: '$.limit' }].map((fault) => expect.objectContaining(fault)) });
    expect(await get('/runs/9999', 404)).toMatchObject({ detail: expect.stringContaining('There is no run 9999; the latest: ') });
  });

  it('are reproduced to the byte from their record alone, whatever became of their experiment', async () => {
    await server.create(named('again'));
    const run = await server.run('again', 'generate', { rows: { [ORDERS]: 40 }, clock: '2026-01-01T00:00:00Z' });
    const files = await get<{ items: readonly object[] }>(`/runs/${run.id}/files`);
    expect(files.items).toHaveLength(SHOP.tables.length);
    const load = await server.run('again', 'load');
    const whole = { kind: 'reproduce', status: 'COMPLETED', source_run_id: run.id, reproduction: { source_run_id: run.id, matches: true } };
    expect(await reproduce(run.id)).toMatchObject(whole);
    const again = await reproduce(load.id);
    expect(again).toMatchObject(whole);
    const same = await get<RunDiff>(`/runs/${run.id}/diff/${again.id}`);
    expect([same.same_bytes, same.tables.every(({ before, after, differing_files: differing }) => before?.checksum === after?.checksum && differing.length === 0)]).toEqual([true, true]);
    await server.http.put('/api/experiments/again?confirm=true').send(named('again', { seed: 1234, tables: [SHOP.tables[1]] })).expect(200);
    expect(await reproduce(run.id)).toMatchObject(whole);
    await server.http.delete('/api/experiments/again').expect(200);
    const last = await reproduce(run.id);
    expect(last).toMatchObject({ ...whole, experiment: 'again', experiment_deleted: true, experiment_version: '1.0.0' });
    expect(await get(`/runs/${run.id}/files`)).toEqual(files);
    await server.create(named('again'));
    expect(await get<RunList>('/runs?experiment=again')).toMatchObject({ total: 0 });
  });

  it('are not reproduced where they have left nothing', async () => {
    await server.create(named('failing'));
    const { id } = await start({ scenario_id: 'failing', rows: { [ORDERS]: 9_000_000 } });
    await server.post(`/api/runs/${id}/abort`).expect(202);
    expect((await ended(id)).status).toBe('ABORTED');
    expect((await server.post(`/api/runs/${id}/reproduce`).expect(409)).body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('has left no digests') });
  });

  it('are compared', async () => {
    await server.create(named('compared'));
    const [a, same] = [await server.run('compared', 'generate', { seed: 1, clock: '2026-01-01' }), await server.run('compared', 'generate', { seed: 1, clock: '2026-01-01' })];
    const b = await server.run('compared', 'generate', { seed: 2, clock: '2026-01-01' });
    expect(await get<RunDiff>(`/runs/${a.id}/diff/${same.id}`)).toEqual(expect.objectContaining({ settings: [], definition: [], tables: [], same_bytes: true }));
    const diff = await get<RunDiff>(`/runs/${a.id}/diff/${b.id}`);
    expect(diff).toMatchObject({ settings: [{ setting: 'seed', before: 1, after: 2 }], definition: [], same_bytes: false });
    expect(diff.tables.every(({ differing_files: files }) => files.includes('part-00000.parquet'))).toBe(true);
  });

  it('end their stream for a client that comes with the place of another', async () => {
    await server.create(named('followed'));
    const { id } = (await server.post('/api/experiments/followed/generate', { rows: { orders: 200_000 } }).expect(202)).body;
    expect((await server.events('followed', id, 9_999)).at(-1)).toMatchObject({ type: 'completed' });
    await server.http.delete('/api/experiments/followed').expect(200);
  });

  it('tell of themselves in one stream, through proxies', async () => {
    await server.create(named('streamed'));
    const controller = new AbortController();
    const response = await fetch(`${server.url}/api/events?experiment=streamed`, { signal: controller.signal, headers: { 'accept-encoding': 'gzip' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no', 'cache-control': expect.stringMatching(/no-cache.*no-transform/) });
    expect(response.headers.get('content-encoding')).toBeNull();
    const run = await server.run('streamed');
    let text = '';
    for await (const chunk of response.body!) {
      text += Buffer.from(chunk as Uint8Array).toString();
      if (text.includes('event: completed')) break;
    }
    controller.abort();
    // A client that leaves before the first event goes on from the id of the greeting: after the runs of the tests before.
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(text).toMatch(/^\s*id: \d+\nretry: 2000\n: connected\n/);
    expect(ids[0]).toBeGreaterThan(20);
    expect(ids.every((id, index) => index === 0 || id > ids[index - 1]!)).toBe(true);
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as RunEvent);
    expect(new Set(events.map(({ run_id: id }) => id))).toEqual(new Set([run.id]));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ type }) => type).filter((type) => ['queued', 'started', 'staged', 'loaded', 'completed'].includes(type))).toEqual(['queued', 'started', 'staged', 'loaded', 'completed']);
  });
});
