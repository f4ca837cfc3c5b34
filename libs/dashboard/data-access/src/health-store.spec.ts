import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { HealthStore } from './health-store';
import { problemInterceptor } from './problem.interceptor';

describe('HealthStore', () => {
  it('tells health, and that the server is out of reach', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()] });
    const http = TestBed.inject(HttpTestingController);
    const store = TestBed.inject(HealthStore);
    expect(store.state()).toBe('unknown');
    store.refresh();
    http.expectOne('/api/health').flush({ status: 'degraded', warehouses: [{ id: 'duckdb', status: 'unavailable' }] });
    expect(store.state()).toBe('degraded');
    store.refresh();
    http.expectOne('/api/health').error(new ProgressEvent('error'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.state()).toBe('unreachable');
    expect(store.warehouses()).toHaveLength(1);
  });
});
