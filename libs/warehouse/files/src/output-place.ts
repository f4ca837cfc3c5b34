import type { LoadOptions } from '@dw-sim/warehouse-core';
import type { TableMarker } from './table-marker';

/** Where the files of tables are kept, one folder per table. */
export interface OutputPlace {
  /** A folder, or `s3://bucket/prefix`. */
  readonly location: string;
  /** A table's old files are gone in the step that brings the new ones; else these need names of their own. */
  readonly swapsInOneStep: boolean;
  /** Undefined where there is no table of ours. */
  marker(table: string): Promise<TableMarker | undefined>;
  /** Files that are not ours stand where the table would. */
  isForeign(table: string): Promise<boolean>;
  /** A folder to write a table's files into before `put`. */
  makeRoom(table: string): Promise<string>;
  /** Puts the files of a room in place of what the table has: all or nothing, and the room is gone. `append` keeps the old ones. Until `beforeCommit` is called, all is as before. */
  put(room: string, marker: TableMarker, append: boolean, options?: Pick<LoadOptions, 'signal' | 'beforeCommit'>): Promise<void>;
  /** Removes a room that is not needed. */
  clear(room: string): Promise<void>;
  remove(table: string): Promise<void>;
  /** Milliseconds until the place answered. */
  probe(): Promise<number>;
  close(): Promise<void>;
}
