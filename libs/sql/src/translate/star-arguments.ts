import { fold, type Column, type Scope, type ScopedSource } from '../types/scope';
import { ofFamily } from '../types/type';
import { quoteText, spellName } from './quote';
import { starSources } from './star-columns';
import { text } from './text';
import type { FunctionEntry } from '../functions/function-entry';
import type { Star } from '../parse/syntax';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/**
 * What a star stands for among the arguments of a function: the columns, or each with its name before it, as OBJECT_CONSTRUCT
 * takes them. Names are in upper case, as Snowflake keeps them, unless they were created with capitals of their own.
 */
export function starArguments(t: Translator, node: Star, scope: Scope, star: NonNullable<FunctionEntry['star']>): readonly Fragment[] {
  return columnsOf(t, node, scope).flatMap(({ source, column }): readonly Fragment[] => {
    const qualifier = source.name === '' ? '' : `${spellName(source.name)}.`;
    const value: Fragment = { text: text(node, qualifier + spellName(column.name)), type: column.type, atom: true };
    if (star === 'columns') return [value];
    const key = column.name === fold(column.name) ? column.name.toUpperCase() : column.name;
    return [{ text: text(node, quoteText(key)), type: ofFamily('text'), literal: key, atom: true }, value];
  });
}

function columnsOf(t: Translator, node: Star, scope: Scope): readonly { readonly source: ScopedSource; readonly column: Column }[] {
  const other = node.changes.find(({ word }) => word !== 'EXCLUDE');
  if (other) return t.refuse(other, 'Only EXCLUDE may stand behind this star.', 'Name the columns that you want.');
  const excluded = node.changes.flatMap(({ items }) => items.map(({ value }) => (value.kind === 'column' ? fold(value.parts.at(-1)!.text) : '')));
  return starSources(node, scope).flatMap((source) => {
    const columns = source.columns ?? t.refuse(node, 'The columns that this star stands for are not known here.', 'Name them.');
    return columns.filter(({ name }) => !excluded.includes(fold(name))).map((column) => ({ source, column }));
  });
}
