import { setTimeout } from 'node:timers/promises';
import type { WarehouseSession } from '@dw-sim/warehouse-core';

/** How long a pool that is closed waits for sessions that are being opened. */
const OPENING_LIMIT_MS = 1_000;

/** What a session is open on; two targets that name the same share it. */
export interface SessionPlace {
  readonly database: string;
  /** Schema that an experiment has to itself; absent where experiments share one. */
  readonly schema?: string;
}

interface Entry {
  readonly place: SessionPlace;
  readonly session: Promise<WarehouseSession>;
  isOpen: boolean;
  readonly holders: Set<string>;
}

/**
 * Open sessions by their place, each opened once. A session stays open while somebody holds it. A holder holds sessions of
 * one database at a time, so that one whose target has changed lets go of the old place.
 */
export class SessionPool {
  private readonly entries = new Map<string, Entry>();

  /** The session of a place, opened where it is not open yet. @throws what `open` throws; the next call tries again */
  hold(place: SessionPlace, holder: string, open: () => Promise<WarehouseSession>): Promise<WarehouseSession> {
    const key = keyOf(place);
    const entry = this.entries.get(key) ?? this.add(key, place, open);
    entry.holders.add(holder);
    for (const [other, { place: { database } }] of this.entries) if (database !== place.database) void this.letGo(other, holder);
    return entry.session;
  }

  /** Lets go of all that somebody holds, and closes what nobody else does. */
  async release(holder: string): Promise<void> {
    await Promise.all([...this.entries.keys()].map((key) => this.letGo(key, holder)));
  }

  /** Closes the sessions of an experiment's own schema, whoever holds them. */
  async closeSchema(schema: string): Promise<void> {
    const found = [...this.entries].filter(([, { place }]) => place.schema === schema);
    for (const [key] of found) this.entries.delete(key);
    await Promise.all(found.map(([, entry]) => close(entry)));
  }

  /** Closes everything. What is still being opened after a while is left to the end of the process. */
  async closeAll(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(entries.map((entry) => (entry.isOpen ? close(entry) : Promise.race([close(entry), setTimeout(OPENING_LIMIT_MS, undefined, { ref: false })]))));
  }

  private add(key: string, place: SessionPlace, open: () => Promise<WarehouseSession>): Entry {
    const entry: Entry = { place, session: open(), isOpen: false, holders: new Set() };
    this.entries.set(key, entry);
    entry.session.then(
      () => (entry.isOpen = true),
      () => this.entries.get(key) === entry && this.entries.delete(key),
    );
    return entry;
  }

  private async letGo(key: string, holder: string): Promise<void> {
    const entry = this.entries.get(key);
    if (!entry?.holders.delete(holder) || entry.holders.size > 0) return;
    this.entries.delete(key);
    await close(entry);
  }
}

function keyOf({ database, schema = '' }: SessionPlace): string {
  return `${database}/${schema}`;
}

/** Closes a session, whatever it says: nobody needs it any more. */
async function close({ session }: Entry): Promise<void> {
  await session.then((open) => open.close()).catch(() => undefined);
}
