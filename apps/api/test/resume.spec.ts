import type { ExperimentDefinition, RunDetail } from '@dw-sim/contracts';
import Database from 'libsql';
import { join } from 'node:path';
import { TestServer } from './test-server';

/** A table that takes any rows twice, and one that does not. */
const JOURNAL: ExperimentDefinition = {
  name: 'journal', target_warehouse: 'sqlite', seed: 1,
  tables: [
    { name: 'logs', target_rows: 5, columns: [{ name: 'note', data_type: 'INT', required: true }] },
    { name: 'zkeyed', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }] },
  ],
};

describe('resuming a run', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
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
});
