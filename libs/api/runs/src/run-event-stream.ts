import { terminalStatusOf, type RunEvent } from '@dw-sim/contracts';
import type { Observable } from 'rxjs';
import { replayStream } from './replay-stream';

/** Where the stream of a run takes its events from. */
export interface EventSource {
  read(runId: number, after: number): Promise<readonly RunEvent[]>;
  live(runId: number): Observable<RunEvent>;
}

/** Every event of a run after `after`, stored ones first, each once and in order, up to the terminal one. */
export function runEventStream(source: EventSource, runId: number, after: number): Observable<RunEvent> {
  return replayStream({
    read: (last) => source.read(runId, last),
    live: source.live(runId),
    numberOf: ({ seq }) => seq,
    isLast: (event) => terminalStatusOf(event) !== undefined,
  }, after);
}
