import { setTimeout as pause } from 'node:timers/promises';
import { tableOf, NUMBERS, numbersUpTo, testConnection, testPostgresUrl, useWorkbench } from '@dw-sim/warehouse-testing';
import type { StopConditions } from '@dw-sim/warehouse-core';
import { Client } from 'pg';
import { PostgresStrategy } from './postgres-strategy';

const PARENT = { ...NUMBERS, primaryKey: ['id'] };
const CHILD = tableOf('shop__child', { parent_id: { kind: 'INT' } }, { foreignKeys: [{ columns: ['parent_id'], referencesTable: PARENT.name, referencesColumns: ['id'] }] });

/** What waits for a lock is stopped while the lock is still held: nothing here would end otherwise. */
describe('a table that somebody else has locked', () => {
  let connection: ReturnType<typeof testConnection>;
  const bench = useWorkbench(() => new PostgresStrategy(), () => (connection = testConnection()));
  let other: Client;

  beforeEach(async () => {
    await bench().fill(PARENT, numbersUpTo(3), 3);
    other = new Client(testPostgresUrl());
    await other.connect();
    await other.query(`BEGIN; LOCK TABLE "${connection.schema}".${PARENT.name} IN ACCESS EXCLUSIVE MODE`);
  });
  afterEach(() => other.end());

  /** Backends that wait for the table. */
  async function waiting(): Promise<number> {
    const { rows } = await other.query(`SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = '"${connection.schema}".${PARENT.name}'::regclass`);
    return rows[0].n;
  }

  async function until(count: number): Promise<void> {
    while ((await waiting()) !== count) await pause(10);
  }

  const append = async (conditions: StopConditions) => bench().session.loadTable({ table: PARENT, files: [await bench().stage('more.parquet', 'SELECT 7 AS id')], rowCount: 1 }, { mode: 'append', ...conditions });

  it.each<[string, (conditions: StopConditions) => Promise<unknown>]>([
    ['counting', (conditions) => bench().session.countRows(PARENT.name, conditions)],
    ['creating a child', (conditions) => bench().session.createTables([CHILD], conditions)],
    ['appending', append],
  ])('lets go of %s on a signal, in the server too', async (_what, work) => {
    const controller = new AbortController();
    const outcome = work({ signal: controller.signal }).catch((error: unknown) => error);
    await until(1);
    controller.abort();
    expect(await outcome).toMatchObject({ code: 'aborted' });
    await until(0);
    await other.query('COMMIT');
    expect(await bench().session.existingTables([CHILD.name])).toEqual([]);
    expect(await bench().session.countRows(PARENT.name)).toBe(3);
    await bench().session.createTables([CHILD]);
  });

  it('lets go of a question after its time', async () => {
    await expect(bench().session.countRows(PARENT.name, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' });
    await until(0);
  });

  it('says that it waited in vain for the lock', async () => {
    const session = await new PostgresStrategy({ lockWaitMs: 50 }).open({ ...bench().config, connection });
    await expect(session.truncateTables([PARENT.name])).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('has locked a table'), details: { hint: expect.stringContaining('pg_locks') } });
    await session.close();
  });

  it('is not waited for behind another writer after a signal', async () => {
    const controller = new AbortController();
    const first = bench().session.createTables([CHILD], { signal: controller.signal }).catch((error: unknown) => error);
    await until(1);
    const behind = new AbortController();
    const second = bench().session.createTables([tableOf('shop__late', { id: { kind: 'INT' } })], { signal: behind.signal });
    behind.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    controller.abort();
    await first;
  });
});
