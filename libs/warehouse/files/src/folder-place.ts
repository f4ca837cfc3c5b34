import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { access, constants, copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, writeFaultOf } from '@dw-sim/contracts';
import { foldersUpTo, syncFolders, syncTree, writingTo } from '@dw-sim/staging';
import type { LoadOptions } from '@dw-sim/warehouse-core';
import type { OutputPlace } from './output-place';
import { MARKER_FILE, readMarker, writeMarker, type TableMarker } from './table-marker';

/** Suffix of a table's old files while the new ones take their place. */
const OLD = '.old';
const ROOM = /^\.(.+)\.[0-9a-f-]{36}\.new$/;

/** Tables in a folder, each a folder of its own that is made beside and renamed. What is in place is on the disk. */
export class FolderPlace implements OutputPlace {
  readonly swapsInOneStep = true;

  private constructor(readonly location: string) {}

  /** Ends what a killed process was at. The folder is made with the first table. @throws AppError `warehouse_unavailable` where it can't be written */
  static async open(location: string): Promise<FolderPlace> {
    const place = new FolderPlace(location);
    await place.probe();
    await place.recover();
    return place;
  }

  async marker(table: string): Promise<TableMarker | undefined> {
    // Expected: no such file.
    return readMarker(await readFile(join(this.location, table, MARKER_FILE), 'utf8').catch(() => undefined));
  }

  async isForeign(table: string): Promise<boolean> {
    // Expected: no such folder.
    const names = await readdir(join(this.location, table)).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOTDIR' && isFolder(this.location) ? [table] : []));
    return names.length > 0 && (await this.marker(table)) === undefined;
  }

  makeRoom(table: string): Promise<string> {
    return this.writing(async () => {
      const room = join(this.location, `.${table}.${randomUUID()}.new`);
      const first = await mkdir(room, { recursive: true });
      if (first !== undefined && first !== room) await syncFolders(foldersUpTo(dirname(first), room));
      return room;
    });
  }

  put(room: string, marker: TableMarker, append: boolean, { beforeCommit }: Pick<LoadOptions, 'beforeCommit'> = {}): Promise<void> {
    return this.writing(() => this.putInPlace(room, marker, append, beforeCommit));
  }

  private async putInPlace(room: string, marker: TableMarker, append: boolean, beforeCommit?: () => void): Promise<void> {
    const place = join(this.location, marker.table);
    if (append) for (const file of (await this.marker(marker.table))?.files ?? []) await keep(join(place, file), join(room, file));
    await writeFile(join(room, MARKER_FILE), writeMarker(marker));
    await syncTree(room);
    const old = join(this.location, `.${marker.table}${OLD}`);
    await rm(old, { recursive: true, force: true });
    beforeCommit?.();
    // Expected: there was no table.
    const moved = await rename(place, old).then(() => true, () => false);
    try {
      await rename(room, place);
    } catch (error) {
      if (moved) await rename(old, place);
      throw error;
    }
    // Until the new name is on the disk, the old files are what a power cut leaves.
    await syncFolders([this.location]);
    await rm(old, { recursive: true, force: true });
  }

  async clear(room: string): Promise<void> {
    await rm(room, { recursive: true, force: true });
  }

  remove(table: string): Promise<void> {
    return this.writing(async () => {
      const gone = join(this.location, `.${table}.${randomUUID()}.new`);
      await rename(join(this.location, table), gone);
      await syncFolders([this.location]);
      await this.clear(gone);
    });
  }

  async probe(): Promise<number> {
    const startedAt = performance.now();
    try {
      const nearest = nearestPath(this.location);
      if (!isFolder(nearest)) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      await access(nearest, constants.R_OK | constants.W_OK);
    } catch (error) {
      const reason = writeFaultOf(error)?.reason ?? (error as Error).message;
      throw new AppError('warehouse_unavailable', `The folder ${this.location} cannot be written: ${reason}.`, { hint: 'See to it that this user may write there, or name another folder.' }, { cause: error });
    }
    return performance.now() - startedAt;
  }

  async close(): Promise<void> {}

  private writing<T>(work: () => Promise<T>): Promise<T> {
    return writingTo(this.location, work, 'warehouse_failed');
  }

  /** A process that was killed between two renames has left the old files aside; one that was killed before, a room. */
  private async recover(): Promise<void> {
    // Expected: no such folder yet.
    for (const name of await readdir(this.location).catch(() => [])) {
      if (ROOM.test(name)) await this.clear(join(this.location, name));
      else if (name.startsWith('.') && name.endsWith(OLD)) await this.restore(name);
    }
  }

  private async restore(name: string): Promise<void> {
    const table = name.slice(1, -OLD.length);
    if (readMarker(await readFile(join(this.location, name, MARKER_FILE), 'utf8').catch(() => undefined)) === undefined) return;
    if ((await this.marker(table)) === undefined) await rename(join(this.location, name), join(this.location, table));
    else await this.clear(join(this.location, name));
  }
}

/** The path, or what there is above it. */
function nearestPath(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestPath(dirname(path));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // ENOENT, ENOTDIR: there is none.
    return false;
  }
}

/** Lets a file stand in two places, or copies it where the file system has no links. */
async function keep(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch(() => copyFile(from, to));
}
