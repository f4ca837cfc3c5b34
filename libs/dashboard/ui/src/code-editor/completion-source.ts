import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { EditorCompleter, EditorCompletion } from './editor-completion';

/** Short marks of the kinds, beside each completion. */
const MARKS: Readonly<Record<string, string>> = { column: 'C', table: 'T', cte: 'W', source: 'A', alias: 'N', join: 'J', function: 'ƒ', keyword: 'K', type: 't', date_part: 'D' };

/** Completion by a completer that ranks by itself, on Ctrl+Space and while a word is written. */
export function completionBy(completer: () => EditorCompleter | undefined): Extension {
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const complete = completer();
    const before = context.state.sliceDoc(Math.max(context.pos - 1, 0), context.pos);
    if (!complete || (!context.explicit && !/[\p{L}\p{N}_."']/u.test(before))) return null;
    const found = await complete(context.state.doc.toString(), context.pos);
    if (context.aborted || context.view?.hasFocus === false || !found || found.items.length === 0) return null;
    // A word that is written out is no question: Enter must make a line.
    const written = context.state.sliceDoc(found.from, found.to);
    if (!context.explicit && found.items[0]!.insert.toLowerCase() === written.toLowerCase()) return null;
    return { from: found.from, to: found.to, options: found.items.map(optionOf), filter: false };
  };
  return autocompletion({
    override: [source],
    icons: false,
    activateOnTypingDelay: 60,
    maxRenderedOptions: 60,
    addToOptions: [{ render: markOf, position: 20 }],
    tooltipClass: () => 'dw-completions',
  });
}

type MarkedCompletion = Completion & { readonly kind: string };

function optionOf(item: EditorCompletion): MarkedCompletion {
  return { label: item.label, kind: item.kind, detail: item.detail, ...(item.note !== undefined && { info: item.note }), apply: (view, _completion, from, to) => insert(view, item, from, to) };
}

function insert(view: EditorView, { insert: text, caret = text.length }: EditorCompletion, from: number, to: number): void {
  // Brackets that are there already are not written twice.
  const end = Math.min(to, view.state.doc.length);
  const hasBrackets = text.endsWith('()') && view.state.sliceDoc(end, end + 1) === '(';
  const written = hasBrackets ? text.slice(0, -2) : text;
  view.dispatch({ changes: { from, to: end, insert: written }, selection: { anchor: from + (hasBrackets ? written.length + 1 : caret) }, userEvent: 'input.complete', scrollIntoView: true });
}

function markOf(completion: Completion): Node {
  const { kind } = completion as MarkedCompletion;
  const mark = document.createElement('span');
  mark.className = `dw-mark dw-mark-${kind}`;
  mark.textContent = MARKS[kind] ?? '';
  mark.title = kind.replace('_', ' ');
  return mark;
}
