import type { RunEvent } from '@dw-sim/contracts';
import { runEvents } from './run-events';
import { EventSourceDouble } from './testing/event-source-double';
import { COMPLETED, STARTED, sampleEvents } from './testing/samples';

function listen() {
  const source = new EventSourceDouble('/events');
  const seen: RunEvent[] = [];
  const outcome = { completed: false, error: '' };
  const subscription = runEvents(() => source).subscribe({
    next: (event) => seen.push(event),
    complete: () => (outcome.completed = true),
    error: (error: Error) => (outcome.error = error.message),
  });
  return { source, seen, outcome, subscription };
}

describe('runEvents', () => {
  it('hands out events of every type and closes the stream after the terminal one', () => {
    const { source, seen, outcome } = listen();
    const events = sampleEvents({ type: 'queued', kind: 'generate' }, STARTED, { type: 'warning', message: 'Hm' }, COMPLETED);
    source.send(...events);
    expect(seen).toEqual(events);
    expect(outcome.completed).toBe(true);
    expect(source.isClosed).toBe(true);
  });

  it('leaves reconnecting to the browser', () => {
    const { source, seen, outcome } = listen();
    source.fail(false);
    source.send(...sampleEvents(STARTED));
    expect(outcome.error).toBe('');
    expect(seen).toHaveLength(1);
  });

  it('fails where the browser has given up', () => {
    const { source, outcome } = listen();
    source.fail(true);
    expect(outcome.error).toBe('The stream of events was refused.');
    expect(source.isClosed).toBe(true);
  });

  it('closes the stream when nobody listens any more', () => {
    const { source, subscription } = listen();
    subscription.unsubscribe();
    expect(source.isClosed).toBe(true);
  });
});
