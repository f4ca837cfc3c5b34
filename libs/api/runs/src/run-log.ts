import { Injectable } from '@nestjs/common';
import { MetadataStore, RunEventEntity } from '@dw-sim/api-metadata';
import type { RunEvent, RunEventBody } from '@dw-sim/contracts';
import { Mutex } from 'async-mutex';
import { filter, Subject, type Observable } from 'rxjs';
import { LessThan, MoreThan, type EntityManager } from 'typeorm';

/** A run as its events name it. */
export interface RunIdentity {
  readonly id: number;
  readonly experiment: string;
}

/** What must still be stored when the disk is full. */
const ENDS: readonly RunEventBody['type'][] = ['completed', 'failed', 'aborted'];

/**
 * The log of every run. An event is stored before anybody hears of it. `seq` is given without gaps; of the progress
 * events, of which only the latest means anything, the log keeps the latest alone, so that it stays small.
 */
@Injectable()
export class RunLog {
  private readonly order = new Mutex();
  private readonly appended = new Subject<RunEvent>();

  constructor(private readonly store: MetadataStore) {}

  /** Stores an event, together with a change that it tells of, and publishes it. Not for use inside a transaction. */
  append(run: RunIdentity, body: RunEventBody, change?: (manager: EntityManager) => Promise<unknown>): Promise<RunEvent> {
    return this.order.runExclusive(async () => {
      const work = async (manager: EntityManager): Promise<RunEvent> => {
        await change?.(manager);
        return insertEvent(manager, run, body);
      };
      const event = await this.store.transaction(work, { mayUseReserve: ENDS.includes(body.type) });
      this.appended.next(event);
      return event;
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
    return this.appended.pipe(filter((event) => event.run_id === runId));
  }
}

/** Writes the next event of a run, inside a transaction. */
export async function insertEvent(manager: EntityManager, run: RunIdentity, body: RunEventBody): Promise<RunEvent> {
  const last = (await manager.maximum(RunEventEntity, 'seq', { runId: run.id })) ?? 0;
  const event: RunEvent = { run_id: run.id, experiment: run.experiment, seq: last + 1, at: new Date().toISOString(), ...body };
  const row: RunEventEntity = { runId: run.id, seq: event.seq, type: event.type, payload: event };
  await manager.save(RunEventEntity, row);
  if (event.type === 'progress') await manager.delete(RunEventEntity, { runId: run.id, type: 'progress', seq: LessThan(event.seq) });
  return event;
}
