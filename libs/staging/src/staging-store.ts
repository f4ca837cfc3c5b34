import type { RunDescription, RunManifest } from './run-manifest';
import type { RunKey } from './staged-paths';

/** DI symbol of the {@link StagingStore} in force. */
export const STAGING_STORE = Symbol('STAGING_STORE');

export const STAGING_KINDS = ['folder', 's3'] as const;
export type StagingKind = (typeof STAGING_KINDS)[number];

/** A file that is written to its end. */
export interface WrittenFile {
  readonly table: string;
  /** Absolute, below the run's `directory`. */
  readonly path: string;
  readonly rows: number;
}

/** A file that a run need not write again. */
export interface FinishedFile extends WrittenFile {
  readonly bytes: number;
}

/** A run that is being staged. It ends with `commit`, `discard` or `keep`. */
export interface RunStaging {
  /** Folder to write into, one folder per table. */
  readonly directory: string;
  /** Files of the run that it resumes, compared with their digests; they count as added. */
  readonly finished: readonly FinishedFile[];
  /** Takes a file over. Never throws: what goes wrong with it shows in `commit`. */
  add(file: WrittenFile): void;
  /**
   * Puts all files and the manifest in place, on the disk, then lets the caller record it: all or nothing, a failure of
   * `record` included. Where the signal fired, the caller still says `discard` or `keep`.
   * @throws AppError `staging_unavailable`, `storage_full`, `aborted`
   */
  commit(description: RunDescription, record: (manifest: RunManifest) => Promise<void>): Promise<LocalRun>;
  /** Removes what is there of the run. What can't be removed now is removed at the next sweep. Never throws. */
  discard(): Promise<void>;
  /** Stops, and leaves the files that were added for a run that resumes this one. Never throws. */
  keep(): Promise<void>;
}

/** A run's files, to be read from this machine. */
export interface LocalRun {
  readonly manifest: RunManifest;
  /** Absolute paths in row order, by table. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** The same files in a bucket, by table; none where they are in a folder alone. */
  readonly remote?: ReadonlyMap<string, RemoteTable>;
}

/** Files of one table of a run in a bucket. */
export interface RemoteTable {
  /** `s3://bucket/…/run_7/`: holds the table's files and nothing else. */
  readonly folder: string;
  /** In row order. */
  readonly files: readonly { readonly url: string; readonly bytes: number }[];
  /** URL of an S3-compatible server; null for AWS. */
  readonly endpoint: string | null;
}

/** Files that were put aside, to be removed or put back. */
export interface TrashedFiles {
  readonly fileCount: number;
  restore(): Promise<void>;
  /** @throws AppError `staging_unavailable` where some stay; the next sweep tries again */
  remove(): Promise<void>;
}

/** Runs whose files a sweep leaves where they are. */
export interface KeptRuns {
  isStaged(runId: number): boolean;
  /** It can be resumed: its finished files stay. */
  isResumable(runId: number): boolean;
  /** Files that were put aside may be put back: only at the start is nobody at it. */
  readonly leavesTrash?: boolean;
}

export interface SweepReport {
  /** Folders of runs that were removed. */
  readonly removed: number;
  /** What could not be removed, in a sentence each. */
  readonly failures: readonly string[];
}

/** Where the Parquet files of runs are kept: staged in one step, found by their manifest, removed with their experiment. */
export interface StagingStore {
  readonly kind: StagingKind;
  /** A folder, or `s3://bucket/prefix`. */
  readonly location: string;
  /** @param resumed run whose files are taken over as far as they are whole: itself, or an earlier one of the experiment */
  begin(run: RunKey, signal?: AbortSignal, resumed?: number): Promise<RunStaging>;
  /**
   * The manifest of a run whose files are all there, as far as a look tells: without reading them.
   * @throws AppError `not_found` where the manifest or a file is missing, `staging_damaged`, `staging_unavailable`
   */
  find(run: RunKey, signal?: AbortSignal): Promise<RunManifest>;
  /**
   * Brings a run's files to this machine where they are not, and compares every byte with the manifest.
   * @throws AppError as `find`, `aborted`
   */
  fetch(run: RunKey, signal?: AbortSignal): Promise<LocalRun>;
  /** Removes the parts that an unfinished run has kept. */
  dropParts(runId: number): Promise<void>;
  /** Removes all files of a run. @throws AppError `staging_unavailable`; the next sweep tries again */
  removeRun(run: RunKey): Promise<void>;
  /** Puts all files of an experiment aside. `runIds`: its runs that have files. */
  trash(experiment: string, runIds: readonly number[]): Promise<TrashedFiles>;
  /** Removes what a server that was killed has left, and what could not be removed before. Runs that are staged meanwhile must count as kept. */
  sweep(keeps: KeptRuns): Promise<SweepReport>;
  /** Removes what could not be removed before. Never throws. */
  retryRemovals(): Promise<readonly string[]>;
  /** Milliseconds until the store answered. @throws AppError `staging_unavailable` */
  probe(signal?: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
