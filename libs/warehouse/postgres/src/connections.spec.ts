import { once } from 'node:events';
import { StopGuard } from '@dw-sim/warehouse-core';
import { testPostgresUrl } from '@dw-sim/warehouse-testing';
import { Connections } from './connections';

describe('connections of a session', () => {
  let connections: Connections;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance'] });
    connections = new Connections({ dsn: testPostgresUrl() });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await connections.close();
  });

  const lend = () => connections.lend(new StopGuard('question', {}, () => undefined));

  it('are used again, and ended when nobody has asked for a while', async () => {
    const { client, giveBack } = await lend();
    giveBack();
    const again = await lend();
    expect(again.client).toBe(client);
    jest.advanceTimersByTime(3_600_000);
    expect((await client.query('SELECT 1')).rowCount).toBe(1);
    const ended = once(client, 'end');
    again.giveBack();
    jest.advanceTimersByTime(3_600_000);
    await ended;
    const fresh = await lend();
    expect(fresh.client).not.toBe(client);
    fresh.giveBack();
  });
});
