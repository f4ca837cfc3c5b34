import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { problemInterceptor } from './problem.interceptor';
import { QueryStore } from './query-store';
import { sampleResult } from './testing/samples';

const URL = '/api/query/execute';

describe('QueryStore', () => {
  let http: HttpTestingController;
  let store: QueryStore;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), QueryStore],
    });
    http = TestBed.inject(HttpTestingController);
    store = TestBed.inject(QueryStore);
  });

  afterEach(() => http.verify());

  it('runs a statement and keeps its result', () => {
    store.run({ sql: 'SELECT 1', experiment: 'shop' });
    expect(store.isRunning()).toBe(true);
    const request = http.expectOne(URL);
    expect(request.request.body).toEqual({ sql: 'SELECT 1', experiment: 'shop', format: 'json' });
    request.flush(sampleResult());
    expect(store.isRunning()).toBe(false);
    expect(store.result()?.row_count).toBe(2);
  });

  it('aborts the request on cancel, without an error', () => {
    store.run({ sql: 'SELECT 1' });
    const request = http.expectOne(URL);
    store.cancel();
    expect(request.cancelled).toBe(true);
    expect(store.isRunning()).toBe(false);
    expect(store.error()).toBeUndefined();
  });

  it('replaces the result of one statement by the fault of the next', async () => {
    store.run({ sql: 'SELECT 1' });
    http.expectOne(URL).flush(sampleResult());
    store.run({ sql: 'SELEC' });
    const problem = { type: 'about:blank', title: 'Invalid', status: 422, detail: 'Unknown word', code: 'invalid_sql', position: { line: 1, column: 1 } };
    http.expectOne(URL).flush(problem, { status: 422, statusText: 'Unprocessable' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.result()).toBeUndefined();
    expect(store.error()?.details.position).toEqual({ line: 1, column: 1 });
  });

  it('hands the CSV file over and keeps the result on the page', () => {
    store.run({ sql: 'SELECT 1' });
    http.expectOne(URL).flush(sampleResult());
    const save = jest.fn();
    store.export({ sql: 'SELECT 1' }, 'csv', save);
    const request = http.expectOne(URL);
    expect(request.request.body).toEqual({ sql: 'SELECT 1', format: 'csv' });
    const file = new Blob(['a\n1\n']);
    request.flush(file);
    expect(save).toHaveBeenCalledWith(file);
    expect(store.result()?.row_count).toBe(2);
  });
});
