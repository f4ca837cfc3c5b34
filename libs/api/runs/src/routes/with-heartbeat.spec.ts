import type { MessageEvent } from '@nestjs/common';
import { Subject } from 'rxjs';
import { HEARTBEAT_MS, withHeartbeat } from './with-heartbeat';

describe('withHeartbeat', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('greets, beats while the stream is quiet, and ends with it', () => {
    const messages = new Subject<MessageEvent>();
    const received: MessageEvent[] = [];
    let ended = false;
    withHeartbeat(messages, 7).subscribe({ next: (message) => received.push(message), complete: () => (ended = true) });
    jest.advanceTimersByTime(2 * HEARTBEAT_MS);
    messages.next({ data: 'a' });
    // The id: a client that leaves now goes on from there. Nest would make up one.
    expect(received).toEqual([{ comment: 'connected', retry: 2_000, id: '7' }, { comment: 'still here' }, { comment: 'still here' }, { data: 'a' }]);
    messages.complete();
    expect([ended, jest.getTimerCount()]).toEqual([true, 0]);
  });

  it('stops when nobody listens', () => {
    withHeartbeat(new Subject(), 0).subscribe().unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });
});
