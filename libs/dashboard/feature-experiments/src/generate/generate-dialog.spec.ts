import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { AppError } from '@dw-sim/contracts';
import type { GenerateRequest } from '@dw-sim/contracts';
import { sampleExperiment } from '../../../data-access/src/testing/samples';
import { GenerateDialog } from './generate-dialog';

describe('GenerateDialog', () => {
  const close = jest.fn();
  let requests: GenerateRequest[];
  let answer: () => Promise<void>;
  let fixture: ComponentFixture<GenerateDialog>;

  beforeEach(async () => {
    close.mockReset();
    requests = [];
    answer = () => Promise.resolve();
    const generate = (request: GenerateRequest) => (requests.push(request), answer());
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: MAT_DIALOG_DATA, useValue: { experiment: sampleExperiment(), generate } },
        { provide: MatDialogRef, useValue: { close } },
      ],
    });
    fixture = TestBed.createComponent(GenerateDialog);
    await fixture.whenStable();
    const items = ['duckdb', 'marketing'].map((id) => ({ id, name: id.toUpperCase() }));
    TestBed.inject(HttpTestingController).expectOne('/api/targets').flush({ items, problems: [], kinds: [] });
    await fixture.whenStable();
  });

  const find = <T extends HTMLElement>(id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as T;
  const type = async (id: string, text: string) => {
    find<HTMLInputElement>(id).value = text;
    find(id).dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const submit = async () => {
    find('generate-confirm').click();
    await fixture.whenStable();
  };

  it('sends another target where one is chosen', async () => {
    const select = find<HTMLSelectElement>('generate-target');
    expect([...select.options].map(({ text }) => text.trim())).toEqual(['duckdb', 'MARKETING']);
    select.value = 'marketing';
    select.dispatchEvent(new Event('change'));
    await submit();
    expect(requests).toEqual([expect.objectContaining({ target: 'marketing' })]);
  });

  it('sends the rows of every table and the seed, and closes', async () => {
    await type('rows-input-customers', '25');
    await type('seed-input', '9');
    await submit();
    expect(requests).toEqual([{ rows: { customers: 25, orders: 3_000 }, seed: 9 }]);
    expect(close).toHaveBeenCalledWith(true);
  });

  it('says what is allowed and sends nothing while a number is wrong', async () => {
    await type('rows-input-orders', '1.5');
    expect(find('rows-error-orders').textContent).toContain('4,294,967,296');
    expect(find('rows-input-orders').getAttribute('aria-invalid')).toBe('true');
    await submit();
    expect(requests).toEqual([]);
  });

  it('shows the server’s faults beside their fields and stays open', async () => {
    const errors = [{ path: '$.rows.customers', code: 'unique', message: 'Only 10 unique values' }];
    answer = () => Promise.reject(new AppError('invalid_request', 'The request has faults', { errors }));
    await submit();
    expect(find('rows-error-customers').textContent).toBe('Only 10 unique values');
    expect(find('generate-error')).toBeNull();
    expect(close).not.toHaveBeenCalled();
    await type('rows-input-customers', '10');
    expect(find('rows-error-customers').textContent).toBe('');
  });

  it('shows rows that follow from a parent\'s, and does not ask for them', async () => {
    const { tables: [customers, orders], ...experiment } = sampleExperiment();
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: MAT_DIALOG_DATA, useValue: { experiment: { ...experiment, tables: [customers, { ...orders, derived_from: 'customers' }] }, generate: (request: GenerateRequest) => (requests.push(request), answer()) } },
        { provide: MatDialogRef, useValue: { close } },
      ],
    });
    fixture = TestBed.createComponent(GenerateDialog);
    await fixture.whenStable();
    await type('rows-input-customers', '2,000');
    expect(find('rows-input-orders')).toBeNull();
    expect(find('rows-derived-orders').textContent).toMatch(/about 6,000\s+from customers/);
    await submit();
    expect(requests).toEqual([{ rows: { customers: 2_000 }, seed: 7 }]);
  });

  it('shows a refusal that is about no field', async () => {
    answer = () => Promise.reject(new AppError('run_active', 'Run 3 of shop is active'));
    await submit();
    expect(find('generate-error').textContent).toContain('Run 3 of shop is active');
    expect(find<HTMLButtonElement>('generate-confirm').disabled).toBe(false);
  });
});
