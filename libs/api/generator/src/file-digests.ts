import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RunFile } from '@dw-sim/contracts';
import { digestFile, type WrittenFile } from '@dw-sim/staging';

/** Reads files for their digests as they come, one after another, and removes each. */
export class FileDigests {
  private readonly files: RunFile[] = [];
  private reading: Promise<unknown> = Promise.resolve();
  private failure: unknown;

  constructor(private readonly signal: AbortSignal) {}

  add({ table, path, rows }: WrittenFile): void {
    this.reading = this.reading
      .then(async () => {
        this.files.push({ table, name: basename(path), rows, ...(await digestFile(path, this.signal)) });
        await rm(path);
      })
      .catch((error: unknown) => (this.failure ??= error));
  }

  /** All files, in row order within their tables. @throws what reading one threw */
  async settle(): Promise<readonly RunFile[]> {
    await this.reading;
    if (this.failure !== undefined) throw this.failure;
    return [...this.files].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
