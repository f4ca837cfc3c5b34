import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { EditorView } from '@codemirror/view';
import type { SavedQuery } from '@dw-sim/contracts';
import { problemInterceptor } from '@dw-sim/dashboard-data-access';
import { sampleExample, sampleExperiment, sampleResult } from '../../data-access/src/testing/samples';
import { QueryPage } from './query-page';

const EXECUTE = '/api/query/execute';
const SAVED = '/api/query/saved';
const HISTORY = '/api/query/history';
const savedQuery = (change: Partial<SavedQuery> = {}): SavedQuery => ({
  name: 'top', sql: 'SELECT 7', description: null, experiment: 'shop', warehouse: null, dialect: 'redshift', created_at: '', updated_at: '', ...change,
});
const TYPO = {
  type: '', title: '', status: 422, code: 'invalid_sql', detail: 'Unknown table "ordres"; did you mean "orders"?', position: { line: 1, column: 15, length: 6 },
};

describe('QueryPage', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<QueryPage>;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting(), provideRouter([])],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(QueryPage);
    fixture.componentRef.setInput('experiment', 'shop');
    await fixture.whenStable();
    http.expectOne('/api/experiments').flush({ items: [sampleExperiment()], total: 1 });
    http.expectOne('/api/experiments/shop').flush(sampleExperiment());
    http.expectOne('/api/examples').flush({ items: [sampleExample()] });
    http.expectOne(SAVED).flush({ items: [savedQuery()], total: 1 });
    await settle();
    await settle();
  });

  const find = (id: string) => fixture.nativeElement.querySelector(`[data-testid="${id}"]`) as HTMLElement | null;
  const editor = () => EditorView.findFromDOM(find('sql-editor') as HTMLElement) as EditorView;
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    await fixture.whenStable();
  };
  /** Parts of the page are loaded when they are first shown, however long a busy machine takes. */
  const appears = async (id: string) => {
    for (let round = 0; round < 500 && !find(id); round++) await settle();
  };
  const write = async (sql: string) => {
    editor().dispatch({ changes: { from: 0, to: editor().state.doc.length, insert: sql } });
    await settle();
  };

  it('starts with the sample query and runs it in the experiment', async () => {
    expect(editor().state.doc.toString()).toBe('SELECT COUNT(*) FROM orders');
    find('run-query')?.click();
    const request = http.expectOne(EXECUTE);
    expect(request.request.body).toEqual({ sql: 'SELECT COUNT(*) FROM orders', experiment: 'shop', format: 'json' });
    request.flush(sampleResult({ results: [{ ...sampleResult().results[0]!, row_count: 1_000, truncated: true }] }));
    await appears('result-row-count');
    expect(find('result-row-count')?.textContent).toBe('1,000 rows');
    expect(find('result-truncated')).not.toBeNull();
  });

  it('points at the fault in the text that was run, and says what it is', async () => {
    await write('SELECT * FROM ordres');
    find('run-query')?.click();
    http.expectOne(EXECUTE).flush(TYPO, { status: 422, statusText: 'Unprocessable' });
    await settle();
    await settle();
    expect(find('query-error')?.textContent).toContain('did you mean "orders"?');
    expect(find('query-error')?.textContent).toContain('Line 1, column 15');
    expect(fixture.nativeElement.querySelector('.cm-lintRange-error')?.textContent).toBe('ordres');
  });

  it('cancels a query that takes long by aborting its request', async () => {
    find('run-query')?.click();
    const request = http.expectOne(EXECUTE);
    await settle();
    find('cancel-query')?.click();
    await settle();
    expect(request.cancelled).toBe(true);
    expect(find('run-query')).not.toBeNull();
    expect(find('query-error')).toBeNull();
  });

  it('clears text and result', async () => {
    find('run-query')?.click();
    http.expectOne(EXECUTE).flush(sampleResult());
    await settle();
    find('clear-query')?.click();
    await settle();
    expect(editor().state.doc.toString()).toBe('');
    expect(find('result-row-count')).toBeNull();
    expect(find('run-query')).toHaveProperty('disabled', true);
  });

  it('keeps what the user wrote when another experiment is opened', async () => {
    await write('SELECT 42');
    fixture.componentRef.setInput('experiment', 'other');
    await settle();
    http.expectOne('/api/experiments/other').flush(sampleExperiment({ name: 'other' }));
    http.expectOne('/api/examples').flush({ items: [] });
    await settle();
    expect(editor().state.doc.toString()).toBe('SELECT 42');
  });

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('underlines what is wrong while it is written, and lists it', async () => {
    await write('SELECT emial FROM customers');
    await pause(450);
    const checks = http.match('/api/query/check');
    expect(checks.at(-1)?.request.body).toEqual({ sql: 'SELECT emial FROM customers', experiment: 'shop' });
    const diagnostic = { severity: 'error', code: 'invalid_sql', message: 'Unknown column "emial"; did you mean "email"?', position: { line: 1, column: 8, length: 5 }, offset: 7, length: 5, statement: 1 };
    checks.at(-1)?.flush({ valid: false, statements: 1, diagnostics: [diagnostic, { ...diagnostic, message: 'Another', offset: 18, length: 9 }], dialect: 'ansi', warehouse: 'duckdb' });
    await settle();
    expect(fixture.nativeElement.querySelector('.cm-lintRange-error')?.textContent).toBe('emial');
    expect(find('problem')?.textContent).toContain('did you mean "email"?');
    find('problems-toggle')?.click();
    await settle();
    expect(fixture.nativeElement.querySelectorAll('[data-testid="problem"]')).toHaveLength(2);
    find('problem')?.click();
    expect(editor().state.sliceDoc(editor().state.selection.main.from, editor().state.selection.main.to)).toBe('emial');
  });

  it('runs what is selected alone', async () => {
    await write('SELECT 1;\nSELECT 2');
    editor().dispatch({ selection: { anchor: 10, head: 18 } });
    await settle();
    expect(find('run-query')?.textContent).toContain('Run selection');
    find('run-query')?.click();
    expect(http.expectOne(EXECUTE).request.body).toMatchObject({ sql: '         \nSELECT 2' });
  });

  it('lays the text out', async () => {
    find('format-query')?.click();
    http.expectOne('/api/query/format').flush({ sql: 'SELECT\n  1\n', changed: true, diagnostics: [], dialect: 'ansi' });
    await settle();
    expect(editor().state.doc.toString()).toBe('SELECT\n  1');
  });

  it('opens a saved query in its own dialect, and shows that it was changed', async () => {
    find('panel-saved')?.click();
    await settle();
    find('saved-top')?.click();
    await settle();
    expect(editor().state.doc.toString()).toBe('SELECT 7');
    expect(find('open-query')?.textContent).toContain('top');
    expect(fixture.nativeElement.querySelector('.edited')).toBeNull();
    find('run-query')?.click();
    expect(http.expectOne(EXECUTE).request.body).toMatchObject({ sql: 'SELECT 7', dialect: 'redshift' });
    await write('SELECT 8');
    expect(fixture.nativeElement.querySelector('.edited')).not.toBeNull();
  });

  it('asks in the dialect that is chosen', async () => {
    const select = find('query-dialect') as HTMLSelectElement;
    expect([...select.options].map(({ text }) => text)).toEqual(['As the experiment has it', 'The engine’s own', 'Redshift', 'Snowflake']);
    const choose = async (value: string) => {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await settle();
    };
    await choose('snowflake');
    find('run-query')?.click();
    const request = http.expectOne(EXECUTE);
    expect(request.request.body).toMatchObject({ dialect: 'snowflake' });
    request.flush(sampleResult());
    await settle();
    await choose('');
    find('run-query')?.click();
    expect(http.expectOne(EXECUTE).request.body).not.toHaveProperty('dialect');
  });

  it('lists the queries that ran, and opens one', async () => {
    find('panel-history')?.click();
    await settle();
    const item = { id: 1, sql: 'SELECT 5', sql_truncated: false, experiment: 'shop', warehouse: 'duckdb', dialect: 'ansi', started_at: '2026-01-01T10:00:00.000Z', elapsed_ms: 3, row_count: 1, status: 'completed', error_code: null, error_message: null };
    http.expectOne(({ url }) => url === HISTORY).flush({ items: [item], total: 1, limit: 50, offset: 0 });
    await settle();
    find('history-item')?.click();
    await settle();
    expect(editor().state.doc.toString()).toBe('SELECT 5');
  });

  it('shows several results as tabs, the last one first', async () => {
    await write('SELECT 1;\nSELECT 2');
    find('run-query')?.click();
    const [only] = sampleResult().results;
    const second = { ...only!, statement: 2, position: { line: 2, column: 1, length: 8 }, row_count: 1, rows: [['x', 1]] };
    http.expectOne(EXECUTE).flush(sampleResult({ results: [{ ...only!, position: { line: 1, column: 1, length: 8 } }, second] }));
    await settle();
    await settle();
    expect(find('result-row-count')?.textContent).toBe('1 row');
    find('result-tab-1')?.click();
    await settle();
    expect(find('result-row-count')?.textContent).toBe('2 rows');
    expect(find('result-tab-1')?.getAttribute('aria-selected')).toBe('true');
  });

  it('asks for a plan', async () => {
    find('explain-query')?.click();
    const request = http.expectOne(EXECUTE);
    expect(request.request.body).toMatchObject({ explain: 'plan' });
    const [only] = sampleResult().results;
    request.flush(sampleResult({ results: [{ ...only!, kind: 'plan', rows: [['SEQ_SCAN']] }] }));
    await settle();
    await settle();
    expect(find('result-plan')?.textContent).toBe('SEQ_SCAN');
  });

  it('measures a plan, where that is chosen', async () => {
    find('explain-more')?.click();
    await settle();
    (document.querySelector('[data-testid="explain-analyze"]') as HTMLElement).click();
    expect(http.expectOne(EXECUTE).request.body).toMatchObject({ explain: 'analyze' });
  });

  it('lets texts write where that is chosen, and writes nothing again for an export', async () => {
    await write('DELETE FROM orders');
    find('allow-writes')?.click();
    await settle();
    find('run-query')?.click();
    const request = http.expectOne(EXECUTE);
    expect(request.request.body).toMatchObject({ sql: 'DELETE FROM orders', allow_writes: true });
    request.flush(sampleResult());
    await settle();
    find('export-csv')?.click();
    expect(http.expectOne(EXECUTE).request.body).not.toHaveProperty('allow_writes');
  });

  it('exports the result that is shown in the form that is chosen', async () => {
    find('export-csv')?.click();
    const request = http.expectOne(EXECUTE);
    expect(request.request.body).toMatchObject({ format: 'csv', experiment: 'shop' });
  });
});
