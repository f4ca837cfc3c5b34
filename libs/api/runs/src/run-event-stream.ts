import { terminalStatusOf, type RunEvent } from '@dw-sim/contracts';
import { Observable } from 'rxjs';

/** Where a stream takes its events from. */
export interface EventSource {
  read(runId: number, after: number): Promise<readonly RunEvent[]>;
  live(runId: number): Observable<RunEvent>;
}

/**
 * Every event of a run after `after`, stored ones first, each once and in order, up to the terminal one. What happens
 * while the stored events are read is held back until they are out.
 */
export function runEventStream(source: EventSource, runId: number, after: number): Observable<RunEvent> {
  return new Observable((subscriber) => {
    let last = after;
    let held: RunEvent[] | undefined = [];
    const emit = (event: RunEvent) => {
      if (event.seq <= last) return;
      last = event.seq;
      subscriber.next(event);
      if (terminalStatusOf(event)) subscriber.complete();
    };
    const release = (stored: readonly RunEvent[]) => {
      for (const event of [...stored, ...(held ?? [])]) emit(event);
      held = undefined;
    };
    const subscription = source.live(runId).subscribe((event) => (held ? held.push(event) : emit(event)));
    source.read(runId, after).then(release, (error: unknown) => subscriber.error(error));
    return subscription;
  });
}
