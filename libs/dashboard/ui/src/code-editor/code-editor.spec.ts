import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { acceptCompletion, currentCompletions, startCompletion } from '@codemirror/autocomplete';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { CodeEditor } from './code-editor';

async function createEditor(inputs: Record<string, unknown>): Promise<{ fixture: ComponentFixture<CodeEditor>; view: EditorView }> {
  const fixture = TestBed.createComponent(CodeEditor);
  for (const [name, value] of Object.entries({ label: 'Text', ...inputs })) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  await import('./create-editor');
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
  const view = EditorView.findFromDOM(fixture.nativeElement);
  if (!view) throw new Error('The editor was not made');
  return { fixture, view };
}

describe('CodeEditor', () => {
  it('keeps its value and its text the same, both ways', async () => {
    const { fixture, view } = await createEditor({ language: 'sql', value: 'SELECT 1' });
    expect(view.state.doc.toString()).toBe('SELECT 1');
    view.dispatch({ changes: { from: 7, to: 8, insert: '2' } });
    expect(fixture.componentInstance.value()).toBe('SELECT 2');
    fixture.componentRef.setInput('value', 'SELECT 3');
    await fixture.whenStable();
    expect(view.state.doc.toString()).toBe('SELECT 3');
  });

  it('is named for assistive technology', async () => {
    const { fixture } = await createEditor({ language: 'json', label: 'Definition' });
    expect(fixture.nativeElement.querySelector('.cm-content').getAttribute('aria-label')).toBe('Definition');
  });

  it('submits on Ctrl with Enter without a new line', async () => {
    const { fixture, view } = await createEditor({ language: 'sql', value: 'SELECT 1' });
    let submitted = 0;
    fixture.componentInstance.submitted.subscribe(() => submitted++);
    runScopeHandlers(view, new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }), 'editor');
    expect(submitted).toBe(1);
    expect(view.state.doc.lines).toBe(1);
  });

  it('underlines faults, also those of a longer text', async () => {
    const diagnostics = [{ from: 7, to: 99, severity: 'error', message: 'Unknown' }];
    const { fixture } = await createEditor({ language: 'sql', value: 'SELECT nope', diagnostics });
    expect(fixture.nativeElement.querySelector('.cm-lintRange-error').textContent).toBe('nope');
  });

  it('completes by what it is given, in its order, and puts the cursor where it says', async () => {
    const items = [{ label: 'COUNT', kind: 'function', detail: 'COUNT(*)', insert: 'COUNT()', caret: 6 }, { label: 'cost', kind: 'column', note: 'key', insert: 'cost' }];
    const asked: unknown[] = [];
    const completer = async (text: string, offset: number) => (asked.push([text, offset]), { from: 7, to: 8, items });
    const { view } = await createEditor({ language: 'sql', value: 'SELECT c FROM t', completer });
    view.focus();
    view.dispatch({ selection: { anchor: 8 } });
    startCompletion(view);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(asked).toEqual([['SELECT c FROM t', 8]]);
    expect(currentCompletions(view.state).map(({ label }) => label)).toEqual(['COUNT', 'cost']);
    acceptCompletion(view);
    expect([view.state.doc.toString(), view.state.selection.main.head]).toEqual(['SELECT COUNT() FROM t', 13]);
  });

  it('writes no brackets twice', async () => {
    const completer = async () => ({ from: 7, to: 8, items: [{ label: 'COUNT', kind: 'function', insert: 'COUNT()', caret: 6 }] });
    const { view } = await createEditor({ language: 'sql', value: 'SELECT C(*) FROM t', completer });
    view.focus();
    view.dispatch({ selection: { anchor: 8 } });
    startCompletion(view);
    await new Promise((resolve) => setTimeout(resolve, 150));
    acceptCompletion(view);
    expect([view.state.doc.toString(), view.state.selection.main.head]).toEqual(['SELECT COUNT(*) FROM t', 13]);
  });

  it('reveals a range and inserts at the selection', async () => {
    const { fixture, view } = await createEditor({ language: 'sql', value: 'SELECT a FROM b' });
    fixture.componentInstance.reveal({ from: 7, to: 8 });
    expect(view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)).toBe('a');
    fixture.componentInstance.insert('customer_id');
    expect(fixture.componentInstance.value()).toBe('SELECT customer_id FROM b');
  });
});
