import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--dw-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--dw-mono)', lineHeight: '1.6', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--dw-accent-text)' },
  '.cm-line': { padding: '0 14px 0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--dw-accent-text)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--dw-text-3)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 12px', minWidth: '34px' },
  '.cm-activeLine': { backgroundColor: 'light-dark(rgb(20 20 50 / 3%), rgb(255 255 255 / 3%))' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--dw-text-2)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#dcdafb, #37346b)',
  },
  '.cm-matchingBracket': { backgroundColor: 'var(--dw-accent-soft) !important', outline: '1px solid var(--dw-accent)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--dw-surface)', border: '1px solid var(--dw-border)', borderRadius: '8px',
    boxShadow: 'var(--dw-shadow-3)', overflow: 'hidden', color: 'var(--dw-text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--dw-mono)', fontSize: '12.5px', maxHeight: '17em', maxWidth: 'min(640px, 92vw)', minWidth: 'min(320px, 92vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px 3px 6px', display: 'flex', alignItems: 'center', gap: '8px' },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' },
  '.cm-completionDetail': { marginInlineStart: 'auto', paddingInlineStart: '16px', fontStyle: 'normal', fontFamily: 'var(--dw-font)', fontSize: '11.5px', color: 'var(--dw-text-3)', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', flex: '0 1 auto', minWidth: '40px' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'inherit', opacity: '0.85' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', fontSize: '12px', fontFamily: 'var(--dw-font)', maxWidth: '280px', overflow: 'visible' },
  '.dw-mark': { flex: 'none', width: '18px', height: '18px', display: 'grid', placeItems: 'center', borderRadius: '5px', font: '600 10.5px var(--dw-font)', color: 'var(--dw-text-2)', backgroundColor: 'var(--dw-surface-2)' },
  '.dw-mark-column, .dw-mark-alias': { color: 'light-dark(#2f52c4, #94b4ff)', backgroundColor: 'light-dark(#e9eefc, #1c2743)' },
  '.dw-mark-table, .dw-mark-cte, .dw-mark-source': { color: 'light-dark(#15713a, #5bd28a)', backgroundColor: 'var(--dw-good-soft)' },
  '.dw-mark-function': { color: 'light-dark(#7a2bbf, #c9a2ff)', backgroundColor: 'light-dark(#f4ebfc, #2b1f3d)' },
  '.dw-mark-join': { color: 'var(--dw-caution)', backgroundColor: 'var(--dw-caution-soft)' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .dw-mark': { color: 'inherit', backgroundColor: 'rgb(255 255 255 / 18%)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--dw-accent)', color: 'var(--dw-on-accent)' },
  '.cm-diagnostic': { fontFamily: 'var(--dw-font)', padding: '6px 10px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--dw-bad)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none', textDecoration: 'underline wavy var(--dw-bad) 1.5px', textUnderlineOffset: '4px',
    backgroundColor: 'var(--dw-bad-soft)', textDecorationSkipInk: 'none',
  },
  '.cm-lint-marker': { width: '0.62em', height: '0.62em', margin: '0.5em 0 0 0.2em', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: '""', backgroundColor: 'var(--dw-bad)' },
  '.cm-lint-marker-warning': { content: '""', backgroundColor: 'var(--dw-caution)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--dw-caution) 1.5px', textUnderlineOffset: '4px' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--dw-caution)' },
  '.cm-panels': { backgroundColor: 'var(--dw-surface-2)', color: 'var(--dw-text)', borderColor: 'var(--dw-border)' },
  '.cm-foldPlaceholder': { background: 'var(--dw-surface-2)', border: '1px solid var(--dw-border)', color: 'var(--dw-text-2)' },
});

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'light-dark(#7a2bbf, #c9a2ff)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'light-dark(#1b6e3c, #8fd6a6)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#a34700, #f2b27a)' },
  { tag: tags.propertyName, color: 'light-dark(#2f52c4, #94b4ff)' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'light-dark(#0b6a83, #7fd0e3)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--dw-text-3)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation], color: 'var(--dw-text-2)' },
  { tag: tags.invalid, color: 'var(--dw-bad)' },
]);

/** The product's look for an editor; follows light and dark by itself. */
export const editorTheme = [look, syntaxHighlighting(highlight)];
