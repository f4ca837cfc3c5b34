import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { EditorView } from '@codemirror/view';
import { problemInterceptor } from '@dw-sim/dashboard-data-access';
import { sampleExample, sampleExperiment, sampleResult } from '../../data-access/src/testing/samples';
import { QueryPage } from './query-page';

const EXECUTE = '/api/query/execute';
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
    request.flush(sampleResult({ row_count: 1_000, truncated: true }));
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
});
