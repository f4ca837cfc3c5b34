import { TestBed } from '@angular/core/testing';
import { RUN_STATUSES } from '@dw-sim/contracts';
import { RunStatusChip } from './run-status-chip';

describe('RunStatusChip', () => {
  it('tells every status in words and as an attribute', async () => {
    const fixture = TestBed.createComponent(RunStatusChip);
    for (const status of RUN_STATUSES) {
      fixture.componentRef.setInput('status', status);
      await fixture.whenStable();
      expect(fixture.nativeElement.textContent.trim().toUpperCase()).toBe(status);
      expect(fixture.nativeElement.dataset.status).toBe(status);
    }
  });
});
