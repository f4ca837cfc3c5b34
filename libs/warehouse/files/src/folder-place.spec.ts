import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import promises, { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderPlace } from './folder-place';
import type { TableMarker } from './table-marker';

const markerOf = (rows: number, files: readonly string[]): TableMarker => ({ made_by: 'dw-simulator', table: 'shop__orders', format: 'csv', columns: [], rows, files });

/** What has reached the disk, as the calls tell that wait for it. */
class Disk {
  private readonly synced = new Set<string>();
  /** Every rename, with the files below it whose content was not on the disk. */
  readonly renames: { readonly to: string; readonly unsafe: readonly string[] }[] = [];

  constructor() {
    const { open, rename } = promises;
    jest.spyOn(promises, 'open').mockImplementation(async (path, ...more) => {
      const handle = await open(path, ...more);
      for (const name of ['sync', 'datasync'] as const) {
        const wait = handle[name].bind(handle);
        handle[name] = async () => (await wait(), void this.synced.add(String(path)));
      }
      return handle;
    });
    jest.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
      const entries = statSync(from).isDirectory() ? await promises.readdir(from, { recursive: true }) : [];
      const paths = [String(from), ...entries.map((entry) => join(String(from), entry))];
      this.renames.push({ to: String(to), unsafe: paths.filter((path) => !this.synced.has(path)) });
      this.synced.delete(join(String(to), '..'));
      await rename(from, to);
    });
  }

  /** Whether the names in a folder are on the disk since the last rename into it. */
  hasNamesOf(folder: string): boolean {
    return this.synced.has(folder);
  }
}

describe('tables in a folder', () => {
  let root: string;
  let place: FolderPlace;
  let disk: Disk;

  beforeEach(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'dw-folder-place-')));
    disk = new Disk();
    place = await FolderPlace.open(join(root, 'deep/out'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  });

  async function put(rows: number, names: readonly string[], append = false, all = names): Promise<void> {
    const room = await place.makeRoom('shop__orders');
    for (const name of names) {
      await mkdir(join(room, name, '..'), { recursive: true });
      writeFileSync(join(room, name), 'row\n'.repeat(rows));
    }
    await place.put(room, markerOf(rows, all), append);
  }

  it('are on the disk before they have their names, and their names before the old ones are gone', async () => {
    await put(3, ['part-00000.csv', 'region=north/part-0.csv']);
    await put(4, ['part-00001.csv'], true, ['part-00000.csv', 'region=north/part-0.csv', 'part-00001.csv']);
    const table = join(root, 'deep/out/shop__orders');
    const arrivals = disk.renames.filter(({ to }) => to === table);
    expect(arrivals).toEqual([{ to: table, unsafe: [] }, { to: table, unsafe: [] }]);
    for (const folder of ['deep/out', 'deep', '.']) expect([folder, disk.hasNamesOf(join(root, folder))]).toEqual([folder, true]);
    await place.remove('shop__orders');
    expect([existsSync(table), disk.hasNamesOf(join(root, 'deep/out'))]).toEqual([false, true]);
  });

  it('are whole after a power cut that took what was not on the disk', async () => {
    await put(3, ['part-00000.csv']);
    const room = await place.makeRoom('shop__orders');
    writeFileSync(join(room, 'part-00000.csv'), 'new\n');
    truncateSync(join(room, 'part-00000.csv'), 1);
    const again = await FolderPlace.open(place.location);
    expect(await again.marker('shop__orders')).toMatchObject({ rows: 3 });
    expect([existsSync(room), statSync(join(root, 'deep/out/shop__orders/part-00000.csv')).size]).toEqual([false, 12]);
  });
});
