import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';

/** A file that is read once, and deleted when it is closed. */
export class TemporaryFile {
  constructor(readonly path: string) {}

  bytes(): AsyncIterable<Uint8Array> {
    return createReadStream(this.path);
  }

  async close(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
