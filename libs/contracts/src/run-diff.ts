import type { DefinitionChange } from './experiment-version';
import type { RunTable } from './run';

/** A setting of two runs that differs: `seed`, `clock`, `target`, `mode`, `rows.orders`, `generators.faker`. */
export interface SettingChange {
  readonly setting: string;
  /** Null where that run has none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** A table of two runs whose rows, bytes or checksum differ. Null: the run has no such table. */
export interface RunTableChange {
  readonly table: string;
  readonly before: Pick<RunTable, 'generated_rows' | 'loaded_rows' | 'byte_length' | 'checksum'> | null;
  readonly after: Pick<RunTable, 'generated_rows' | 'loaded_rows' | 'byte_length' | 'checksum'> | null;
  /** Names of the files that differ; empty where only counts do, or the files are not known. At most 20. */
  readonly differing_files: readonly string[];
}

/** Answer of `GET /api/runs/{before}/diff/{after}`. */
export interface RunDiff {
  readonly before: RunReference;
  readonly after: RunReference;
  readonly settings: readonly SettingChange[];
  /** What differs between the definitions of the two runs. */
  readonly definition: readonly DefinitionChange[];
  readonly tables: readonly RunTableChange[];
  /** Both runs have made files, and all of them are the same; null where one has made none. */
  readonly same_bytes: boolean | null;
}

export interface RunReference {
  readonly id: number;
  readonly experiment: string;
  readonly experiment_version: string;
}
