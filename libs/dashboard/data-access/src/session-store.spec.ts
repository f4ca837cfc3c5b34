import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { problemInterceptor } from './problem.interceptor';
import { RELOAD, SessionStore } from './session-store';

describe('SessionStore', () => {
  const refused = { status: 401, code: 'unauthorized', detail: 'This server needs an API key.' };
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('asks for a key when a request is refused, and loads the page anew once one is taken', async () => {
    const reload = jest.fn();
    TestBed.configureTestingModule({ providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), { provide: RELOAD, useValue: reload }] });
    const http = TestBed.inject(HttpTestingController);
    const store = TestBed.inject(SessionStore);
    expect(store.keyNeeded()).toBe(false);
    TestBed.inject(HttpClient).get('/api/experiments').subscribe({ error: () => undefined });
    http.expectOne('/api/experiments').flush(refused, { status: 401, statusText: 'Unauthorized' });
    await settled();
    expect(store.keyNeeded()).toBe(true);

    store.begin('wrong');
    http.expectOne('/api/session').flush({ ...refused, detail: 'The API key is unknown, expired or revoked.' }, { status: 401, statusText: 'Unauthorized' });
    await settled();
    expect([store.error()?.message, reload.mock.calls.length]).toEqual(['The API key is unknown, expired or revoked.', 0]);

    store.begin('right');
    const taken = http.expectOne('/api/session');
    expect(taken.request.body).toEqual({ key: 'right' });
    taken.flush({ key_required: true, scope: 'read', name: 'mine' });
    expect([store.error(), reload.mock.calls.length]).toEqual([undefined, 1]);
  });
});
