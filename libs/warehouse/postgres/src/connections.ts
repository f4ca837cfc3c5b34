import { quoteIdentifier, takeTurn, type StopGuard, type WarehouseConnection } from '@dw-sim/warehouse-core';
import { Semaphore } from 'async-mutex';
import type { Client } from 'pg';
import { addressOf, makeClient } from './connection-settings';
import { connectError } from './postgres-error';

/** Queries that run at the same time; further ones wait. */
const READER_LIMIT = 8;
/** Idle connections kept, since opening one takes some milliseconds and a process of the server. */
const IDLE_LIMIT = 2;
/** How long they are kept: a session may be one of many, such as those of experiments with a schema each. */
const IDLE_MS = 60_000;

const LOCK_WAIT_MS = 60_000;

/** A connection on loan. */
export interface LentClient {
  readonly client: Client;
  /** Gives it back; `broken` ends it, whatever it does. */
  giveBack(outcome?: 'broken'): void;
}

interface IdleClient {
  readonly client: Client;
  readonly timer: NodeJS.Timeout;
}

/** The connections of a session, each set up in the same way. */
export class Connections {
  private readonly places = new Semaphore(READER_LIMIT);
  private readonly idle: IdleClient[] = [];
  private closed = false;

  /** @param lockWaitMs how long our own work waits for a lock of somebody else's: a run can be aborted meanwhile, a request can't */
  constructor(
    readonly connection: WarehouseConnection,
    private readonly lockWaitMs = LOCK_WAIT_MS,
  ) {}

  /** @throws AppError `timeout`, `aborted`, `warehouse_unavailable` */
  async lend(guard: StopGuard): Promise<LentClient> {
    const release = await takeTurn(this.places, guard);
    try {
      const client = this.wake() ?? (await this.connect(guard));
      return { client, giveBack: (outcome) => (this.takeBack(client, outcome), release()) };
    } catch (error) {
      release();
      throw error;
    }
  }

  /**
   * A new connection, which the caller ends. One that comes after the guard has stopped is ended at once.
   * @throws AppError `warehouse_unavailable`, `timeout`, `aborted`
   */
  async connect(guard?: StopGuard): Promise<Client> {
    const connecting = this.open();
    try {
      return await (guard ? guard.race(connecting) : connecting);
    } catch (error) {
      void connecting.then(destroy, () => undefined);
      throw error;
    }
  }

  private async open(): Promise<Client> {
    let client: Client | undefined;
    try {
      const made = (client = makeClient(this.connection));
      // One that breaks while it is idle is dropped; while it works, its work fails.
      made.on('error', () => this.forget(made));
      await client.connect();
      await client.query(settings(this.connection.schema, this.lockWaitMs));
      return client;
    } catch (error) {
      if (client) destroy(client);
      // Expected: the network, the login, the limit of connections.
      throw connectError(error, addressOf(this.connection));
    }
  }

  /** Stops what a connection does, in the server, by another one. */
  async cancel(client: Client): Promise<void> {
    const pid = (client as Client & { readonly processID: number | null }).processID;
    if (pid === null) return;
    // Expected: no further connection is free; the statement's own timeout then ends it.
    const other = await this.connect().catch(() => undefined);
    await other?.query(`SELECT pg_cancel_backend(${pid})`).catch(() => undefined);
    await other?.end().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.idle.splice(0).map(({ client, timer }) => (clearTimeout(timer), client.end()).catch(() => undefined)));
  }

  private takeBack(client: Client, outcome?: 'broken'): void {
    if (outcome === 'broken') destroy(client);
    else if (this.closed || this.idle.length >= IDLE_LIMIT) void client.end().catch(() => undefined);
    else this.idle.push({ client, timer: setTimeout(() => this.retire(client), IDLE_MS).unref() });
  }

  /** The connection that was used last, so that the others can retire. */
  private wake(): Client | undefined {
    const last = this.idle.pop();
    clearTimeout(last?.timer);
    return last?.client;
  }

  private retire(client: Client): void {
    this.forget(client);
    void client.end().catch(() => undefined);
  }

  private forget(client: Client): void {
    const index = this.idle.findIndex((entry) => entry.client === client);
    if (index >= 0) clearTimeout(this.idle.splice(index, 1)[0]?.timer);
  }
}

/** Ends a connection at once, without a word to the server; what it waits for fails. */
export function destroy(client: Client): void {
  (client as Client & { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

/** Moments in UTC, ISO dates and all digits of doubles, whatever server and user have as defaults. */
function settings(schema: string | undefined, lockWaitMs: number): string {
  return [
    `SET TimeZone TO 'UTC'`,
    `SET DateStyle TO 'ISO, YMD'`,
    'SET extra_float_digits TO 2',
    // Redshift has no such settings.
    `SELECT set_config(name, 'on', false) FROM pg_settings WHERE name = 'standard_conforming_strings'`,
    `SELECT set_config(name, '${lockWaitMs}', false) FROM pg_settings WHERE name = 'lock_timeout'`,
    `SET client_encoding TO 'UTF8'`,
    ...(schema === undefined ? [] : [`SET search_path TO ${quoteIdentifier(schema)}`]),
  ].join('; ');
}
