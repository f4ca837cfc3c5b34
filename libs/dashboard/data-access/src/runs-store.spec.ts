import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { problemInterceptor } from './problem.interceptor';
import { EVENT_SOURCE } from './run-events';
import { RunPageStore } from './run-page-store';
import { RunsStore } from './runs-store';
import { EventSourceDouble } from './testing/event-source-double';
import { COMPLETED, STARTED, sampleEvents, sampleRun } from './testing/samples';

describe('the stores of runs', () => {
  let http: HttpTestingController;
  let source: EventSourceDouble | undefined;

  beforeEach(() => {
    source = undefined;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        RunsStore,
        RunPageStore,
        { provide: EVENT_SOURCE, useValue: (url: string) => (source = new EventSourceDouble(url)) },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => http.verify());

  const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

  it('list the runs of a filter, and fetch them again once when several begin or end', async () => {
    const store = TestBed.inject(RunsStore);
    store.open({ status: ['RUNNING', 'QUEUED'] });
    http.expectOne('/api/runs?status=RUNNING,QUEUED&limit=50').flush({ items: [sampleRun()], total: 1 });
    expect(source?.url).toBe('/api/events');
    source?.send(...sampleEvents({ type: 'queued', kind: 'generate' }, STARTED, COMPLETED));
    expect(store.runs()?.items[0].status).toBe('COMPLETED');
    await settled();
    http.expectOne('/api/runs?status=RUNNING,QUEUED&limit=50').flush({ items: [], total: 0 });
    expect(store.runs()?.total).toBe(0);
  });

  it('show progress without asking', () => {
    const store = TestBed.inject(RunsStore);
    store.open({});
    http.expectOne('/api/runs?limit=50').flush({ items: [sampleRun()], total: 1 });
    const tables = [{ table: 'customers', phase: 'generate' as const, rows: 400, total_rows: 1000, rows_per_second: 0, remaining_ms: null }];
    source?.send(...sampleEvents({ type: 'progress', tables, rows: 400, total_rows: 4000, rows_per_second: 0, remaining_ms: null }));
    expect(store.runs()?.items[0]).toMatchObject({ generated_rows: 400, loaded_rows: 0 });
  });

  it('follow one run from its log to its record', () => {
    const store = TestBed.inject(RunPageStore);
    store.open(1);
    http.expectOne('/api/runs/1').flush(sampleRun({ status: 'QUEUED' }));
    expect(source?.url).toBe('/api/runs/1/events');
    const events = sampleEvents({ type: 'queued', kind: 'generate' }, STARTED, { type: 'warning', message: 'Beware.' });
    source?.send(...events);
    source?.send(...events);
    expect([store.run()?.status, store.log().map(({ type }) => type)]).toEqual(['RUNNING', ['queued', 'started', 'warning']]);
    source?.send({ ...sampleEvents(COMPLETED)[0], seq: 4 });
    http.expectOne('/api/runs/1').flush(sampleRun({ status: 'COMPLETED' }));
    http.expectOne('/api/runs/1/log').flush({ items: events, total: 3 });
    expect(store.isActive()).toBe(false);
  });

  it('show the log of a run that is over', () => {
    const store = TestBed.inject(RunPageStore);
    store.open(1);
    http.expectOne('/api/runs/1').flush(sampleRun({ status: 'FAILED' }));
    http.expectOne('/api/runs/1/log').flush({ items: sampleEvents(STARTED), total: 1 });
    expect([source, store.log()[0].type]).toEqual([undefined, 'started']);
  });
});
