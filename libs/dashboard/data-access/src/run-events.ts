import { InjectionToken } from '@angular/core';
import { AppError, terminalStatusOf } from '@dw-sim/contracts';
import type { RunEvent } from '@dw-sim/contracts';
import { Observable } from 'rxjs';

/** The part of the browser's `EventSource` that a run's stream needs. */
export interface RunEventSource {
  readonly readyState: number;
  addEventListener(type: string, listener: (message: MessageEvent<string>) => void): void;
  close(): void;
}

/** Opens an event stream; the browser's `EventSource` unless a test provides another. */
export const EVENT_SOURCE = new InjectionToken<(url: string) => RunEventSource>('EVENT_SOURCE', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url),
});

const EVENT_TYPES: Readonly<Record<RunEvent['type'], true>> = {
  'queued': true,
  'started': true,
  'table-started': true,
  'progress': true,
  'table-completed': true,
  'staged': true,
  'loaded': true,
  'reproduced': true,
  'parked': true,
  'resumed': true,
  'warning': true,
  'completed': true,
  'failed': true,
  'aborted': true,
};

const CLOSED = 2;

/**
 * The events of one run. The browser reconnects by itself after a lost connection, with `Last-Event-ID`; the stream
 * completes after the terminal event, and fails where the browser has given up (the server refused the stream).
 */
export function runEvents(open: () => RunEventSource): Observable<RunEvent> {
  return new Observable((subscriber) => {
    const source = open();
    const onEvent = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as RunEvent;
      subscriber.next(event);
      if (terminalStatusOf(event)) subscriber.complete();
    };
    for (const type of Object.keys(EVENT_TYPES)) source.addEventListener(type, onEvent);
    source.addEventListener('error', () => {
      if (source.readyState === CLOSED) subscriber.error(new AppError('internal', 'The stream of events was refused.'));
    });
    return () => source.close();
  });
}

/**
 * The events of all runs from now on. The browser reconnects by itself, and goes on where it was cut; it fails where the browser has
 * given up.
 */
export function serverEvents(open: () => RunEventSource): Observable<RunEvent> {
  return new Observable((subscriber) => {
    const source = open();
    for (const type of Object.keys(EVENT_TYPES)) source.addEventListener(type, (message) => subscriber.next(JSON.parse(message.data) as RunEvent));
    source.addEventListener('error', () => {
      if (source.readyState === CLOSED) subscriber.error(new AppError('internal', 'The stream of events was refused.'));
    });
    return () => source.close();
  });
}
