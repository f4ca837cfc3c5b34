import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { problemInterceptor } from '@dw-sim/dashboard-data-access';
import { sampleExample, sampleExperiment } from '../../../data-access/src/testing/samples';
import { CreatePage } from './create-page';
import { STARTER_TEXT } from './starter-definition';

const VALIDATE = '/api/experiments/validate';
const VALID = { valid: true, errors: [], warnings: [] };

describe('CreatePage', () => {
  async function open() {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), provideRouter([])],
    });
    const http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(CreatePage);
    await fixture.whenStable();
    http.expectOne('/api/examples').flush({ items: [sampleExample()] });
    const page: HTMLElement = fixture.nativeElement;
    const find = (id: string) => page.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    const debounce = async () => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await fixture.whenStable();
    };
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    };
    return { http, fixture, find, debounce, settle };
  }

  it('checks the starter document and creates it as it is written', async () => {
    const { http, find, debounce, settle } = await open();
    expect(find('create-submit')).toHaveProperty('disabled', true);
    await debounce();
    const check = http.expectOne(VALIDATE);
    expect(check.request.body).toBe(STARTER_TEXT);
    check.flush(VALID);
    await settle();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    find('create-submit')?.click();
    const create = http.expectOne({ method: 'POST', url: '/api/experiments' });
    expect(create.request.body).toBe(STARTER_TEXT);
    expect(create.request.headers.get('content-type')).toBe('application/json');
    create.flush(sampleExperiment());
    await settle();
    expect(navigate).toHaveBeenCalledWith(['/experiments', 'shop']);
  });

  it('lists every fault and does not create', async () => {
    const { http, find, debounce, settle } = await open();
    await debounce();
    const errors = [
      { path: '$.tables[0].target_rows', code: 'range', message: 'Too few rows', value: -5, allowed: '1 to 4294967296' },
      { path: '$.nme', code: 'unknown_key', message: 'Unknown key' },
    ];
    http.expectOne(VALIDATE).flush({ valid: false, errors, warnings: [{ path: '$.name', code: 'w', message: 'Long name' }] });
    await settle();
    expect(find('check-state')?.textContent).toContain('2 problems');
    for (const text of ['$.tables[0].target_rows', 'Too few rows', '-5', '1 to 4294967296', '$.nme', 'Long name']) {
      expect(find('fault-list')?.textContent).toContain(text);
    }
    expect(find('create-submit')).toHaveProperty('disabled', true);
  });

  it('shows line and column of malformed JSON', async () => {
    const { http, find, debounce, settle } = await open();
    await debounce();
    const problem = { type: '', title: '', status: 400, code: 'invalid_json', detail: 'Expected a comma', position: { line: 3, column: 7 } };
    http.expectOne(VALIDATE).flush(problem, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(find('syntax-error')?.textContent).toContain('Expected a comma');
    expect(find('syntax-error')?.textContent).toContain('Line 3, column 7');
  });

  it('shows why the server refused to create', async () => {
    const { http, find, debounce, settle } = await open();
    await debounce();
    http.expectOne(VALIDATE).flush(VALID);
    await settle();
    find('create-submit')?.click();
    const problem = { type: '', title: '', status: 409, code: 'conflict', detail: 'An experiment "my_shop" exists already' };
    http.expectOne('/api/experiments').flush(problem, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(find('fault-list')?.textContent).toContain('exists already');
  });
});
