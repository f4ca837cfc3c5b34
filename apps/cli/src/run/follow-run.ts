import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, terminalStatusOf, type RunEvent } from '@dw-sim/contracts';
import { readEventStream } from '../client/event-stream';
import { UnansweredError } from '../client/http-exchange';
import type { ApiClient } from '../client/api-client';

/** Attempts in a row without a new event before the run is given up. */
const ATTEMPTS = 5;
const PAUSE_MS = 400;

/**
 * The events of a run from the first to the terminal one, each once. A stream that is cut is taken up again.
 * @throws AppError `server_unavailable` where the server is gone for good
 */
export async function* followRun(api: ApiClient, { id: runId, experiment }: { readonly id: number; readonly experiment: string }): AsyncGenerator<RunEvent> {
  let last = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await sleep(PAUSE_MS * attempt);
    try {
      for await (const { data } of readEventStream(await api.runEvents(runId, last))) {
        const event = parseEvent(data);
        if (event === undefined || event.seq <= last) continue;
        last = event.seq;
        attempt = 0;
        yield event;
        if (terminalStatusOf(event) !== undefined) return;
      }
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error;
    }
  }
  throw new AppError('server_unavailable', `The server stopped answering while run ${runId} of "${experiment}" was under way.`, {
    hint: `"dw-sim run show ${runId}" tells what became of it.`,
  });
}

function parseEvent(data: string): RunEvent | undefined {
  try {
    return JSON.parse(data) as RunEvent;
  } catch {
    // SyntaxError: a comment or a heartbeat.
    return undefined;
  }
}
