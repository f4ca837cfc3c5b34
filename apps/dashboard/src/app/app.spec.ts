import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { Router, TitleStrategy, provideRouter } from '@angular/router';
import { SessionStore } from '@dw-sim/dashboard-data-access';
import { App } from './app';
import { PageTitle } from './page-title';

@Component({ template: 'page', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

describe('App', () => {
  async function start(status: 'ok' | 'unavailable') {
    const routes = [{ path: 'experiments', title: 'Experiments', component: Page }];
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter(routes), { provide: TitleStrategy, useExisting: PageTitle }],
    });
    const fixture = TestBed.createComponent(App);
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    const warehouses = [
      { id: 'duckdb', label: 'DuckDB', kind: 'duckdb', origin: 'builtin', is_default: true, status: 'ok', version: '1.5.5', latency_ms: 2, message: null },
      { id: 'sqlite', label: 'SQLite', kind: 'sqlite', origin: 'builtin', is_default: false, status, version: null, latency_ms: null, message: 'The file is not writable' },
    ];
    const report = { status: status === 'ok' ? 'ok' : 'degraded', version: '0.1.0', uptime_seconds: 1, data_root: '/data', warehouses };
    TestBed.inject(HttpTestingController).expectOne('/api/health').flush(report);
    await fixture.whenStable();
    const find = (id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as HTMLElement;
    return { fixture, find };
  }

  it('shows the health of each warehouse', async () => {
    const { find } = await start('unavailable');
    expect(find('health-indicator').dataset['state']).toBe('degraded');
    expect(find('health-indicator').textContent).toContain('1 of 2 warehouses down');
    expect(find('health-duckdb').textContent).toContain('default');
    expect(find('health-sqlite').textContent).toContain('The file is not writable');
  });

  it('asks for a key in place of the page where the server needs one', async () => {
    const { fixture, find } = await start('ok');
    TestBed.inject(SessionStore).askForKey();
    await fixture.whenStable();
    const input = find('key-input') as HTMLInputElement;
    expect([input.type, input.autocomplete]).toEqual(['password', 'current-password']);
    input.value = ' dws_mine ';
    input.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(TestBed.inject(HttpTestingController).expectOne('/api/session').request.body).toEqual({ key: 'dws_mine' });
  });

  it('marks the page that is open, in the bar and in the title', async () => {
    const { fixture, find } = await start('ok');
    await TestBed.inject(Router).navigateByUrl('/experiments');
    await fixture.whenStable();
    expect(find('nav-experiments').getAttribute('aria-current')).toBe('page');
    expect(find('nav-query').getAttribute('aria-current')).toBeNull();
    expect(TestBed.inject(Title).getTitle()).toBe('Experiments · DW Simulator');
  });
});
