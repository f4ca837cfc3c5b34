import type { ProblemDetails, QueryResult, RunDetail, RunEvent } from '@dw-sim/contracts';

/** A refusal of the API. */
export class ApiRefusal extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

/** What a stream sends with an id: an event, or a comment. */
export interface StreamedEvent {
  readonly id: number;
  readonly event: RunEvent | undefined;
}

/** A small client of a server's API. */
export class ApiClient {
  /** @param address such as `http://127.0.0.1:8000/api` */
  constructor(readonly address: string) {}

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send('POST', path, body);
  }

  delete<T>(path: string): Promise<T> {
    return this.send('DELETE', path);
  }

  /** Waits until a run is no longer active. */
  async ended(experiment: string, runId: number, signal?: AbortSignal): Promise<RunDetail> {
    const response = await fetch(`${this.address}/experiments/${experiment}/runs/${runId}/events`, { signal });
    // The server ends the stream with the run.
    await response.text();
    return this.get(`/experiments/${experiment}/runs/${runId}`);
  }

  /** The stored events of a run that has ended. */
  async events(experiment: string, runId: number): Promise<readonly RunEvent[]> {
    const events: RunEvent[] = [];
    for await (const { event } of this.follow(`/experiments/${experiment}/runs/${runId}/events`, 0)) if (event) events.push(event);
    return events;
  }

  /** Events after one, as they come, until the server ends the stream. @param onOpen is told when the answer begins */
  async *follow(path: string, after: number, signal?: AbortSignal, onOpen?: () => void): AsyncIterable<StreamedEvent> {
    const response = await fetch(`${this.address}${path}`, { headers: { 'Last-Event-ID': String(after) }, signal });
    onOpen?.();
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      const messages = (text + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const id = /^id: (\d+)$/m.exec(message)?.[1];
        const data = /^data: (.*)$/m.exec(message)?.[1];
        // A comment may have an id: a browser goes on from it.
        if (id !== undefined) yield { id: Number(id), event: data === undefined ? undefined : (JSON.parse(data) as RunEvent) };
      }
    }
  }

  async rows(experiment: string, sql: string): Promise<QueryResult['rows']> {
    return (await this.post<QueryResult>('/query/execute', { sql, experiment })).rows;
  }

  /** @throws ApiRefusal; a `TypeError` where the server is gone */
  private async send<T>(method: string, path: string, body?: object): Promise<T> {
    const init = { method, ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) };
    const response = await fetch(`${this.address}${path}`, init);
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw new ApiRefusal(answer as ProblemDetails);
    return answer as T;
  }
}
