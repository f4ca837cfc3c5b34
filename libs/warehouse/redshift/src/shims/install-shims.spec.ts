import { testConnection, testPostgresUrl, useWorkbench } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { RedshiftStrategy } from '../redshift-strategy';
import { installShims, SHIM_SCHEMA } from './install-shims';

const COUNT = `SELECT count(*)::integer AS count, min(oid)::bigint AS first FROM pg_proc WHERE pronamespace = '${SHIM_SCHEMA}'::regnamespace`;

describe('functions of the stand-in', () => {
  const bench = useWorkbench(() => new RedshiftStrategy(), testConnection);
  let client: Client;

  beforeEach(async () => {
    client = new Client(testPostgresUrl());
    await client.connect();
  });
  afterEach(() => client.end());

  it('are there for the reader, by their full name and on the search path', async () => {
    expect(await bench().value(`SELECT ${SHIM_SCHEMA}.soundex('Amazon')`)).toBe('A525');
    expect(await bench().value(`SELECT soundex('Amazon')`)).toBe('A525');
    expect(await bench().value('SELECT CURRENT_USER')).toBe('dw_sim_reader');
  });

  it('are made once for each version', async () => {
    await bench().value('SELECT 1');
    const before = (await client.query(COUNT)).rows[0];
    expect(await installShims(client, undefined)).toBe(true);
    expect((await client.query(COUNT)).rows[0]).toEqual(before);

    await client.query(`COMMENT ON SCHEMA ${SHIM_SCHEMA} IS 'Functions of DW Simulator, version of yesterday'`);
    expect(await installShims(client, 'dw_sim_reader')).toBe(true);
    const after = (await client.query(COUNT)).rows[0];
    expect(after.count).toBe(before.count);
    expect(after.first).not.toBe(before.first);
  });

  it('leave tables alone: none is made, and none of the user is in the way', async () => {
    await bench().fill({ name: 'dateadd', columns: [{ name: 'id', type: { kind: 'INT' }, nullable: false }], uniqueKeys: [], foreignKeys: [] }, 'SELECT 1::INTEGER AS id', 1);
    expect(await bench().value(`SELECT ${SHIM_SCHEMA}.dateadd('day', id, TIMESTAMP '2024-02-28') FROM dateadd`)).toBe('2024-02-29 00:00:00');
    expect((await client.query(`SELECT 1 FROM pg_class WHERE relnamespace = '${SHIM_SCHEMA}'::regnamespace`)).rowCount).toBe(0);
  });

  it('are not made in a schema of that name that is not ours', async () => {
    const name = `shims_${process.pid}`;
    await client.query(`CREATE DATABASE ${name}`);
    const url = new URL(testPostgresUrl());
    url.pathname = `/${name}`;
    const other = new Client(url.toString());
    try {
      await other.connect();
      await other.query(`CREATE SCHEMA ${SHIM_SCHEMA}`);
      expect(await installShims(other, undefined)).toBe(false);
      expect((await other.query(COUNT)).rows[0].count).toBe(0);
    } finally {
      await other.end();
      await client.query(`DROP DATABASE ${name}`);
    }
  });
});
