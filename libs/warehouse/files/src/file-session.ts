import { randomBytes } from 'node:crypto';
import { AppError, formatColumnType } from '@dw-sim/contracts';
import {
  assertNoneExist, hasKey, inTurn, loadFailure, tableNotFound,
  type LoadOptions, type LoadResult, type PhysicalTable, type StagedTable, type StopConditions, type WarehouseSession, type WarehouseStatus,
} from '@dw-sim/warehouse-core';
import { Semaphore } from 'async-mutex';
import type { Converter } from './converter';
import type { FileFormat, FileOptions } from './file-options';
import type { OutputPlace } from './output-place';
import type { TableMarker } from './table-marker';

/** Tables as files in a folder or a bucket. They are written and not queried. */
export class FileSession implements WarehouseSession {
  private readonly writing = new Semaphore(1);

  constructor(
    private readonly format: FileFormat,
    private readonly options: Pick<FileOptions, 'replaceForeign'>,
    private readonly place: OutputPlace,
    private readonly converter: Converter,
  ) {}

  async createTables(tables: readonly PhysicalTable[], conditions: StopConditions = {}): Promise<void> {
    await inTurn(this.writing, 'change of tables', conditions, async () => {
      assertNoneExist(await this.existingTables(tables.map(({ name }) => name)));
      for (const { name } of tables) await this.assertOurs(name);
      const made: string[] = [];
      try {
        for (const table of tables) {
          await this.putEmpty(this.markerOf(table, 0, []));
          made.push(table.name);
        }
      } catch (error) {
        for (const name of made) await this.place.remove(name);
        throw error;
      }
    });
  }

  async dropTables(names: readonly string[]): Promise<number> {
    return this.writing.runExclusive(async () => {
      const existing = await this.existingTables(names);
      for (const name of existing) await this.place.remove(name);
      return existing.length;
    });
  }

  async truncateTables(names: readonly string[]): Promise<number> {
    return this.writing.runExclusive(async () => {
      const existing = await this.existingTables(names);
      for (const name of existing) await this.putEmpty({ ...(await this.requireMarker(name)), rows: 0, files: [] });
      return existing.length;
    });
  }

  async existingTables(names: readonly string[]): Promise<readonly string[]> {
    const markers = await Promise.all(names.map((name) => this.place.marker(name)));
    return names.filter((_, at) => markers[at] !== undefined);
  }

  async differences(table: PhysicalTable): Promise<readonly string[] | undefined> {
    const marker = await this.place.marker(table.name);
    if (!marker) return undefined;
    const wanted = this.markerOf(table, 0, []).columns;
    const missing = wanted.filter(({ name }) => !marker.columns.some((column) => column.name === name)).map(({ name }) => `lacks the column ${name}`);
    const unknown = marker.columns.filter(({ name }) => !wanted.some((column) => column.name === name)).map(({ name }) => `has the column ${name}, which the experiment lacks`);
    const other = marker.columns.flatMap((column) => {
      const now = wanted.find(({ name }) => name === column.name);
      return now && now.type !== column.type ? [`has ${column.name} as ${column.type} in place of ${now.type}`] : [];
    });
    const format = marker.format === this.format ? [] : [`holds ${marker.format} files in place of ${this.format}`];
    return [...missing, ...unknown, ...other, ...format];
  }

  async countRows(name: string): Promise<number> {
    return (await this.requireMarker(name)).rows;
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return inTurn(this.writing, `load of table "${staged.table.name}"`, { signal: options.signal }, async () => {
      const { table } = staged;
      const before = await this.requireMarker(table.name);
      const append = options.mode === 'append';
      if (append && before.rows > 0) assertAppendable(table);
      const room = await this.place.makeRoom(table.name);
      try {
        const tag = append || !this.place.swapsInOneStep ? `-${randomBytes(4).toString('hex')}` : '';
        const files = await this.converter.write(staged, room, tag, options);
        const marker = this.markerOf(table, staged.rowCount + (append ? before.rows : 0), append ? [...before.files, ...files] : files);
        await this.place.put(room, marker, append, options);
        return { rowCount: marker.rows };
      } catch (error) {
        await this.place.clear(room);
        throw error;
      }
    });
  }

  async status(): Promise<WarehouseStatus> {
    return { version: `${this.format} files in ${this.place.location}`, latencyMs: await this.place.probe() };
  }

  async close(): Promise<void> {
    await this.writing.runExclusive(() => this.place.close());
  }

  private markerOf({ name, columns }: PhysicalTable, rows: number, files: readonly string[]): TableMarker {
    const described = columns.map((column) => ({ name: column.name, type: formatColumnType(column.type), nullable: column.nullable }));
    return { made_by: 'dw-simulator', table: name, format: this.format, columns: described, rows, files };
  }

  private async putEmpty(marker: TableMarker): Promise<void> {
    await this.place.put(await this.place.makeRoom(marker.table), marker, false);
  }

  private async requireMarker(name: string): Promise<TableMarker> {
    const marker = await this.place.marker(name);
    if (!marker) throw tableNotFound(name);
    return marker;
  }

  private async assertOurs(name: string): Promise<void> {
    if (this.options.replaceForeign || !(await this.place.isForeign(name))) return;
    throw new AppError('conflict', `${this.place.location}/${name} holds files that were not written by DW Simulator.`, { hint: 'Write elsewhere, remove them, or add foreign=replace to the DSN.' });
  }
}

/** Files have no index that would find a key again. */
function assertAppendable(table: PhysicalTable): void {
  if (!hasKey(table)) return;
  throw loadFailure(table.name, 'files cannot be searched for keys that appended rows would repeat', 'Use truncate_then_insert, or a warehouse.');
}
