import { setTimeout } from 'node:timers/promises';
import type { WarehouseSession } from '@dw-sim/warehouse-core';

/** How long a pool that is closed waits for sessions that are being opened. */
const OPENING_LIMIT_MS = 1_000;

interface Entry {
  readonly session: Promise<WarehouseSession>;
  isOpen: boolean;
  readonly holders: Set<string>;
}

/**
 * Open sessions by their place, each opened once. A session stays open while somebody holds it; a holder holds one place
 * at a time, so that one whose target has changed lets go of the old place.
 */
export class SessionPool {
  private readonly entries = new Map<string, Entry>();

  /** The session of a place, opened where it is not open yet. @throws what `open` throws; the next call tries again */
  hold(place: string, holder: string, open: () => Promise<WarehouseSession>): Promise<WarehouseSession> {
    const entry = this.entries.get(place) ?? this.add(place, open);
    entry.holders.add(holder);
    for (const [other, { holders }] of this.entries) {
      if (other !== place && holders.has(holder)) void this.letGo(other, holder);
    }
    return entry.session;
  }

  /** Lets go of what somebody holds, and closes it where nobody else does. */
  async release(holder: string): Promise<void> {
    await Promise.all([...this.entries.keys()].map((place) => this.letGo(place, holder)));
  }

  /** Those who hold something. */
  holders(): readonly string[] {
    return [...this.entries.values()].flatMap(({ holders }) => [...holders]);
  }

  /** Closes everything. What is still being opened after a while is left to the end of the process. */
  async closeAll(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.all(entries.map((entry) => (entry.isOpen ? close(entry) : Promise.race([close(entry), setTimeout(OPENING_LIMIT_MS, undefined, { ref: false })]))));
  }

  private add(place: string, open: () => Promise<WarehouseSession>): Entry {
    const entry: Entry = { session: open(), isOpen: false, holders: new Set() };
    this.entries.set(place, entry);
    entry.session.then(
      () => (entry.isOpen = true),
      () => this.entries.get(place) === entry && this.entries.delete(place),
    );
    return entry;
  }

  private async letGo(place: string, holder: string): Promise<void> {
    const entry = this.entries.get(place);
    if (!entry?.holders.delete(holder) || entry.holders.size > 0) return;
    this.entries.delete(place);
    await close(entry);
  }
}

/** Closes a session, whatever it says: nobody needs it any more. */
async function close({ session }: Entry): Promise<void> {
  await session.then((open) => open.close()).catch(() => undefined);
}
