import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { SqlImportReport } from '@dw-sim/contracts';
import { problemInterceptor } from '@dw-sim/dashboard-data-access';
import { sampleExperiment } from '../../../../data-access/src/testing/samples';
import { SqlImportPage } from './sql-import-page';
import { STARTER_SQL, nameOfFile } from './starter-sql';

const PREVIEW = '/api/experiments/import-sql/preview';
const KEY = { table: 'orders', column: 'customer_id', references_table: 'customers', references_column: 'customer_id', confidence: 0.95, reason: 'Its name is that of customers.customer_id, which is unique.' };
const COLUMN = { name: 'customer_id', data_type: 'BIGINT', written_type: 'bigint', position: { line: 2, column: 3 }, nullable: true, unique: false, null_rate: 0.1, generator: 'uniform_int', generator_summary: '1 to 1,000', references: null, reason: 'A key of something else.' };
const REPORT: SqlImportReport = {
  definition: { name: 'my_import', tables: [] },
  tables: [{ name: 'orders', written_name: 'public.orders', target_rows: 1000, columns: [COLUMN] }],
  warnings: [{ code: 'adapted', message: 'GEOMETRY becomes text.', position: { line: 4, column: 2 } }],
  notices: [{ what: 'CREATE INDEX', count: 3, message: 'indexes are not simulated', position: { line: 9, column: 1 } }],
  suggestions: [KEY],
  applied: [],
};

describe('SqlImportPage', () => {
  async function open() {
    TestBed.configureTestingModule({ providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), provideRouter([])] });
    const http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(SqlImportPage);
    await fixture.whenStable();
    const page: HTMLElement = fixture.nativeElement;
    const find = (id: string) => page.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
    const settle = async (ms = 0) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      await fixture.whenStable();
    };
    const previewed = async () => {
      for (;;) {
        // As long as it takes: the page waits for a pause in typing.
        await settle(50);
        const [request] = http.match(PREVIEW);
        if (request) return request;
      }
    };
    return { http, find, settle, previewed };
  }

  it('shows what the text is understood as: columns with generator and reason, warnings, what is passed over', async () => {
    const { find, settle, previewed } = await open();
    expect(find('import-submit')).toHaveProperty('disabled', true);
    const preview = await previewed();
    expect(preview.request.body).toEqual({ name: 'my_import', sql: STARTER_SQL, dialect: 'redshift', apply_suggestions: [] });
    preview.flush(REPORT);
    await settle();
    for (const text of ['customer_id', 'BIGINT', '1 to 1,000', 'A key of something else.', '10 % NULL']) expect(find('imported-orders-customer_id')?.textContent).toContain(text);
    expect(find('import-warning')?.textContent).toMatch(/Line 4, column 2.*GEOMETRY becomes text\./);
    expect(find('import-notice')?.textContent).toContain('3 × CREATE INDEX passed over');
    expect(find('import-submit')).toHaveProperty('disabled', false);
  });

  it('creates it with the name, the dialect and the foreign keys that were chosen', async () => {
    const { http, find, settle, previewed } = await open();
    (await previewed()).flush(REPORT);
    await settle();
    find('suggestion-orders-customer_id')?.querySelector('input')?.click();
    const name = find('import-name')!;
    name.value = 'shop';
    name.dispatchEvent(new Event('input'));
    const dialect = find('import-dialect')!;
    dialect.value = 'snowflake';
    dialect.dispatchEvent(new Event('change'));
    const again = await previewed();
    const body = { name: 'shop', sql: STARTER_SQL, dialect: 'snowflake', apply_suggestions: [{ table: 'orders', column: 'customer_id' }] };
    expect(again.request.body).toEqual(body);
    again.flush({ ...REPORT, suggestions: [], applied: [KEY] });
    await settle();
    expect(find('suggestion-orders-customer_id')?.querySelector('input')?.checked).toBe(true);
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    find('import-submit')?.click();
    const create = http.expectOne('/api/experiments/import-sql');
    expect(create.request.body).toEqual(body);
    create.flush({ ...sampleExperiment(), import: REPORT });
    await settle();
    expect(navigate).toHaveBeenCalledWith(['/experiments', 'shop']);
  });

  it('lists every fault with its place, and those of the fields', async () => {
    const { find, settle, previewed } = await open();
    const errors = [{ path: '$.sql', code: 'unknown_type', message: 'MONY is no type', position: { line: 3, column: 5 } }, { path: '$.name', code: 'invalid_name', message: '"1" can\'t name an experiment' }];
    (await previewed()).flush({ type: '', title: '', status: 422, code: 'invalid_sql', detail: 'The SQL has faults', errors }, { status: 422, statusText: 'Unprocessable' });
    await settle();
    expect(find('import-state')?.textContent).toContain('2 problems');
    expect(find('import-findings')?.textContent).toMatch(/Line 3, column 5\s*MONY is no type.*Name\s*"1" can't name/);
    expect(find('import-name')?.getAttribute('aria-invalid')).toBe('true');
    expect(find('import-submit')).toHaveProperty('disabled', true);
  });
});

it.each([['schema.sql', 'schema'], ['My Shop (2).SQL', 'my_shop_2'], ['2024.sql', 'import_2024'], ['日本.sql', 'import']])('%s names %s', (file, name) => expect(nameOfFile(file)).toBe(name));
