import type { RunEvent } from '@dw-sim/contracts';
import type { RunEventSource } from '../run-events';

/** Stands in for the browser's EventSource, which jsdom lacks: a test sends the events. */
export class EventSourceDouble implements RunEventSource {
  readyState = 1;
  isClosed = false;
  private readonly target = new EventTarget();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: (message: MessageEvent<string>) => void): void {
    this.target.addEventListener(type, listener as EventListener);
  }

  close(): void {
    this.isClosed = true;
  }

  send(...events: readonly RunEvent[]): void {
    for (const event of events) {
      this.target.dispatchEvent(new MessageEvent(event.type, { data: JSON.stringify(event), lastEventId: String(event.seq) }));
    }
  }

  /** The connection was lost; `refused`: the browser will not try again. */
  fail(refused: boolean): void {
    this.readyState = refused ? 2 : 0;
    this.target.dispatchEvent(new Event('error'));
  }
}
