import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ExperimentsStore } from './experiments-store';
import { sampleExample, sampleExperiment, sampleRun } from './testing/samples';

describe('ExperimentsStore', () => {
  let http: HttpTestingController;
  let store: ExperimentsStore;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    store = TestBed.inject(ExperimentsStore);
  });

  afterEach(() => http.verify());

  function answerList(...items: readonly object[]) {
    http.expectOne('/api/experiments').flush({ items, total: items.length });
  }

  it('creates an example that is not there yet', async () => {
    const name = store.openExample(sampleExample());
    answerList();
    await Promise.resolve();
    const request = http.expectOne({ method: 'POST', url: '/api/experiments' });
    expect(JSON.parse(request.request.body)).toEqual(sampleExample().definition);
    request.flush(sampleExperiment());
    await expect(name).resolves.toBe('shop');
  });

  it('opens an example that is there without creating it again', async () => {
    const name = store.openExample(sampleExample());
    answerList(sampleExperiment());
    await expect(name).resolves.toBe('shop');
  });

  it('knows whether a run is active anywhere', () => {
    store.load();
    answerList(sampleExperiment({ last_run: sampleRun({ status: 'COMPLETED' }) }));
    expect(store.hasActiveRun()).toBe(false);
    store.load();
    answerList(sampleExperiment({ last_run: sampleRun() }));
    expect(store.hasActiveRun()).toBe(true);
  });

  it('takes a deleted experiment off the list', async () => {
    store.load();
    answerList(sampleExperiment(), sampleExperiment({ name: 'other' }));
    const deleted = store.delete('shop');
    http.expectOne({ method: 'DELETE', url: '/api/experiments/shop' }).flush({ name: 'shop', dropped_tables: 2, removed_files: 4, other_targets: [] });
    expect((await deleted).dropped_tables).toBe(2);
    expect(store.experiments()?.map(({ name }) => name)).toEqual(['other']);
  });

  it('fetches the examples once', () => {
    store.loadExamples();
    http.expectOne('/api/examples').flush({ items: [sampleExample()] });
    store.loadExamples();
    expect(store.examples()).toHaveLength(1);
  });
});
