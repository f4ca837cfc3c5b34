import { takeTurn, type StopGuard } from '@dw-sim/warehouse-core';
import { Semaphore } from 'async-mutex';
import { SqliteChild, type ChildSettings } from './child-process';

/** Processes that read at the same time; further queries wait. */
const READER_LIMIT = 8;
/** Idle processes kept, since starting one takes about a tenth of a second. */
const IDLE_LIMIT = 2;

/** A reading process on loan. */
export interface LentReader {
  readonly child: SqliteChild;
  /** Gives it back: an idle one is kept for the next query, a stopped one is gone. */
  giveBack(): Promise<void>;
}

/** Reading processes, one per running query. */
export class ReaderPool {
  private readonly places = new Semaphore(READER_LIMIT);
  private readonly idle: SqliteChild[] = [];
  private closed = false;

  constructor(private readonly settings: ChildSettings) {}

  /** @throws AppError `timeout`, `aborted`, `warehouse_unavailable` */
  async lend(guard: StopGuard): Promise<LentReader> {
    const release = await takeTurn(this.places, guard);
    try {
      const child = this.takeIdle() ?? (await SqliteChild.start(this.settings));
      return { child, giveBack: () => this.takeBack(child).finally(release) };
    } catch (error) {
      release();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.idle.splice(0).map((child) => child.stop()));
  }

  private takeIdle(): SqliteChild | undefined {
    let child = this.idle.pop();
    while (child && !child.isAlive) child = this.idle.pop();
    return child;
  }

  private async takeBack(child: SqliteChild): Promise<void> {
    if (child.isAlive && !this.closed && this.idle.length < IDLE_LIMIT) this.idle.push(child);
    else await child.stop();
  }
}
