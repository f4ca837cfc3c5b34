import { rm } from 'node:fs/promises';
import { AppError } from '@dw-sim/contracts';
import { inTurn, StopGuard, takeTurn, type LoadOptions, type LoadResult, type StagedTable, type StopConditions } from '@dw-sim/warehouse-core';
import { Semaphore } from 'async-mutex';
import { SqliteChild, type ChildSettings } from './child-process';
import { stagedRowsPath } from './protocol';
import type { LentReader } from './reader-pool';

/** The one process that writes, one thing at a time. It is killed to stop a load, and started again when needed. */
export class SqliteWriter {
  private readonly turns = new Semaphore(1);
  private child?: SqliteChild;
  private closed = false;

  constructor(private readonly settings: ChildSettings) {}

  /** Does something in the writing process, when it is its turn; the conditions end the waiting. */
  write<T>(work: (child: SqliteChild) => Promise<T>, conditions: StopConditions = {}): Promise<T> {
    return inTurn(this.turns, 'change of tables', conditions, async () => work(await this.running()));
  }

  /** Lends the process for a while, when it is its turn. Where it was killed, another one takes its place. */
  async lend(guard: StopGuard): Promise<LentReader> {
    const release = await takeTurn(this.turns, guard);
    try {
      const child = await this.running();
      return { child, giveBack: () => (child.isAlive ? Promise.resolve() : this.stop(child)).finally(release) };
    } catch (error) {
      release();
      throw error;
    }
  }

  load(staged: StagedTable, { mode = 'replace', signal, onProgress, beforeCommit }: LoadOptions): Promise<LoadResult> {
    const subject = `load of table "${staged.table.name}"`;
    return inTurn(this.turns, subject, { signal }, async () => {
      const child = await this.running();
      const guard = new StopGuard(subject, { signal }, () => child.kill());
      try {
        guard.check();
        const commits = () => {
          guard.release();
          beforeCommit?.();
        };
        return await child.call('loadTable', [staged, mode], { onProgress, beforeCommit: commits });
      } catch (error) {
        // Expected: a load that failed; the stop's reason where the process was killed, once its locks are gone.
        if (guard.reason) await this.stop(child);
        throw guard.reason ?? error;
      } finally {
        guard.release();
      }
    });
  }

  /** Waits for what is being written, then closes the file, so that it is whole without its log, and ends the process. */
  async close(): Promise<void> {
    await this.turns.runExclusive(async () => {
      this.closed = true;
      // Expected: a process that has died; its log is taken over at the next start.
      if (this.child?.isAlive) await this.child.call('close', []).catch(() => undefined);
      await this.child?.stop();
    });
  }

  private async stop(child: SqliteChild): Promise<void> {
    await child.stop();
    await rm(stagedRowsPath(this.settings), { force: true });
  }

  private async running(): Promise<SqliteChild> {
    if (this.closed) throw new AppError('warehouse_unavailable', 'The SQLite warehouse is closed.');
    if (!this.child?.isAlive) this.child = await SqliteChild.start(this.settings);
    return this.child;
  }
}
