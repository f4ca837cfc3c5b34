import type { RunEvent, RunEventBody } from '@dw-sim/contracts';
import { lastValueFrom, Subject, toArray } from 'rxjs';
import { runEventStream, type EventSource } from './run-event-stream';

const event = (seq: number, body: RunEventBody = { type: 'warning', message: '' }): RunEvent => ({ run_id: 1, experiment: 'shop', seq, at: '', ...body });
const end = (seq: number) => event(seq, { type: 'aborted', elapsed_ms: 1 });

describe('runEventStream', () => {
  const live = new Subject<RunEvent>();
  const source = (read: EventSource['read']): EventSource => ({ read, live: () => live });
  const seqs = async (stream: ReturnType<typeof runEventStream>) => (await lastValueFrom(stream.pipe(toArray()))).map(({ seq }) => seq);

  it('replays what was stored and ends at the terminal event', async () => {
    expect(await seqs(runEventStream(source(async () => [event(1), event(2), end(3)]), 1, 0))).toEqual([1, 2, 3]);
  });

  it('holds back what happens while it reads, and sends nothing twice', async () => {
    const read = async () => {
      live.next(event(2));
      live.next(event(3));
      return [event(1), event(2)];
    };
    const stream = seqs(runEventStream(source(read), 1, 0));
    await new Promise(setImmediate);
    live.next(event(4));
    live.next(end(5));
    expect(await stream).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on after the last event that a client had', async () => {
    const read = async (_run: number, after: number) => [event(1), event(2), end(3)].filter(({ seq }) => seq > after);
    expect(await seqs(runEventStream(source(read), 1, 2))).toEqual([3]);
  });

  it('stops listening when the client goes', async () => {
    const subscription = runEventStream(source(async () => []), 1, 0).subscribe();
    expect(live.observed).toBe(true);
    subscription.unsubscribe();
    expect(live.observed).toBe(false);
  });

  it('fails where the log cannot be read', async () => {
    await expect(seqs(runEventStream(source(() => Promise.reject(new Error('gone'))), 1, 0))).rejects.toThrow('gone');
  });
});
