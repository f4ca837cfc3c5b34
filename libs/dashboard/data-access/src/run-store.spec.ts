import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { EVENT_SOURCE } from './run-events';
import { RunStore } from './run-store';
import { EventSourceDouble } from './testing/event-source-double';
import { COMPLETED, STARTED, sampleEvents, sampleRun } from './testing/samples';

describe('RunStore', () => {
  let sources: EventSourceDouble[];
  let store: RunStore;
  const onEnded = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    onEnded.mockReset();
    sources = [];
    const open = (url: string) => (sources.push(new EventSourceDouble(url)), sources[sources.length - 1]);
    TestBed.configureTestingModule({ providers: [provideHttpClient(), RunStore, { provide: EVENT_SOURCE, useValue: open }] });
    store = TestBed.inject(RunStore);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('follows a run to its end and says so once', () => {
    store.follow(sampleRun(), onEnded);
    expect(sources[0].url).toBe('/api/experiments/shop/runs/1/events');
    expect(store.isActive()).toBe(true);
    sources[0].send(...sampleEvents(STARTED, COMPLETED));
    expect(store.progress()?.status).toBe('COMPLETED');
    expect(store.isActive()).toBe(false);
    expect(onEnded).toHaveBeenCalledTimes(1);
  });

  it('does not open a second stream for the run that it follows', () => {
    store.follow(sampleRun(), onEnded);
    store.follow(sampleRun(), onEnded);
    expect(sources).toHaveLength(1);
  });

  it('closes the stream of one run when it follows another', () => {
    store.follow(sampleRun(), onEnded);
    store.follow(sampleRun({ id: 2 }), onEnded);
    expect(sources.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('opens a refused stream again and says meanwhile that the connection is lost', () => {
    store.follow(sampleRun(), onEnded);
    sources[0].send(...sampleEvents(STARTED));
    sources[0].fail(true);
    expect(store.isConnected()).toBe(false);
    jest.advanceTimersByTime(2_000);
    sources[1].send(...sampleEvents(STARTED, COMPLETED));
    expect(store.isConnected()).toBe(true);
    expect(onEnded).toHaveBeenCalledTimes(1);
  });

  it('counts the elapsed time from the server’s clock and goes on between events', () => {
    store.follow(sampleRun(), onEnded);
    sources[0].send(...sampleEvents(STARTED, { type: 'warning', message: 'one second later' }));
    expect(store.elapsedMs()).toBe(1_000);
    jest.advanceTimersByTime(500);
    expect(store.elapsedMs()).toBe(1_500);
    sources[0].send({ ...sampleEvents(COMPLETED)[0], seq: 3 });
    expect(store.elapsedMs()).toBe(2_000);
  });

  it('closes the stream when its page goes away', () => {
    store.follow(sampleRun(), onEnded);
    TestBed.resetTestingModule();
    expect(sources[0].isClosed).toBe(true);
  });
});
