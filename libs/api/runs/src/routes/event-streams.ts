import { Injectable, type MessageEvent } from '@nestjs/common';
import { TERMINAL_RUN_STATUSES, type RunStatus } from '@dw-sim/contracts';
import type { Response } from 'express';
import { EMPTY, filter, map, type Observable } from 'rxjs';
import { replayStream, type ReplaySource } from '../replay-stream';
import { runEventStream } from '../run-event-stream';
import { RunLog, type LoggedEvent } from '../run-log';
import { withHeartbeat } from './with-heartbeat';

/** Stored events that are read at a time for a client that comes back. */
const BATCH = 500;

/** Where a client wants its stream to begin. */
export interface StreamStart {
  /** The header `Last-Event-ID`, which browsers send when they connect again. */
  readonly header: string | undefined;
  /** The same in the query, for clients that can't set headers. */
  readonly query: number | undefined;
}

/** The event streams of a run and of the whole server. */
@Injectable()
export class EventStreams {
  constructor(private readonly log: RunLog) {}

  /** The events of a run up to its end; nothing and status 204 for a client that has them all. */
  async ofRun({ id, status }: { readonly id: number; readonly status: RunStatus }, start: StreamStart, response: Response): Promise<Observable<MessageEvent>> {
    // A higher one is of another run, or of other metadata.
    const after = Math.min(numberOf(start) ?? 0, await this.log.latestOf(id));
    if (TERMINAL_RUN_STATUSES.includes(status) && (await this.log.read(id, after)).length === 0) {
      // Tells an EventSource not to come back.
      response.status(204).end();
      return EMPTY;
    }
    return withHeartbeat(runEventStream(this.log, id, after).pipe(map((event) => ({ id: String(event.seq), type: event.type, data: event }))), after);
  }

  /** The events of all runs, from now on or after a position. It ends with the server. */
  async ofAll(start: StreamStart, experiment: string | undefined): Promise<Observable<MessageEvent>> {
    const latest = await this.log.latestPosition();
    const source: ReplaySource<LoggedEvent> = {
      read: (position: number) => this.log.readAll(position, BATCH),
      batchSize: BATCH,
      live: this.log.liveOfAll,
      numberOf: ({ position }) => position,
    };
    // A higher one is of other metadata: those events will never come.
    const after = Math.min(numberOf(start) ?? latest, latest);
    const events = replayStream(source, after);
    const wanted = experiment === undefined ? events : events.pipe(filter(({ event }) => event.experiment.toLowerCase() === experiment.toLowerCase()));
    return withHeartbeat(wanted.pipe(map(({ position, event }) => ({ id: String(position), type: event.type, data: event }))), after);
  }
}

function numberOf({ header, query }: StreamStart): number | undefined {
  return /^\d{1,15}$/.test(header ?? '') ? Number(header) : query;
}
