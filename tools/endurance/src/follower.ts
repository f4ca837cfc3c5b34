import { setTimeout as pause } from 'node:timers/promises';
import { terminalStatusOf, type RunEvent } from '@dw-sim/contracts';
import type { ApiClient, StreamedEvent } from './api-client';
import type { Random } from './random';

/** The stream of one run, or that of the whole server. */
export type Stream = 'run' | 'server';

const LONGEST_MS = 1_500;

interface Seen extends StreamedEvent {
  readonly event: RunEvent;
}

/** A client whose connection breaks again and again. */
export class Follower {
  connections = 0;
  private readonly seen: Seen[] = [];
  /** What it goes on from, as a browser does: of the last message, were it a comment. */
  private lastId = 0;

  /** @param runs that it follows to their ends; one where the stream is that of a run */
  constructor(
    private readonly api: ApiClient,
    readonly stream: Stream,
    private readonly runs: readonly number[],
    private readonly random: Random,
  ) {}

  async follow(): Promise<void> {
    while (!this.hasAll()) {
      await this.connect();
      await pause(this.random.next() * 200);
    }
  }

  /** What is lost, doubled or out of order. Of past progress only the latest is sent again. */
  faults(log: readonly RunEvent[]): readonly string[] {
    const ids = this.seen.map(({ id }) => id);
    const disordered = ids.filter((id, index) => index > 0 && id <= ids[index - 1]!);
    const names = this.seen.map(({ event }) => nameOf(event));
    const doubled = names.filter((name, index) => names.indexOf(name) !== index);
    const lost = log.filter((event) => event.type !== 'progress' && !names.includes(nameOf(event)));
    return [...disordered.map((id) => `event ${id} came late`), ...doubled.map((name) => `${name} came twice`), ...lost.map((event) => `${nameOf(event)} was lost`)];
  }

  private hasAll(): boolean {
    return this.runs.every((run) => this.seen.some(({ event }) => event.run_id === run && terminalStatusOf(event)));
  }

  private async connect(): Promise<void> {
    this.connections += 1;
    const leave = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const leaveLater = () => (timer = setTimeout(() => leave.abort(), this.random.next() * LONGEST_MS));
    const path = this.stream === 'run' ? `/runs/${this.runs[0]}/events` : '/events';
    try {
      for await (const { id, event } of this.api.follow(path, this.lastId, leave.signal, leaveLater)) {
        this.lastId = id;
        if (event) this.seen.push({ id, event });
        // That of the server goes on for ever.
        if (this.hasAll()) return;
      }
    } catch (error) {
      // Expected: we have left, or the proxy has cut the connection (`TypeError: terminated`, or `fetch failed`; in a test of another realm).
      if (!leave.signal.aborted && (error as Error).name !== 'TypeError') throw error;
    } finally {
      clearTimeout(timer);
      leave.abort();
    }
  }
}

function nameOf({ run_id: run, seq, type }: RunEvent): string {
  return `event ${seq} (${type}) of run ${run}`;
}
