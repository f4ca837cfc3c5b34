import { ExperimentEntity, MetadataStore, RunEntity, RunEventEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { RunSupervisor } from '@dw-sim/api-runs';
import { Housekeeping, SchedulesService } from '@dw-sim/api-schedules';
import type { RunDetail, RunList, Schedule } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

describe('schedules', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ DW_SIMULATOR_KEEP_RUNS: '2', DW_SIMULATOR_KEEP_RECORDS: '10' });
    await server.create(shopDefinition('shop', 'duckdb', 50));
  });
  afterAll(() => server.destroy());

  const SCHEDULES = '/api/experiments/shop/schedules';
  const add = async (body: object): Promise<Schedule> => (await server.post(SCHEDULES, body).expect(201)).body;
  const listed = async (): Promise<Schedule[]> => (await server.http.get(SCHEDULES).expect(200)).body.items;

  it('start runs as they say, and tell which', async () => {
    const { id, ...schedule } = await add({ cron: '0 6 * * *', time_zone: 'Europe/Berlin', rows: { orders: 20 }, seed: 3 });
    expect(schedule).toMatchObject({ experiment: 'shop', paused: false, rows: { orders: 20 }, seed: 3, last_run_id: null, next_at: expect.stringMatching(/T0[45]:00:00\.000Z$/) });
    const schedules = server.app.get(SchedulesService);
    await schedules.comeUp(id);
    const [{ last_run_id: runId }] = (await listed()) as [Schedule];
    await server.events('shop', runId!);
    expect((await server.http.get(`/api/experiments/shop/runs/${runId}`)).body as RunDetail).toMatchObject({ status: 'COMPLETED', seed: 3, overrides: { rows: { orders: 20 } } });
  });

  it('start none while a run of the experiment is active, and say so', async () => {
    const active = (await server.post('/api/experiments/shop/generate', { rows: { orders: 2_000_000 } }).expect(202)).body as RunDetail;
    const { id } = await add({ cron: '@hourly' });
    await server.app.get(SchedulesService).comeUp(id);
    expect((await listed()).at(-1)).toMatchObject({ id, last_run_id: null, last_error: expect.stringContaining(`Run ${active.id} of experiment "shop" is active`) });
    await server.post(`/api/experiments/shop/runs/${active.id}/abort`).expect(202);
    await server.events('shop', active.id);
  });

  it('are paused, go on, and are removed', async () => {
    const { id } = await add({ cron: '*/5 * * * *' });
    expect((await server.post(`${SCHEDULES}/${id}/pause`).expect(200)).body).toMatchObject({ paused: true, next_at: null });
    expect((await server.post(`${SCHEDULES}/${id}/continue`).expect(200)).body).toMatchObject({ paused: false, next_at: expect.any(String) });
    await server.http.delete(`${SCHEDULES}/${id}`).expect(200);
    expect((await listed()).map((schedule) => schedule.id)).not.toContain(id);
    expect((await server.http.delete(`${SCHEDULES}/${id}`).expect(404)).body.detail).toContain(`no schedule ${id}; it has `);
    for (const wrong of ['x', '0', '1e3', '99999999999']) expect((await server.http.delete(`${SCHEDULES}/${wrong}`).expect(404)).body.detail).toBe(`"${wrong}" is not the number of a schedule.`);
  });

  it('are refused with every fault', async () => {
    const { body } = await server.post(SCHEDULES, { cron: '61 * * * *', time_zone: 'Nowhere' }).expect(422);
    expect(body.errors).toMatchObject([{ path: '$.time_zone' }, { path: '$.cron', value: '61 * * * *' }]);
    expect((await server.post(SCHEDULES, { cron: '@daily', rows: { order: 5 } }).expect(422)).body.errors).toMatchObject([{ path: '$.rows.order' }]);
  });

  it('go with their experiment', async () => {
    await server.create(shopDefinition('gone', 'duckdb', 10));
    const { body } = await server.post('/api/experiments/gone/schedules', { cron: '@daily' }).expect(201);
    await server.http.delete('/api/experiments/gone').expect(200);
    await server.app.get(SchedulesService).comeUp(body.id);
    expect((await server.http.get('/api/experiments/gone/runs')).status).toBe(404);
  });

  it('leave what deleted experiments have left for a time', async () => {
    await server.create(shopDefinition('past', 'duckdb', 10));
    const { id } = await server.run('past');
    await server.run('shop', 'generate', { rows: { orders: 5 } });
    await server.http.delete('/api/experiments/past').expect(200);
    const database = server.app.get(MetadataStore);
    const deletedDaysAgo = (days: number) => database.transaction((manager) => manager.update(ExperimentEntity, { state: 'deleted' }, { updatedAt: new Date(Date.now() - days * 86_400_000).toISOString() }));
    const left = () => database.read(async (manager) => [await manager.countBy(ExperimentEntity, { state: 'deleted' }), await manager.countBy(RunEntity, { id }), await manager.countBy(RunEventEntity, { runId: id }), await manager.countBy(RunTableEntity, { runId: id })]);
    await deletedDaysAgo(89);
    await server.app.get(Housekeeping).tidy();
    expect(await left()).toEqual([1, 1, expect.any(Number), 3]);
    await server.post(`/api/runs/${id}/reproduce`).expect(202);
    await deletedDaysAgo(91);
    await server.app.get(RunSupervisor).idle();
    await server.app.get(Housekeeping).tidy();
    expect(await left()).toEqual([0, 0, 0, 0]);
    expect((await server.post(`/api/runs/${id}/reproduce`).expect(404)).body).toMatchObject({ detail: `There is no run ${id} any more: its record was removed.`, hint: expect.stringContaining('keep_deleted_days') });
  });

  it('leave as many runs with files, and records, as are to be kept', async () => {
    expect((await server.http.get('/api/experiments/shop/retention').expect(200)).body).toEqual({ keep_runs: null });
    for (let run = 0; run < 12; run++) await server.run('shop', 'generate', { rows: { orders: 5 } });
    const staged = async () => {
      const { items } = (await server.http.get('/api/experiments/shop/runs')).body as RunList;
      const details = await Promise.all(items.map(async ({ id }) => (await server.http.get(`/api/experiments/shop/runs/${id}`)).body as RunDetail));
      return details.filter(({ staged_to: place }) => place !== null).length;
    };
    expect(await staged()).toBe(2);
    await server.http.put('/api/experiments/shop/retention').send({ keep_runs: 1 }).expect(200);
    await server.app.get(Housekeeping).tidy();
    expect(await staged()).toBe(1);
    expect(((await server.http.get('/api/experiments/shop/runs')).body as RunList).total).toBe(10);
    await server.http.put('/api/experiments/shop/retention').send({ keep_runs: 0 }).expect(422);
  });
});
