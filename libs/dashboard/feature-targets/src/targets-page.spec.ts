import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { TargetCapabilities, TargetList, TargetSummary } from '@dw-sim/contracts';
import { problemInterceptor } from '@dw-sim/dashboard-data-access';
import { TargetsPage } from './targets-page';

const DUCKDB: TargetSummary = { id: 'duckdb', name: 'DuckDB', kind: 'duckdb', dsn: null, schema: null, options: {}, origin: 'builtin', source: null, read_only: true, is_default: true };
const MARKETING: TargetSummary = { ...DUCKDB, id: 'marketing', name: 'Marketing', dsn: 'duckdb:///m.duckdb', options: { threads: 2 }, origin: 'stored', read_only: false, is_default: false };
const KIND = { kind: 'duckdb', label: 'DuckDB', place: 'file', dsn_required: false, dsn_example: 'duckdb:///a.duckdb', default_schema: 'main', schema_choosable: false, options: [{ name: 'threads', description: 'Threads.', allowed: 'a whole number from 1 to 256' }] } as const;
const CAPABILITIES: TargetCapabilities = { max_identifier_bytes: 1024, enforces_unique_keys: false, enforces_foreign_keys: false, exact_decimals: true, temporal_types: true, cancels_queries: true };
const PROBLEM = { source: '/t/a.yml', errors: [{ path: '$.kind', code: 'unknown_kind', message: 'unknown kind "x"' }] };
const LIST: TargetList = { items: [DUCKDB, MARKETING], total: 2, problems: [PROBLEM], kinds: [KIND] };
const HEALTH = {
  status: 'degraded', version: '1', uptime_seconds: 1, data_root: '/d',
  warehouses: [
    { id: 'duckdb', label: 'DuckDB', kind: 'duckdb', origin: 'builtin', is_default: true, status: 'ok', version: 'v1.5', latency_ms: 2, message: null },
    { id: 'marketing', label: 'Marketing', kind: 'duckdb', origin: 'stored', is_default: false, status: 'unavailable', version: null, latency_ms: null, message: 'The folder is gone.' },
  ],
};

describe('TargetsPage', () => {
  async function open() {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
    });
    const http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(TargetsPage);
    await fixture.whenStable();
    http.expectOne('/api/targets').flush(LIST);
    http.expectOne('/api/health').flush(HEALTH);
    await fixture.whenStable();
    const row = (id: string) => fixture.nativeElement.querySelector(`[data-testid="target-row-${id}"]`) as HTMLElement;
    const inDialog = (id: string) => document.querySelector<HTMLInputElement>(`mat-dialog-container [data-testid="${id}"]`)!;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    };
    return { http, fixture, row, inDialog, settle };
  }
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((overlay) => overlay.remove()));

  const textOf = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ') ?? '';

  it('shows every target with place, origin and health, and what could not be taken', async () => {
    const { fixture, row } = await open();
    for (const text of ['DuckDB', 'default', 'in the data root', 'Built in', 'Ready', 'v1.5 · 2 ms']) expect(textOf(row('duckdb'))).toContain(text);
    for (const text of ['Marketing', 'marketing', 'duckdb:///m.duckdb', 'threads 2', 'Stored', 'Unavailable', 'The folder is gone.']) expect(textOf(row('marketing'))).toContain(text);
    expect(row('duckdb').querySelector('[data-testid="target-remove"]')).toBeNull();
    expect(textOf(fixture.nativeElement.querySelector('[data-testid="target-problem"]'))).toContain('/t/a.yml');
  });

  it('tests a target and tells what its engine can do', async () => {
    const { http, row, settle } = await open();
    row('marketing').querySelector<HTMLElement>('[data-testid="target-test"]')!.click();
    http.expectOne('/api/targets/marketing/test').flush({ status: 'ok', version: 'v1.6', latency_ms: 5, capabilities: CAPABILITIES, error: null });
    await settle();
    expect(textOf(row('marketing'))).toContain('v1.6 · 5 ms');
    expect(textOf(row('marketing'))).not.toContain('The folder is gone.');
    const lines = [...row('marketing').querySelectorAll('[data-testid="target-capabilities"] li')].map(textOf);
    expect(lines).toEqual(expect.arrayContaining(['enforces unique keys: no', 'stops queries: yes', 'names of up to 1024 bytes']));
  });

  it('removes a target once that is confirmed, and says why where it is refused', async () => {
    const { http, fixture, row, settle } = await open();
    row('marketing').querySelector<HTMLElement>('[data-testid="target-remove"]')!.click();
    await settle();
    document.querySelector<HTMLElement>('[data-testid="confirm-ok"]')!.click();
    await settle();
    http.expectOne({ method: 'DELETE', url: '/api/targets/marketing' }).flush(
      { code: 'conflict', detail: 'The target "marketing" holds the tables of shop.' }, { status: 409, statusText: 'Conflict' },
    );
    await settle();
    await settle();
    expect(textOf(fixture.nativeElement.querySelector('[data-testid="targets-error"]'))).toContain('holds the tables of shop');
  });

  it('adds a target from a form that its kind shapes, with faults beside their fields', async () => {
    const { http, fixture, inDialog, settle } = await open();
    fixture.nativeElement.querySelector('[data-testid="add-target"]').click();
    await settle();
    const type = (id: string, text: string) => {
      inDialog(id).value = text;
      inDialog(id).dispatchEvent(new Event('input'));
    };
    type('target-id', 'a b');
    type('target-option-threads', '2');
    inDialog('target-form-add').click();
    const refused = http.expectOne({ method: 'POST', url: '/api/targets' });
    expect(refused.request.body).toEqual({ id: 'a b', kind: 'duckdb', options: { threads: 2 } });
    refused.flush({ code: 'invalid_definition', detail: 'One fault.', errors: [{ path: '$.id', code: 'invalid_name', message: 'No id.' }] }, { status: 422, statusText: 'Unprocessable' });
    await settle();
    await settle();
    expect(textOf(inDialog('target-id-error'))).toBe('No id.');
    expect(inDialog('target-id').getAttribute('aria-invalid')).toBe('true');

    type('target-id', 'other');
    inDialog('target-form-test').click();
    http.expectOne('/api/targets/test').flush({ status: 'unavailable', version: null, latency_ms: null, capabilities: null, error: { code: 'warehouse_unavailable', message: 'Nobody answers.' } });
    await settle();
    expect(textOf(inDialog('target-test-result'))).toContain('Nobody answers.');
    inDialog('target-form-add').click();
    http.expectOne({ method: 'POST', url: '/api/targets' }).flush({ ...MARKETING, id: 'other' });
    await settle();
    http.expectOne('/api/targets').flush(LIST);
    http.expectOne('/api/health').flush(HEALTH);
  });
});
