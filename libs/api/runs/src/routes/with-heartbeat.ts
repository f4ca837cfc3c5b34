import type { MessageEvent } from '@nestjs/common';
import { interval, last, map, merge, of, share, takeUntil, type Observable } from 'rxjs';

/** A comment is sent this often, so that no proxy takes a quiet stream for a dead one. */
export const HEARTBEAT_MS = 15_000;

/** After so many milliseconds clients connect again. */
const RETRY_MS = 2_000;

/**
 * The messages, and comments before and between them, until the messages end. The first is sent at once, so that the headers are.
 * @param after id that a client goes on from which leaves before a message comes: Nest would make one up
 */
export function withHeartbeat(messages: Observable<MessageEvent>, after: number): Observable<MessageEvent> {
  const greeting: MessageEvent = { comment: 'connected', retry: RETRY_MS, id: String(after) };
  const shared = messages.pipe(share());
  const beats = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
  return merge(of(greeting), shared, beats.pipe(takeUntil(shared.pipe(last(null, null)))));
}
