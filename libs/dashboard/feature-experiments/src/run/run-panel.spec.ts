import { TestBed } from '@angular/core/testing';
import type { RunEventBody } from '@dw-sim/contracts';
import { applyRunEvent, progressOfRun } from '@dw-sim/dashboard-data-access';
import { COMPLETED, STARTED, sampleEvents, sampleRun } from '../../../data-access/src/testing/samples';
import { RunPanel } from './run-panel';

const TICK: RunEventBody = {
  type: 'progress', rows: 2_000, total_rows: 4_000, rows_per_second: 1_500, remaining_ms: 12_000,
  tables: [{ table: 'orders', phase: 'generate', rows: 1_000, total_rows: 3_000, rows_per_second: 1_500, remaining_ms: 2_000 }],
};
const GENERATING: RunEventBody = { type: 'table-started', table: 'orders', phase: 'generate', total_rows: 3_000 };

describe('RunPanel', () => {
  async function show(...bodies: RunEventBody[]) {
    const fixture = TestBed.createComponent(RunPanel);
    fixture.componentRef.setInput('run', sampleEvents(...bodies).reduce(applyRunEvent, progressOfRun(sampleRun())));
    fixture.componentRef.setInput('elapsedMs', 3_000);
    await fixture.whenStable();
    const find = (id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as HTMLElement | null;
    return { fixture, find, text: fixture.nativeElement.textContent.replace(/\s+/g, ' ') };
  }

  it('shows rows, speed and time to go of a table and of the run', async () => {
    const { find, text, fixture } = await show(STARTED, GENERATING, TICK);
    const row = find('table-progress-orders')?.textContent?.replace(/\s+/g, ' ');
    expect(row).toContain('Generating1,000 / 3,000 1.5K rows/s · 2 s left');
    expect(find('table-progress-customers')?.textContent).toContain('Waiting');
    expect(text).toContain('Remaining12 s');
    expect(find('run-elapsed')?.textContent).toBe('3.0 s');
    expect(fixture.nativeElement.querySelector('dw-progress-bar.overall').getAttribute('aria-valuenow')).toBe('12');
  });

  it('can be aborted while it is active', async () => {
    const { fixture, find } = await show(STARTED);
    let aborted = 0;
    fixture.componentInstance.aborted.subscribe(() => aborted++);
    find('abort-button')?.click();
    expect(aborted).toBe(1);
  });

  it('tells the outcome of a completed run and offers no abort', async () => {
    const { find } = await show(STARTED, COMPLETED);
    expect(find('run-status')?.dataset['status']).toBe('COMPLETED');
    expect(find('run-loaded-rows')?.textContent).toBe('4,000');
    expect(find('abort-button')).toBeNull();
  });

  it('tells why a run failed, and in which table', async () => {
    const { find } = await show(STARTED, { type: 'failed', error: { code: 'storage_full', message: 'No space left', table: 'orders' }, elapsed_ms: 5 });
    expect(find('run-error')?.textContent).toContain('No space left');
    expect(find('run-error')?.textContent).toContain('orders');
    expect(find('table-progress-orders')?.textContent).toContain('Stopped');
  });

  it('announces tenths, not every event', async () => {
    const { fixture } = await show(STARTED, GENERATING, TICK);
    expect(fixture.nativeElement.querySelector('[aria-live]').textContent).toBe('Run 1: 10 percent done');
  });
});
