import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf } from './folder-entries';
import type { RunKey } from './staged-paths';
import { writeAside } from './write-aside';

/** A run of which objects may be in a bucket that nobody is to find any more. */
export interface PendingRemoval extends RunKey {
  /** Bucket and prefix that it was staged to. */
  readonly location: string;
}

/**
 * What is to be removed from a bucket, on disk: written before a run is staged and before its removal begins, taken back
 * when the one is recorded or the other done. So neither a killed server nor a bucket out of reach leaves files behind.
 */
export class RemovalJournal {
  constructor(private readonly directory: string) {}

  async add(removal: PendingRemoval): Promise<void> {
    await writeAside(this.pathOf(removal), JSON.stringify(removal));
  }

  async done(run: RunKey): Promise<void> {
    await rm(this.pathOf(run), { force: true });
  }

  async pending(): Promise<readonly PendingRemoval[]> {
    const names = (await entriesOf(this.directory)).filter((name) => name.endsWith('.json'));
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(this.directory, name), 'utf8')) as PendingRemoval));
  }

  private pathOf({ experiment, runId }: RunKey): string {
    return join(this.directory, `${experiment}.run_${runId}.json`);
  }
}
