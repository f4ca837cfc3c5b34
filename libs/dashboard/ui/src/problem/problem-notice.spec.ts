import { TestBed } from '@angular/core/testing';
import { AppError } from '@dw-sim/contracts';
import type { Fault } from '@dw-sim/contracts';
import { FaultList } from './fault-list';
import { ProblemNotice } from './problem-notice';

const FAULT: Fault = {
  path: '$.tables[0].target_rows', code: 'out_of_range', message: 'Too few rows', value: -5, allowed: ['1', '4294967296'],
};

describe('ProblemNotice', () => {
  it('shows message, place, hint and every fault with its value and what is allowed', async () => {
    const fixture = TestBed.createComponent(ProblemNotice);
    const details = { errors: [FAULT], position: { line: 2, column: 6 }, hint: 'Look again' };
    fixture.componentRef.setInput('error', new AppError('invalid_definition', 'The definition has a fault', details));
    await fixture.whenStable();
    const text = fixture.nativeElement.textContent.replace(/\s+/g, ' ');
    for (const part of ['The definition has a fault', 'Line 2, column 6', 'Look again', FAULT.path, 'Too few rows', 'Value-5', 'Allowed1, 4294967296']) {
      expect(text).toContain(part);
    }
    expect(fixture.nativeElement.getAttribute('role')).toBe('alert');
  });
});

describe('FaultList', () => {
  it('hands out the fault that was chosen', async () => {
    const fixture = TestBed.createComponent(FaultList);
    fixture.componentRef.setInput('faults', [{ ...FAULT, path: '$' }, FAULT]);
    fixture.componentRef.setInput('selectable', true);
    const chosen: Fault[] = [];
    fixture.componentInstance.faultSelected.subscribe((fault) => chosen.push(fault));
    await fixture.whenStable();
    fixture.nativeElement.querySelectorAll('button')[1].click();
    expect(chosen).toEqual([FAULT]);
  });

  it('does not say twice what is allowed', async () => {
    const fixture = TestBed.createComponent(FaultList);
    fixture.componentRef.setInput('faults', [{ ...FAULT, message: 'Too few rows; allowed: 1, 4294967296' }]);
    await fixture.whenStable();
    expect(fixture.nativeElement.textContent.split('4294967296')).toHaveLength(2);
  });

  it('shows no buttons where nothing can be chosen', async () => {
    const fixture = TestBed.createComponent(FaultList);
    fixture.componentRef.setInput('faults', [FAULT]);
    await fixture.whenStable();
    expect(fixture.nativeElement.querySelector('button')).toBeNull();
  });
});
