import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { damagedRun, type FileFault } from '../file-check';
import { FolderStore } from '../folder-store';
import { RemovalJournal } from '../removal-journal';
import { readManifest, writeManifest, type RunManifest } from '../run-manifest';
import { manifestPath, runOfFolder, tablePath, type RunKey } from '../staged-paths';
import type { KeptRuns, LocalRun, RemoteTable, StagingStore, SweepReport, TrashedFiles } from '../staging-store';
import { inParallel } from '../task-queue';
import { writingTo } from '../write-failure';
import { writeAside } from '../write-aside';
import { S3Bucket, type S3Object } from './s3-bucket';
import type { S3Settings } from './s3-settings';
import { S3Staging } from './s3-staging';

/** Everything of ours is below it. */
const ROOT = 'experiments';
const DOWNLOADS = 4;

/**
 * Staged runs in a bucket: `experiments/<experiment>/<table>/run_<id>/part-NNNNN.parquet`, and
 * `experiments/<experiment>/run_<id>/manifest.json`, without which a run is not staged. A folder of the same layout is the
 * cache that engines load from: what is missing or damaged there is downloaded.
 */
export class S3Store implements StagingStore {
  readonly kind = 's3';
  readonly bucket: S3Bucket;
  private readonly journal: RemovalJournal;
  /** Runs in the journal that somebody here is at work on. */
  private readonly held = new Set<number>();

  constructor(
    settings: S3Settings,
    private readonly cache: FolderStore,
  ) {
    this.bucket = new S3Bucket(settings);
    this.journal = new RemovalJournal(join(cache.location, '.removals'));
  }

  get location(): string {
    return this.bucket.location;
  }

  /** Key of a place below the experiments. */
  keyOf(place: string): string {
    return `${ROOT}/${place}`;
  }

  async begin(run: RunKey, signal?: AbortSignal, resumed?: number): Promise<S3Staging> {
    // A wrong setting is heard before the first row, not after the last one.
    await this.bucket.probe(signal);
    await writingTo(this.cache.location, () => this.hold(run));
    return new S3Staging(this, await this.cache.begin(run, signal, resumed), run, signal);
  }

  /** A recorded run is no longer to be removed. */
  async settled(run: RunKey): Promise<void> {
    await this.journal.done(run);
    this.release(run);
  }

  /** Leaves what is to be removed of a run to the next sweep. */
  release({ runId }: RunKey): void {
    this.held.delete(runId);
  }

  async find(run: RunKey, signal?: AbortSignal): Promise<RunManifest> {
    const manifest = await this.cache.manifest(run).catch(() => undefined);
    if (manifest) return manifest;
    // Expected: no copy here, or a damaged one.
    const text = await this.bucket.getText(this.keyOf(manifestPath(run)), signal);
    const place = `${this.location}/${this.keyOf(manifestPath(run))}`;
    if (text === undefined) throw new AppError('not_found', `The files of run ${run.runId} of experiment "${run.experiment}" are missing: there is no ${place}.`, { hint: 'Generate anew.' });
    return readManifest(text, place);
  }

  async fetch(run: RunKey, signal?: AbortSignal): Promise<LocalRun> {
    const manifest = await this.find(run, signal);
    const faults = await this.cache.faults(manifest, true, signal);
    await writingTo(this.cache.location, async () => {
      await this.download(manifest, faults, signal);
      await writeAside(this.cache.pathOf(manifestPath(run)), writeManifest(manifest));
    });
    return this.withRemote(this.cache.localRun(manifest));
  }

  /** Adds where the files of a run are in the bucket. */
  withRemote(run: LocalRun): LocalRun {
    const { endpoint } = this.bucket.settings;
    const urlOf = (path: string) => `${this.location}/${this.keyOf(path)}`;
    const { experiment, run_id: runId, tables } = run.manifest;
    const remote = tables.map(({ table, files }): [string, RemoteTable] => [
      table,
      { folder: `${urlOf(tablePath({ experiment, runId }, table))}/`, files: files.map(({ path, bytes }) => ({ url: urlOf(path), bytes })), endpoint },
    ]);
    return { ...run, remote: new Map(remote) };
  }

  dropParts(runId: number): Promise<void> {
    return this.cache.dropParts(runId);
  }

