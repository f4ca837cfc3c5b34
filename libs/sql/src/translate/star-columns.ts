import { fold, type Column, type Scope, type ScopedSource } from '../types/scope';
import { spellName } from './quote';
import { text, type Part, type Text } from './text';
import type { Expression, Star, StarChange } from '../parse/syntax';
import type { Translator } from './translator';

/** Columns that a star stands for; undefined where a table's are not known. */
export function starColumns(node: Star, scope: Scope): readonly Column[] | undefined {
  const sources = starSources(node, scope);
  if (sources.length === 0 || sources.some(({ columns }) => columns === undefined)) return undefined;
  let columns = sources.flatMap((source) => source.columns!);
  for (const change of node.changes) columns = changed(columns, change);
  return columns;
}

/** The sources whose columns a star stands for. */
export function starSources(node: Star, scope: Scope): readonly ScopedSource[] {
  const name = node.qualifier.at(-1)?.text;
  return name === undefined ? scope.sources : scope.sources.filter((source) => fold(source.name) === fold(name));
}

function changed(columns: readonly Column[], { word, items }: StarChange): Column[] {
  const names = items.map(({ value }) => columnName(value));
  if (word === 'EXCLUDE' || word === 'EXCEPT') return columns.filter(({ name }) => !names.includes(fold(name)));
  if (word !== 'RENAME') return [...columns];
  return columns.map((column) => {
    const index = names.indexOf(fold(column.name));
    return index < 0 ? column : { ...column, name: items[index]!.alias?.text ?? column.name };
  });
}

function columnName(node: Expression): string {
  return node.kind === 'column' ? fold(node.parts.at(-1)!.text) : '';
}

/** A star with changes: DuckDB has them all, for PostgreSQL the columns are written out. */
export function expandStar(t: Translator, node: Star, scope: Scope): Text {
  if (t.isDuckDb) return text(node, { start: node.start, end: node.changes[0]!.start }, ...node.changes.flatMap((change) => duckDbChange(t, change, scope)));
  const columns = starColumns(node, scope);
  const change = node.changes.find(({ word }) => word !== 'EXCLUDE' && word !== 'EXCEPT');
  if (!columns || change) return t.refuse(change ?? node, 'A star with changes is not possible on PostgreSQL.', 'Write the columns that you want.');
  const qualifier = node.qualifier.map((name) => `${t.source(name)}.`).join('');
  return text(node, columns.map(({ name }) => qualifier + spellName(name)).join(', '));
}

function duckDbChange(t: Translator, change: StarChange, scope: Scope): readonly Part[] {
  if (change.word === 'ILIKE' || change.word === 'LIKE') return [' ILIKE ', t.expression(change.items[0]!.value, scope).text];
  const word = change.word === 'EXCEPT' ? 'EXCLUDE' : change.word;
  const items = change.items.flatMap((item, index): Part[] => [
    index === 0 ? '' : ', ',
    change.word === 'REPLACE' ? t.expression(item.value, scope).text : columnPart(item.value),
    ...(item.alias ? [' AS ', item.alias] : []),
  ]);
  return [` ${word} (`, ...items, ')'];
}

function columnPart(node: Expression): Part {
  return node.kind === 'column' ? node.parts.at(-1)! : node;
}
