import type { MessageEvent } from '@nestjs/common';
import { interval, last, map, merge, of, share, takeUntil, type Observable } from 'rxjs';

/** A comment is sent this often, so that no proxy takes a quiet stream for a dead one. */
export const HEARTBEAT_MS = 15_000;

/** Sent at once, so that the headers are, and tells clients after how many milliseconds to connect again. */
export const GREETING: MessageEvent = { comment: 'connected', retry: 2_000 };

/** The messages, and comments before and between them, until the messages end. */
export function withHeartbeat(messages: Observable<MessageEvent>): Observable<MessageEvent> {
  const shared = messages.pipe(share());
  const beats = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
  return merge(of(GREETING), shared, beats.pipe(takeUntil(shared.pipe(last(null, null)))));
}
