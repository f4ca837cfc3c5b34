import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@dw-sim/contracts';
import { Mutex } from 'async-mutex';
import type { DataSource, EntityManager } from 'typeorm';
import type { SpaceReserve } from './space-reserve';

/** A piece of work that has the connection. */
interface Turn {
  readonly manager: EntityManager;
  readonly inTransaction: boolean;
  ended: boolean;
}

export interface TransactionOptions {
  /** It may use the reserved space where the disk is full: the end of a run, and what makes room. */
  readonly mayUseReserve?: boolean;
}

/** Codes of SQLite and PostgreSQL. */
const FULL = ['SQLITE_FULL', '53100'];
/** What SQLite says of a file that it can't write (https://www.sqlite.org/rescode.html). */
const UNWRITABLE: Readonly<Record<string, string>> = {
  SQLITE_IOERR: 'the disk reports an error, or a file would be larger than is allowed',
  SQLITE_READONLY: 'this user may not write there',
  SQLITE_CANTOPEN: 'a file beside it cannot be made',
};

/**
 * The only way to the metadata. TypeORM has one connection to an SQLite file and sends every statement over it at once,
 * so that two transactions at a time become one: what one commits is lost when the other rolls back. The store gives
 * the connection to one piece of work at a time. PostgreSQL has a pool and needs no turns.
 */
export class MetadataStore {
  private readonly turns = new Mutex();
  private readonly current = new AsyncLocalStorage<Turn>();
  private readonly hasOneConnection: boolean;

  constructor(
    private readonly source: DataSource,
    private readonly reserve?: SpaceReserve,
  ) {
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
   * @throws AppError `storage_full` where the disk is full, `data_root_unusable` where it can't be written otherwise; what `work` throws
   */
  transaction<T>(work: (manager: EntityManager) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const turn = this.running();
    if (turn?.inTransaction) return work(turn.manager);
    if (turn) throw new Error('A transaction cannot begin inside a read');
    return this.inTurn((source) => this.attempt(source, work, options));
  }

  /** Puts the reserved space aside again. */
  refillReserve(): void {
    this.reserve?.refill();
  }

  private async attempt<T>(source: EntityManager, work: (manager: EntityManager) => Promise<T>, { mayUseReserve = false }: TransactionOptions): Promise<T> {
    try {
      return await source.transaction((manager) => this.as({ manager, inTransaction: true, ended: false }, work));
    } catch (error) {
      const unwritable = unwritableReason(error);
      if (unwritable !== undefined) throw new AppError('data_root_unusable', `The metadata${this.place} cannot be written: ${unwritable}.`, { hint: 'See to it that the folder can be written to.' }, { cause: error });
      if (!isFull(error)) throw error;
      // Expected: no space is left on the device.
      if (mayUseReserve && this.reserve?.release()) return this.attempt(source, work, {});
      throw new AppError('storage_full', `The disk that holds the metadata${this.place} is full.`, { hint: 'Free some space: other files on the disk, or experiments and runs that are not needed.' }, { cause: error });
    }
  }

  /** Waits for work in progress and closes the connection. */
  async close(): Promise<void> {
    await this.turns.runExclusive(() => this.source.destroy());
  }

  /** Where it is, for messages; nothing of a server's address. */
  private get place(): string {
    const { options } = this.source;
    return options.type === 'better-sqlite3' ? ` in ${options.database}` : '';
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

function isFull(error: unknown): boolean {
  return FULL.includes(driverCode(error));
}

function unwritableReason(error: unknown): string | undefined {
  const code = driverCode(error);
  return Object.entries(UNWRITABLE).find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** Empty where it is none of the database. */
function driverCode(error: unknown): string {
  return (error as { readonly driverError?: { readonly code?: string } }).driverError?.code ?? '';
}