  async removeRun(run: RunKey): Promise<void> {
    await this.journal.add({ ...run, location: this.location });
    await this.cache.removeRun(run);
    await this.removeObjects(run);
  }

  async trash(experiment: string, runIds: readonly number[]): Promise<TrashedFiles> {
    const runs = runIds.map((runId) => ({ experiment, runId }));
    const keys = (await Promise.all(runs.map((run) => this.objectsOf(run)))).flat().map(({ key }) => key);
    const local = await this.cache.trash(experiment);
    for (const run of runs) await this.hold(run);
    return {
      fileCount: keys.filter((key) => key.endsWith('.parquet')).length,
      restore: async () => {
        await local.restore();
        for (const run of runs) await this.settled(run);
      },
      remove: async () => {
        runs.forEach((run) => this.release(run));
        await local.remove();
        for (const run of runs) await this.removeObjects(run);
      },
    };
  }

  async sweep(keeps: KeptRuns): Promise<SweepReport> {
    for (const run of await this.journal.pending()) if (keeps.isStaged(run.runId)) await this.journal.done(run);
    const { removed } = await this.cache.sweep(keeps);
    return { removed, failures: await this.retryRemovals() };
  }

  async retryRemovals(): Promise<readonly string[]> {
    const waiting = (await this.journal.pending()).filter(({ runId }) => !this.held.has(runId));
    const elsewhere = waiting.filter(({ location }) => location !== this.location);
    const failures = elsewhere.map((run) => failure(run, `They are in ${run.location}, and this server stages to ${this.location}.`));
    for (const run of waiting.filter(({ location }) => location === this.location)) {
      try {
        await this.removeObjects(run);
      } catch (error) {
        // Expected: a bucket out of reach. The others would wait as long for the same answer.
        return [...failures, failure(run, (error as Error).message)];
      }
    }
    return failures;
  }

  probe(signal?: AbortSignal): Promise<number> {
    return this.bucket.probe(signal);
  }

  close(): Promise<void> {
    return this.bucket.close();
  }

  /** Removes a run's objects, the manifest first, and strikes it off the journal. */
  async removeObjects(run: RunKey): Promise<void> {
    const keys = (await this.objectsOf(run)).map(({ key }) => key);
    const manifest = this.keyOf(manifestPath(run));
    if (keys.includes(manifest)) await this.bucket.remove([manifest]);
    await this.bucket.remove(keys.filter((key) => key !== manifest));
    await this.bucket.removeUploads(this.keyOf(`${run.experiment}/`), (key) => this.isOf(run, key));
    await this.settled(run);
  }

  /** What is there of a run, its manifest included. */
  async objectsOf(run: RunKey, signal?: AbortSignal): Promise<readonly S3Object[]> {
    const objects = await this.bucket.list(this.keyOf(`${run.experiment}/`), signal);
    return objects.filter(({ key }) => this.isOf(run, key));
  }

  private async hold(run: RunKey): Promise<void> {
    this.held.add(run.runId);
    await this.journal.add({ ...run, location: this.location });
  }

  /** A table may be named as the folder of a run is: the last folder of a key tells. */
  private isOf({ runId }: RunKey, key: string): boolean {
    return runOfFolder(key.split('/').at(-2) ?? '') === runId;
  }

  private async download(manifest: RunManifest, faults: readonly FileFault[], signal?: AbortSignal): Promise<void> {
    const missing: FileFault[] = [];
    await inParallel(faults, DOWNLOADS, async ({ file }) => {
      const target = this.cache.pathOf(file.path);
      await mkdir(dirname(target), { recursive: true });
      const beside = `${target}.${randomUUID()}.download`;
      try {
        const got = await this.bucket.getFile(this.keyOf(file.path), beside, signal);
        if (!got) missing.push({ file, missing: true, problem: 'is missing' });
        else if (got.sha256 !== file.sha256) missing.push({ file, missing: false, problem: 'was changed: its SHA-256 is another' });
        else await rename(beside, target);
      } finally {
        await rm(beside, { force: true });
      }
    });
    if (missing.length > 0) throw damagedRun(manifest, `${this.location}/${ROOT}`, missing);
  }
}

function failure({ experiment, runId }: RunKey, why: string): string {
  return `Files of run ${runId} of experiment "${experiment}" could not be removed, which is tried again. ${why}`;
}
