import type { DuckDBConnection } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';

/** Chunks of 2,048 rows between two looks at the cache. */
const CHUNKS_BETWEEN_LOOKS = 32;
/** Bytes that the reading of a result may add to the cache. */
const ROOM = 16 * 2 ** 20;

/** What else the database may be doing. */
export interface OtherWork {
  /** Nothing runs but the one query that asks. */
  isQuiet(): boolean;
  readonly calls: SemaphoreInterface;
  readonly writing: SemaphoreInterface;
}

/**
 * The engine keeps every block of a table that it has read until its memory is full: a long result would fill the memory of a
 * laptop with rows that are read once. The one way to take blocks from it is to lower its limit for a moment, which is done only
 * while nothing else runs.
 */
export class BlockCache {
  constructor(
    private readonly connect: () => Promise<DuckDBConnection>,
    /** Bytes; the limit that is set again. */
    private readonly limit: number,
    private readonly other: OtherWork,
  ) {}

  /** To be called after each chunk of a result; keeps the cache near the size that it has after the first of them. */
  keeper(): () => Promise<void> {
    let chunks = 0;
    let wanted: number | undefined;
    return async () => {
      if (++chunks % CHUNKS_BETWEEN_LOOKS !== 0) return;
      const size = await this.size();
      wanted ??= size;
      if (size > wanted + ROOM && this.other.isQuiet()) await this.shrink(wanted);
    };
  }

  /** Bytes that the engine holds of all kinds. */
  private async size(): Promise<number> {
    const reader = await this.run((connection) => connection.runAndReadAll('SELECT sum(memory_usage_bytes)::DOUBLE FROM duckdb_memory()'));
    return Number(reader.getRows()[0]?.[0]);
  }

  /** Nothing begins while it lasts: the places are taken in the same turn as the look at what runs. */
  private async shrink(bytes: number): Promise<void> {
    const { calls, writing } = this.other;
    const taken = await Promise.all([calls.acquire(calls.getValue()), writing.acquire()]);
    try {
      await this.run(async (connection) => {
        // Expected: blocks that are in use stay.
        await connection.run(`SET memory_limit = '${bytes}B'`).catch(() => undefined);
        await connection.run(`SET memory_limit = '${this.limit}B'`);
      });
    } finally {
      taken[0][1]();
      taken[1][1]();
    }
  }

  private async run<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }
}
