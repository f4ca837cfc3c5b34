import { Injectable } from '@nestjs/common';
import { MetadataStore, RunEventEntity } from '@dw-sim/api-metadata';
import type { RunEvent, RunEventBody } from '@dw-sim/contracts';
import { Mutex } from 'async-mutex';
import { filter, map, Subject, type Observable } from 'rxjs';
import { LessThan, MoreThan, type EntityManager } from 'typeorm';

/** A run as its events name it. */
export interface RunIdentity {
  readonly id: number;
  readonly experiment: string;
}

/** An event with its place among the events of all runs: later ones have higher numbers, with gaps. */
export interface LoggedEvent {
  readonly position: number;
  readonly event: RunEvent;
}

/** Adds an event inside the transaction of {@link RunLog.write}. */
export type Emit = (run: RunIdentity, body: RunEventBody) => Promise<RunEvent>;

const ENDS: readonly RunEventBody['type'][] = ['completed', 'failed', 'aborted'];

/** What must still be stored when the disk is full: how a run ends, and rows that are in a table and must not be added again. */
function mayUseReserve(body: RunEventBody): boolean {
  return ENDS.includes(body.type) || (body.type === 'table-completed' && body.phase === 'load');
}

/**
 * The log of every run. An event is stored before anybody hears of it. `seq` is given without gaps; of the progress
 * events, of which only the latest means anything, the log keeps the latest alone, so that it stays small.
 */
@Injectable()
export class RunLog {
  private readonly order = new Mutex();
  private readonly appended = new Subject<LoggedEvent>();
  private lastPosition: number | undefined;

  /** Events of all runs from now on, in the order of their positions. */
  readonly liveOfAll: Observable<LoggedEvent> = this.appended.asObservable();

  constructor(private readonly store: MetadataStore) {}

  /** Stores an event, together with a change that it tells of, and publishes it. Not for use inside a transaction. */
  append(run: RunIdentity, body: RunEventBody, change?: (manager: EntityManager, event: RunEvent) => Promise<unknown>): Promise<RunEvent> {
    const work = async (manager: EntityManager, emit: Emit): Promise<RunEvent> => {
      const event = await emit(run, body);
      await change?.(manager, event);
      return event;
    };
    return this.write(work, { mayUseReserve: mayUseReserve(body) });
  }

  /** Changes runs and logs it, all or nothing; the events are published once they are stored. Not for use inside a transaction. */
  write<T>(work: (manager: EntityManager, emit: Emit) => Promise<T>, options: { readonly mayUseReserve?: boolean } = {}): Promise<T> {
    return this.order.runExclusive(async () => {
      let emitted: LoggedEvent[] = [];
      const result = await this.store.transaction((manager) => {
        // A full disk makes the store try once more.
        emitted = [];
        return work(manager, async (run, body) => {
          const logged = await this.insert(manager, run, body);
          emitted.push(logged);
          return logged.event;
        });
      }, options);
      for (const logged of emitted) this.appended.next(logged);
      return result;
    });
  }

  /** The stored events of a run with a `seq` above `after`, in order. */
  read(runId: number, after = 0): Promise<readonly RunEvent[]> {
    return this.store.read(async (manager) => {
      const rows = await manager.find(RunEventEntity, { where: { runId, seq: MoreThan(after) }, order: { seq: 'ASC' } });
      return rows.map(({ payload }) => payload);
    });
  }

  /** Events of a run from now on. */
  live(runId: number): Observable<RunEvent> {
    return this.appended.pipe(filter(({ event }) => event.run_id === runId), map(({ event }) => event));
  }

  /** The first stored events of all runs above a position, in order. */
  readAll(after: number, limit: number): Promise<readonly LoggedEvent[]> {
    return this.store.read(async (manager) => {
      const rows = await manager.find(RunEventEntity, { where: { position: MoreThan(after) }, order: { position: 'ASC' }, take: limit });
      return rows.map(({ position, payload }) => ({ position, event: payload }));
    });
  }

  /** Highest `seq` of a run's stored events; 0 where there is none. */
  latestOf(runId: number): Promise<number> {
    return this.store.read((manager) => latestSeq(manager, runId));
  }

  /** Highest position of a stored event; 0 where there is none. */
  latestPosition(): Promise<number> {
    return this.store.read(async (manager) => Number((await manager.maximum(RunEventEntity, 'position')) ?? 0));
  }

  private async insert(manager: EntityManager, run: RunIdentity, body: RunEventBody): Promise<LoggedEvent> {
    const seq = (await latestSeq(manager, run.id)) + 1;
    const event: RunEvent = { run_id: run.id, experiment: run.experiment, seq, at: new Date().toISOString(), ...body };
    this.lastPosition = (this.lastPosition ?? (await this.latestPosition())) + 1;
    const row: RunEventEntity = { runId: run.id, seq, position: this.lastPosition, type: event.type, payload: event };
    await manager.save(RunEventEntity, row);
    if (event.type === 'progress') await manager.delete(RunEventEntity, { runId: run.id, type: 'progress', seq: LessThan(seq) });
    return { position: row.position, event };
  }
}

async function latestSeq(manager: EntityManager, runId: number): Promise<number> {
  return Number((await manager.maximum(RunEventEntity, 'seq', { runId })) ?? 0);
}
