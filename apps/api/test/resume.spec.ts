import { join } from 'node:path';
import { RunLog } from '@dw-sim/api-runs';
import { AppError, type ExperimentDefinition, type RunDetail } from '@dw-sim/contracts';
import Database from 'libsql';
import { TestServer } from './test-server';

/** A table that takes any rows twice, and one that does not. */
const JOURNAL: ExperimentDefinition = {
  name: 'journal', target_warehouse: 'sqlite', seed: 1,
  tables: [
    { name: 'logs', target_rows: 5, columns: [{ name: 'note', data_type: 'INT', required: true }] },
    { name: 'zkeyed', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }] },
  ],
};

/** What is at work is parked at once when the server stops. */
const PARKS = { DW_SIMULATOR_STOP_GRACE_MS: '0' };

describe('resuming a run', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(PARKS);
  });
  afterAll(() => server.destroy());
  beforeEach(() => server.create(JOURNAL));
  afterEach(() => server.http.delete('/api/experiments/journal').expect(200));

  const show = async (id: number): Promise<RunDetail> => (await server.http.get(`/api/runs/${id}`).expect(200)).body;
  const resume = async ({ id }: RunDetail): Promise<RunDetail> => {
    const { body } = await server.post(`/api/runs/${id}/resume`).expect(202);
    await server.events('journal', body.id);
    return show(body.id);
  };
  const logs = async (): Promise<number> => (await server.post('/api/query/execute', { sql: 'SELECT count(*) FROM logs', experiment: 'journal' }).expect(200)).body.rows[0][0];
  const behindOurBack = (sql: string) => {
    const database = new Database(join(server.root.warehouseDirectory('sqlite'), 'warehouse.sqlite'));
    database.exec(sql);
    database.close();
  };
  /** A run that has added rows to `logs` and failed at a key of `zkeyed`. */
  const halfAppended = async (): Promise<RunDetail> => {
    await server.run('journal');
    const failed = await server.run('journal', 'generate', { mode: 'append_only' });
    expect([failed.status, await logs()]).toEqual(['FAILED', 10]);
    return failed;
  };

  it('adds no rows twice, however often it fails again and whichever of the runs is resumed', async () => {
    const first = await halfAppended();
    const second = await resume(first);
    const third = await resume(second);
    expect([second, third].map(({ status, source_run_id, resumed_run_id }) => [status, source_run_id, resumed_run_id])).toEqual([['FAILED', first.id, first.id], ['FAILED', first.id, first.id]]);
    expect(await logs()).toBe(10);
    behindOurBack('DELETE FROM journal__zkeyed');
    expect(await resume(third)).toMatchObject({ status: 'COMPLETED', loaded_rows: 5 });
    expect(await resume(first)).toMatchObject({ status: 'COMPLETED', loaded_rows: 0 });
    expect(await logs()).toBe(10);
  });

  it('goes on with what is left after a restart, as the first time', async () => {
    const first = await halfAppended();
    const busy = await server.post('/api/experiments/journal/generate', { rows: { logs: 50_000_000 }, mode: 'append_only' }).expect(202);
    const { body: waiting } = await server.post(`/api/runs/${first.id}/resume`, { queue: true }).expect(202);
    const { dataRoot } = server;
    await server.stop();
    server = await TestServer.start(PARKS, dataRoot);
    await server.post(`/api/runs/${busy.body.id}/abort`).expect(202);
    await server.events('journal', waiting.id);
    expect(await show(waiting.id)).toMatchObject({ status: 'FAILED', resumed_run_id: first.id, error: { code: 'conflict', table: 'zkeyed' } });
    expect(await logs()).toBe(10);
  });

  it('is refused where the target was given with the run, before a row goes elsewhere', async () => {
    const target = { kind: 'sqlite', dsn: 'sqlite:///elsewhere.sqlite' };
    expect(await server.run('journal', 'generate', { target })).toMatchObject({ status: 'COMPLETED' });
    const failed = await server.run('journal', 'generate', { target, mode: 'append_only' });
    expect(failed.status).toBe('FAILED');
    const { body } = await server.post(`/api/runs/${failed.id}/resume`);
    expect(body).toMatchObject({ code: 'interrupted', detail: expect.stringContaining('its password is not kept') });
    expect(await logs()).toBe(0);
  });

  it('is refused where the experiment has another version', async () => {
    const failed = await halfAppended();
    await server.http.put('/api/experiments/journal').send({ ...JOURNAL, description: 'Another one.' }).expect(200);
    const { body } = await server.post(`/api/runs/${failed.id}/resume`);
    expect(body).toMatchObject({ code: 'interrupted', detail: expect.stringContaining('was made for version 1.0.0') });
    expect(await logs()).toBe(10);
  });

  it('is refused where rows were added and that could not be recorded', async () => {
    await server.run('journal');
    const log = server.app.get(RunLog);
    const append = log.append.bind(log);
    const spy = jest.spyOn(log, 'append').mockImplementation((run, body, change) =>
      body.type === 'table-completed' && body.phase === 'load' ? Promise.reject(new AppError('storage_full', 'The disk is full.')) : append(run, body, change));
    const failed = await server.run('journal', 'generate', { mode: 'append_only' });
    spy.mockRestore();
    expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'interrupted', table: 'logs', message: expect.stringContaining('The disk is full.') } });
    const { body } = await server.post(`/api/runs/${failed.id}/resume`).expect(409);
    expect(body).toMatchObject({ code: 'conflict', detail: expect.stringContaining('table "logs": whether they are there is not known') });
    expect(await logs()).toBe(10);
  });

  it('makes all anew where parts are of another version of the product, and says by which', async () => {
    const { body: parked } = await server.post('/api/experiments/journal/generate', { rows: { logs: 10_000_000 } }).expect(202);
    const { dataRoot } = server;
    await server.stop();
    const metadata = new Database(join(dataRoot, 'metadata.sqlite'));
    metadata.prepare("UPDATE run SET product_version = 'older' WHERE id = ?").run(parked.id);
    metadata.close();
    server = await TestServer.start(PARKS, dataRoot);
    expect(await show(parked.id)).toMatchObject({ status: 'FAILED', error: { code: 'interrupted', message: expect.stringContaining('version older') } });
    expect(await resume(parked)).toMatchObject({ status: 'COMPLETED', product_version: '0.0.0', source_run_id: null, resumed_run_id: parked.id, loaded_rows: 10_000_005 });
  });
});
