import { autocompletion, insertCompletionText } from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { EditorDiagnostic, EditorLanguage } from './editor-diagnostic';
import { completionBy } from './completion-source';
import type { EditorCompleter } from './editor-completion';
import { editorTheme } from './editor-theme';
import { sqlLanguage } from './sql-language';
import type { TextRange } from './text-offset';

/** What an editor is made with. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly language: EditorLanguage;
  readonly text: string;
  /** Name for assistive technology. */
  readonly label: string;
  readonly onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit: () => void;
  /** What is selected has changed; undefined where nothing is. */
  readonly onSelect: (range: TextRange | undefined) => void;
  /** Completes in place of the editor's own completion. */
  readonly completer?: () => EditorCompleter | undefined;
}

/** What the dashboard does with an editor, without a type of CodeMirror in it. */
export interface EditorHandle {
  setText(text: string): void;
  setDiagnostics(diagnostics: readonly EditorDiagnostic[]): void;
  /** Selects a part of the text and brings it into view. */
  reveal(range: TextRange): void;
  /** Puts text in place of the selection. */
  insert(text: string): void;
  destroy(): void;
}

/** Makes a CodeMirror editor. This module is loaded lazily: it brings all of CodeMirror with it. */
export function createEditor(options: EditorOptions): EditorHandle {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({ doc: options.text, extensions: extensionsOf(options) }),
  });
  return {
    setText: (text) => replaceText(view, text),
    setDiagnostics: (diagnostics) => view.dispatch(setDiagnostics(view.state, within(view.state.doc.length, diagnostics))),
    reveal: (range) => reveal(view, range),
    insert: (text) => insertText(view, text),
    destroy: () => view.destroy(),
  };
}

function extensionsOf(options: EditorOptions): Extension[] {
  const submit = { key: 'Mod-Enter', run: () => (options.onSubmit(), true) };
  return [
    Prec.highest(keymap.of([submit])),
    basicSetup,
    options.completer ? completionBy(options.completer) : autocompletion({ icons: false }),
    keymap.of([indentWithTab]),
    languageOf(options.language),
    lintGutter(),
    tooltips({ parent: options.parent.ownerDocument.body }),
    // A document keeps its indentation; a query is read whole.
    options.language === 'sql' ? EditorView.lineWrapping : [],
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    // A dropped file is the page's business: CodeMirror would paste its text at the pointer.
    EditorView.domEventHandlers({ drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0 }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
      const { from, to } = update.state.selection.main;
      if (update.docChanged || update.selectionSet) options.onSelect(from === to ? undefined : { from, to });
    }),
    editorTheme,
  ];
}

function languageOf(language: EditorLanguage): Extension {
  if (language === 'json') return json();
  return language === 'ddl' ? sql({ dialect: PostgreSQL }) : sqlLanguage();
}

function replaceText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

function insertText(view: EditorView, text: string): void {
  const { from, to } = view.state.selection.main;
  view.dispatch(insertCompletionText(view.state, text, from, to));
  view.focus();
}

function reveal(view: EditorView, range: TextRange): void {
  const [{ from, to }] = within(view.state.doc.length, [range]);
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

/** Ranges cut to the text: a diagnostic may be older than the last keystroke. */
function within<T extends TextRange>(length: number, ranges: readonly T[]): T[] {
  return ranges.map((range) => ({ ...range, from: Math.min(range.from, length), to: Math.min(range.to, length) }));
}
