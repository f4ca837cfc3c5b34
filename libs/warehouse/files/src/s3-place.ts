import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { S3Bucket, type S3Settings } from '@dw-sim/staging';
import type { LoadOptions } from '@dw-sim/warehouse-core';
import type { OutputPlace } from './output-place';
import { MARKER_FILE, readMarker, writeMarker, type TableMarker } from './table-marker';

const UPLOADS = 4;

/**
 * Tables in a bucket, each below a prefix of its own. A bucket has no renaming: new files have names of their own, the
 * marker names those that count, and the old ones are removed after it was written.
 */
export class S3Place implements OutputPlace {
  readonly swapsInOneStep = false;
  private readonly bucket: S3Bucket;

  /** @param directory folder on this machine that files are written to before they are uploaded */
  constructor(settings: S3Settings, private readonly directory: string) {
    this.bucket = new S3Bucket(settings);
  }

  get location(): string {
    return this.bucket.location;
  }

  async marker(table: string): Promise<TableMarker | undefined> {
    return readMarker(await this.bucket.getText(`${table}/${MARKER_FILE}`));
  }

  async isForeign(table: string): Promise<boolean> {
    return (await this.bucket.list(`${table}/`)).length > 0 && (await this.marker(table)) === undefined;
  }

  async makeRoom(table: string): Promise<string> {
    await mkdir(this.directory, { recursive: true });
    return mkdtemp(join(this.directory, `${table}-`));
  }

  async put(room: string, marker: TableMarker, _append: boolean, { signal, beforeCommit }: Pick<LoadOptions, 'signal' | 'beforeCommit'> = {}): Promise<void> {
    const { table } = marker;
    const before = (await this.bucket.list(`${table}/`, signal)).map(({ key }) => key);
    const added = await filesBelow(room);
    const keys = added.map((file) => `${table}/${file}`);
    try {
      for (let at = 0; at < added.length; at += UPLOADS) {
        const uploads = await Promise.allSettled(added.slice(at, at + UPLOADS).map((file) => this.bucket.putFile(`${table}/${file}`, join(room, file), signal)));
        for (const upload of uploads) if (upload.status === 'rejected') throw upload.reason;
      }
      beforeCommit?.();
      await this.bucket.putText(`${table}/${MARKER_FILE}`, writeMarker(marker), signal);
    } catch (error) {
      // Expected: a bucket out of reach. What stays is not named by the marker, and goes with the next load.
      await this.bucket.remove(keys.filter((key) => !before.includes(key))).catch(() => undefined);
      throw error;
    }
    await this.clear(room);
    const counting = new Set([...marker.files, MARKER_FILE].map((file) => `${table}/${file}`));
    await this.bucket.remove(before.filter((key) => !counting.has(key)));
  }

  async clear(room: string): Promise<void> {
    await rm(room, { recursive: true, force: true });
  }

  async remove(table: string): Promise<void> {
    // The marker first: without it, what is left is nobody's table.
    await this.bucket.remove([`${table}/${MARKER_FILE}`]);
    await this.bucket.remove((await this.bucket.list(`${table}/`)).map(({ key }) => key));
  }

  async probe(): Promise<number> {
    try {
      return await this.bucket.probe();
    } catch (error) {
      const { message, details } = error as AppError;
      throw new AppError('warehouse_unavailable', message, details);
    }
  }

  close(): Promise<void> {
    return this.bucket.close();
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split('\\').join('/')).sort();
}
