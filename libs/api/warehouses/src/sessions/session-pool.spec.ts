import type { WarehouseSession } from '@dw-sim/warehouse-core';
import { SessionPool, type SessionPlace } from './session-pool';

describe('a pool of sessions', () => {
  let pool: SessionPool;
  let closed: string[];

  beforeEach(() => {
    pool = new SessionPool();
    closed = [];
  });

  const hold = (database: string, schema: string | undefined, holder: string) => {
    const place: SessionPlace = { database, ...(schema !== undefined && { schema }) };
    const name = `${database}/${schema ?? ''}`;
    // All that the pool does with a session is to close it.
    return pool.hold(place, holder, async () => ({ close: async () => void closed.push(name) }) as WarehouseSession);
  };

  it('has one for each schema of a database, and closes all that a holder lets go of', async () => {
    const [target, shop, bank] = [await hold('db', undefined, 'a'), await hold('db', 'shop', 'a'), await hold('db', 'bank', 'a')];
    expect(new Set([target, shop, bank]).size).toBe(3);
    expect(await hold('db', 'shop', 'a')).toBe(shop);
    await pool.release('a');
    expect(closed.sort()).toEqual(['db/', 'db/bank', 'db/shop']);
  });

  it('leaves open what somebody else holds', async () => {
    await hold('db', 'shop', 'a');
    await hold('db', 'shop', 'b');
    await pool.release('a');
    expect(closed).toEqual([]);
    await pool.release('b');
    expect(closed).toEqual(['db/shop']);
  });

  it('closes all schemas of a database that its holder has left for another', async () => {
    await hold('old', 'shop', 'a');
    await hold('old', 'bank', 'a');
    await hold('old', 'bank', 'b');
    await hold('new', 'shop', 'a');
    await pool.release('none');
    expect(closed).toEqual(['old/shop']);
  });

  it('closes the schema of an experiment that has gone on every database, and nothing else', async () => {
    for (const database of ['db', 'other']) for (const schema of ['shop', 'bank', undefined]) await hold(database, schema, database);
    await pool.closeSchema('shop');
    expect(closed.sort()).toEqual(['db/shop', 'other/shop']);
    await hold('db', 'shop', 'db');
    await pool.closeAll();
    expect(closed).toHaveLength(7);
  });
});
