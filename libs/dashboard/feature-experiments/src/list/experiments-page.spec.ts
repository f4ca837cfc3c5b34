import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router, provideRouter } from '@angular/router';
import type { ExperimentSummary } from '@dw-sim/contracts';
import { sampleExample, sampleExperiment, sampleRun } from '../../../data-access/src/testing/samples';
import { ExperimentsPage } from './experiments-page';

describe('ExperimentsPage', () => {
  async function open(...items: ExperimentSummary[]) {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    const http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(ExperimentsPage);
    await fixture.whenStable();
    http.expectOne('/api/experiments').flush({ items, total: items.length });
    http.expectOne('/api/examples').flush({ items: [sampleExample()] });
    await fixture.whenStable();
    const find = (id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as HTMLElement | null;
    return { http, fixture, find };
  }

  it('shows each experiment with warehouse, size and last run', async () => {
    const { find } = await open(sampleExperiment({ last_run: sampleRun({ status: 'FAILED', ended_at: new Date().toISOString() }) }));
    const row = find('experiment-row-shop')?.textContent;
    for (const text of ['shop', 'A shop', 'duckdb', '2', '4,000', 'Failed', 'just now']) expect(row).toContain(text);
  });

  it('invites to begin where there is none', async () => {
    const { find } = await open();
    expect(find('experiments-empty')?.textContent).toContain('first tables');
    expect(find('open-example-shop')).not.toBeNull();
  });

  it('opens an example that is there already by going to it', async () => {
    const { http, fixture, find } = await open(sampleExperiment());
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    find('open-example-shop')?.click();
    http.expectOne('/api/experiments').flush({ items: [sampleExperiment()], total: 1 });
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    expect(navigate).toHaveBeenCalledWith(['/experiments', 'shop']);
    http.verify();
  });

  it('asks before it deletes, with the number of tables', async () => {
    const { http, fixture, find } = await open(sampleExperiment());
    find('experiment-menu-shop')?.click();
    await fixture.whenStable();
    document.querySelector<HTMLElement>('[data-testid="experiment-delete"]')?.click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.querySelector('mat-dialog-container')?.textContent).toContain('drops 2 tables');
    document.querySelector<HTMLElement>('[data-testid="confirm-ok"]')?.click();
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    http.expectOne({ method: 'DELETE', url: '/api/experiments/shop' }).flush({ name: 'shop', dropped_tables: 2, removed_files: 0, other_targets: [] });
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    expect(find('experiment-row-shop')).toBeNull();
  });
});
