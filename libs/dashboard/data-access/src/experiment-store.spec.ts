import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ExperimentStore } from './experiment-store';
import { problemInterceptor } from './problem.interceptor';
import { EVENT_SOURCE } from './run-events';
import { RunStore } from './run-store';
import { EventSourceDouble } from './testing/event-source-double';
import { COMPLETED, STARTED, sampleEvents, sampleExperiment, sampleRun } from './testing/samples';

const URL = '/api/experiments/shop';

describe('ExperimentStore', () => {
  let http: HttpTestingController;
  let store: ExperimentStore;
  let runStore: RunStore;
  let source: EventSourceDouble | undefined;

  beforeEach(() => {
    source = undefined;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        ExperimentStore,
        RunStore,
        { provide: EVENT_SOURCE, useValue: (url: string) => (source = new EventSourceDouble(url)) },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    store = TestBed.inject(ExperimentStore);
    runStore = TestBed.inject(RunStore);
  });

  afterEach(() => http.verify());

  function answerOpen(runs: readonly object[]) {
    http.expectOne(URL).flush(sampleExperiment());
    http.expectOne(`${URL}/runs`).flush({ items: runs, total: runs.length });
  }

  it('attaches to the run that is active, as after a reload of the page', () => {
    store.open('shop');
    answerOpen([sampleRun({ id: 5 })]);
    expect(source?.url).toBe(`${URL}/runs/5/events`);
    expect(runStore.isActive()).toBe(true);
  });

  it('shows the newest run with its tables where none is active', () => {
    store.open('shop');
    answerOpen([sampleRun({ id: 4, status: 'FAILED' })]);
    http.expectOne(`${URL}/runs/4`).flush(sampleRun({ id: 4, status: 'FAILED' }));
    expect(runStore.progress()).toMatchObject({ runId: 4, status: 'FAILED' });
    expect(source).toBeUndefined();
  });

  it('fetches everything again when a run that it started has ended', async () => {
    store.open('shop');
    answerOpen([]);
    const started = store.generate({ rows: { customers: 10 }, seed: 3 });
    const request = http.expectOne(`${URL}/generate`);
    expect(request.request.body).toEqual({ rows: { customers: 10 }, seed: 3 });
    request.flush(sampleRun());
    await started;
    expect(store.runs()).toHaveLength(1);
    source?.send(...sampleEvents(STARTED, COMPLETED));
    answerOpen([sampleRun({ status: 'COMPLETED' })]);
    http.expectOne(`${URL}/runs/1`).flush(sampleRun({ status: 'COMPLETED' }));
    expect(store.runs()[0].status).toBe('COMPLETED');
  });

  it('rejects with the server’s own words', async () => {
    store.open('shop');
    answerOpen([]);
    const refused = store.reset();
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'Run 1 is active', code: 'run_active' };
    http.expectOne(`${URL}/reset`).flush(problem, { status: 409, statusText: 'Conflict' });
    await expect(refused).rejects.toMatchObject({ code: 'run_active', message: 'Run 1 is active' });
  });

  it('escapes the name in addresses', () => {
    store.open('a/b');
    http.expectOne('/api/experiments/a%2Fb').flush(sampleExperiment());
    http.expectOne('/api/experiments/a%2Fb/runs').flush({ items: [], total: 0 });
    expect(store.experiment()?.name).toBe('shop');
  });
});
