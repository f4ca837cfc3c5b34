import { AsyncLocalStorage } from 'node:async_hooks';
import { Mutex } from 'async-mutex';
import type { DataSource, EntityManager } from 'typeorm';

/** A piece of work that has the connection. */
interface Turn {
  readonly manager: EntityManager;
  readonly inTransaction: boolean;
  ended: boolean;
}

/**
 * The only way to the metadata. TypeORM has one connection to an SQLite file and sends every statement over it at once,
 * so that two transactions at a time become one: what one commits is lost when the other rolls back. The store gives
 * the connection to one piece of work at a time. PostgreSQL has a pool and needs no turns.
 */
export class MetadataStore {
  private readonly turns = new Mutex();
  private readonly current = new AsyncLocalStorage<Turn>();
  private readonly hasOneConnection: boolean;

  constructor(private readonly source: DataSource) {
    this.hasOneConnection = source.options.type === 'better-sqlite3';
  }

  /** Runs reading work. Inside a transaction it reads what that has written. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const turn = this.running();
    return turn ? work(turn.manager) : this.inTurn((manager) => this.as({ manager, inTransaction: false, ended: false }, work));
  }

  /**
   * Runs work all or nothing: an error rolls everything back and is thrown on. Inside another transaction it becomes a
   * part of that one. Wait for nothing slow in it: everybody else waits too.
   */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const turn = this.running();
    if (turn?.inTransaction) return work(turn.manager);
    if (turn) throw new Error('A transaction cannot begin inside a read');
    return this.inTurn((source) => source.transaction((manager) => this.as({ manager, inTransaction: true, ended: false }, work)));
  }

  /** Waits for work in progress and closes the connection. */
  async close(): Promise<void> {
    await this.turns.runExclusive(() => this.source.destroy());
  }

  /** The turn that this code runs in. Work that outlived its turn has none. */
  private running(): Turn | undefined {
    const turn = this.current.getStore();
    return turn && !turn.ended ? turn : undefined;
  }

  private inTurn<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.hasOneConnection ? this.turns.runExclusive(() => work(this.source.manager)) : work(this.source.manager);
  }

  private async as<T>(turn: Turn, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.current.run(turn, () => work(turn.manager));
    } finally {
      turn.ended = true;
    }
  }
}
