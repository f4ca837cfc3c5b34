import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@dw-sim/contracts';
import type { ServerAddress } from '../client/api-client';
import { startEmbeddedServer, type EmbeddedPlace, type EmbeddedServer } from './embedded-server';
import { findServer } from './find-server';

/** Longest time that a data root may be held by a process that serves nothing: one that starts, builds or stops. */
const LOCK_PATIENCE_MS = 30_000;
const PAUSE_MS = 150;

/** A server to talk to, and our hold on it. */
export interface Connection {
  readonly server: ServerAddress;
  /** The server, where it was started for this command. */
  readonly embedded: EmbeddedServer | undefined;
}

/**
 * The server that runs on a data root, or one that is started on it. Of two processes that start at once the later one
 * finds the data root locked and uses the other's server.
 * @throws AppError `data_root_locked` where the holder never answers; whatever else keeps the server from starting
 */
export async function connect(place: EmbeddedPlace, note: (text: string) => void): Promise<Connection> {
  const { dataRoot } = place;
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const server = await findServer(dataRoot);
    if (server !== undefined) return { server, embedded: undefined };
    try {
      const embedded = await startEmbeddedServer(place, note);
      return { server: embedded.server, embedded };
    } catch (error) {
      const isLocked = error instanceof AppError && error.code === 'data_root_locked';
      if (!isLocked || Date.now() > deadline) throw error;
    }
    const running = await waitForServer(dataRoot);
    if (running !== undefined) return { server: running, embedded: undefined };
  }
}

/** Waits a little for the process that holds the data root to say where it serves. */
async function waitForServer(dataRoot: string): Promise<ServerAddress | undefined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    await sleep(PAUSE_MS);
    const server = await findServer(dataRoot);
    if (server !== undefined) return server;
  }
  return undefined;
}
