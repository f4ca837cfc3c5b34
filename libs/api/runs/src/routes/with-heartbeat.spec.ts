import type { MessageEvent } from '@nestjs/common';
import { Subject } from 'rxjs';
import { GREETING, HEARTBEAT_MS, withHeartbeat } from './with-heartbeat';

describe('withHeartbeat', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('greets, beats while the stream is quiet, and ends with it', () => {
    const messages = new Subject<MessageEvent>();
    const received: MessageEvent[] = [];
    let ended = false;
    withHeartbeat(messages).subscribe({ next: (message) => received.push(message), complete: () => (ended = true) });
    jest.advanceTimersByTime(2 * HEARTBEAT_MS);
    messages.next({ data: 'a' });
    expect(received).toEqual([GREETING, { comment: 'still here' }, { comment: 'still here' }, { data: 'a' }]);
    messages.complete();
    expect([ended, jest.getTimerCount()]).toEqual([true, 0]);
  });

  it('stops when nobody listens', () => {
    withHeartbeat(new Subject()).subscribe().unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });
});
