import type { MessageEvent } from '@nestjs/common';
import type { RunEvent } from '@dw-sim/contracts';
import fc from 'fast-check';
import { filter, type Observable, type Subscription } from 'rxjs';
import { RunBench, SPEC } from '../testing/run-bench';
import { EventStreams } from './event-streams';

const FROM_THE_FIRST = { header: '0', query: undefined };

/** A client that keeps the id of its last message, as browsers do. */
class Client {
  readonly messages: MessageEvent[] = [];
  private subscription: Subscription | undefined;

  connect(stream: Observable<MessageEvent>): void {
    this.subscription = stream.pipe(filter(({ data }) => data !== undefined)).subscribe((message) => this.messages.push(message));
  }

  disconnect(): void {
    this.subscription?.unsubscribe();
  }

  get lastId(): string | undefined {
    return this.messages.at(-1)?.id;
  }

  get told(): readonly string[] {
    return this.messages.map(({ data }) => data as RunEvent).map((event) => `${event.run_id} ${event.seq} ${event.type}`);
  }
}

describe('the stream of all runs', () => {
  let bench: RunBench;
  let streams: EventStreams;
  let clients: Client[];
  const newClient = () => {
    const client = new Client();
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    bench = await RunBench.open();
    streams = new EventStreams(bench.log);
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) client.disconnect();
    await bench.close();
  });

  const settle = () => new Promise((resolve) => setTimeout(resolve, 30));
  const run = (experimentId: number, warnings = 2) =>
    bench.supervisor.start(experimentId === 1 ? 'Shop' : 'bank', { ...SPEC, experimentId }, async (context) => {
      for (let n = 0; n < warnings; n += 1) await context.warn(String(n));
    });

  it('tells of every run from its first event on, in one order', async () => {
    const client = newClient();
    client.connect(await streams.ofAll({ header: undefined, query: undefined }, undefined));
    const [shop, bank] = await Promise.all([run(1), run(2)]);
    await bench.supervisor.idle();
    for (const { id } of [shop, bank]) expect(client.told.filter((line) => line.startsWith(`${id} `))).toEqual(['queued', 'started', 'warning', 'warning', 'completed'].map((type, at) => `${id} ${at + 1} ${type}`));
    const ids = client.messages.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('begins now, at the first event, or after the last one received', async () => {
    await run(1);
    await bench.supervisor.idle();
    const [now, all, later] = [newClient(), newClient(), newClient()];
    now.connect(await streams.ofAll({ header: undefined, query: undefined }, undefined));
    all.connect(await streams.ofAll({ header: undefined, query: 0 }, undefined));
    await settle();
    later.connect(await streams.ofAll({ header: all.messages[2]?.id, query: undefined }, undefined));
    await settle();
    expect([now.told.length, all.told.length, later.told.length]).toEqual([0, 5, 2]);
  });

  it('goes on with new events for a client whose last id is of other metadata', async () => {
    await run(1);
    await bench.supervisor.idle();
    const client = newClient();
    client.connect(await streams.ofAll({ header: '999999', query: undefined }, undefined));
    const { id } = await run(1, 0);
    await bench.supervisor.idle();
    expect(client.told).toEqual([`${id} 1 queued`, `${id} 2 started`, `${id} 3 completed`]);
  });

  it('can be of one experiment, in letters of any case', async () => {
    await run(1);
    await run(2);
    await bench.supervisor.idle();
    const client = newClient();
    client.connect(await streams.ofAll(FROM_THE_FIRST, 'sHOP'));
    await settle();
    expect(client.messages.map(({ data }) => (data as RunEvent).experiment)).toEqual(Array(5).fill('Shop'));
  });

  it('loses and doubles nothing, wherever connections are cut', async () => {
    for (let n = 0; n < 20; n += 1) newClient();
    const cuts = fc.sample(fc.array(fc.nat(clients.length - 1), { minLength: 5, maxLength: 15 }), { numRuns: 30, seed: 7 });
    const connect = async (client: Client) => client.connect(await streams.ofAll({ header: client.lastId ?? '0', query: undefined }, undefined));
    for (const client of clients) await connect(client);
    const done = Promise.all([1, 2].map(async (experimentId) => {
      for (let n = 0; n < 3; n += 1) {
        await run(experimentId, 25);
        await bench.supervisor.idle();
      }
    }));
    for (const cut of cuts) {
      for (const index of cut) clients[index]?.disconnect();
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const index of new Set(cut)) await connect(clients[index] as Client);
    }
    await done;
    await settle();
    const stored = (await bench.log.readAll(0, 1000)).map(({ event }) => `${event.run_id} ${event.seq} ${event.type}`);
    expect(stored).toHaveLength(6 * 28);
    for (const client of clients) expect(client.told).toEqual(stored);
  });
});
