import { rmSync, statSync, writeFileSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';

/** Enough for the ends of many runs. */
const RESERVED_BYTES = 2 * 2 ** 20;

/** Space on the metadata's disk that is kept for what must still be stored when the disk is full. */
export interface SpaceReserve {
  /** Gives the space free; false where there is none left to give. */
  release(): boolean;
  /** Puts space aside again where there is enough. */
  refill(): void;
}

/** A file of random bytes, which no file system stores in less space. */
export class ReserveFile implements SpaceReserve {
  constructor(private readonly path: string) {}

  release(): boolean {
    const isThere = statSync(this.path, { throwIfNoEntry: false }) !== undefined;
    rmSync(this.path, { force: true });
    return isThere;
  }

  refill(): void {
    if (statSync(this.path, { throwIfNoEntry: false })?.size === RESERVED_BYTES) return;
    try {
      writeFileSync(this.path, randomFillSync(Buffer.alloc(RESERVED_BYTES)));
    } catch {
      // ENOSPC and the like: what was written must not take the last space.
      rmSync(this.path, { force: true });
    }
  }
}
