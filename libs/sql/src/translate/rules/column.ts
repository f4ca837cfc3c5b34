import { isSemiStructured, ofFamily, UNKNOWN } from '../../types/type';
import { jsonAt } from '../json';
import { quoteName, spellName, writtenName } from '../quote';
import { text, type Text } from '../text';
import type { ColumnReference, Name, PositionalColumn } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** A column, an alias, or a path into a SUPER column. */
export function translateColumn(t: Translator, node: ColumnReference, scope: Scope): Fragment {
  const { parts } = node;
  for (const part of parts) if (part.quoted) t.quotedNames.add(part.text);
  const found = scope.resolve(parts.map((part) => part.text));
  const refusal = found.source?.refused?.[parts.at(-1)!.text.toUpperCase()];
  if (refusal !== undefined) t.refuse(node, refusal);
  const isSequence = t.isSnowflake && found.kind === 'unknown' && parts.length > 1 && !parts.at(-1)!.quoted && parts.at(-1)!.text.toUpperCase() === 'NEXTVAL';
  if (isSequence) t.refuse(node, 'Sequences are not simulated in queries.', 'Use ROW_NUMBER() OVER (ORDER BY …), or give a column the generator "sequence".');
  if (found.kind === 'value') return navigate(t, node, text(node, found.source!.value!.sql), parts.slice(1), found.source!.value!.type);
  if (found.kind === 'column' && found.length < parts.length && (t.dialect === 'redshift' || isSemiStructured(found.type))) {
    const column = { start: node.start, end: parts[found.length - 1]!.end };
    return navigate(t, node, text(node, column), parts.slice(found.length), ofFamily('json'));
  }
  // Without a source of that name, `a.b.c` can only lead into a column `a`.
  if (found.kind === 'unknown' && t.dialect === 'redshift' && parts.length > 1 && scope.sources.some(({ columns }) => columns === undefined)) {
    return navigate(t, node, text(node, parts[0]!), parts.slice(1), ofFamily('json'));
  }
  if (found.kind === 'alias' && parts.length > 1 && isSemiStructured(found.type)) {
    return navigate(t, node, found.item && !t.isDuckDb ? text(node, '(', found.item.expression as Text, ')') : text(node, parts[0]!), parts.slice(1), found.type);
  }
  // PostgreSQL knows no alias in the list where it is made.
  if (found.item && !t.isDuckDb) return { text: text(node, '(', found.item.expression as Text, ')'), type: found.type, atom: true };
  return { text: spelled(t, node, found.name), type: found.type, atom: true };
}

function navigate(t: Translator, node: ColumnReference, value: ReturnType<typeof text>, rest: readonly Name[], type: Fragment['type']): Fragment {
  if (rest.length === 0) return { text: value, type, atom: true };
  const steps = rest.map((name) => (name.quoted ? name.text : name.text.toLowerCase()));
  return { text: text(node, ...jsonAt(t, value, steps)), type: ofFamily('json'), atom: true };
}

/** As it stands, with quotes where the engine wants them. Redshift takes names in any case; PostgreSQL wants the column's own. */
function spelled(t: Translator, node: ColumnReference, known: string | undefined): Fragment['text'] {
  const isOwn = known !== undefined && !t.isDuckDb && (node.parts.at(-1)!.quoted || known !== known.toLowerCase());
  const names = node.parts.map((part, index) => (isOwn && index === node.parts.length - 1 ? quoteName(known) : writtenName(t, part)));
  return names.some((name) => typeof name === 'string') ? text(node, ...names.flatMap((name, index) => (index === 0 ? [name] : ['.', name]))) : text(node, node);
}

/** `$2`: the second column of what FROM names. */
export function translatePositional(t: Translator, node: PositionalColumn, scope: Scope): Fragment {
  const qualifier = node.qualifier.at(-1)?.text;
  const source = scope.sources.find(({ name }) => qualifier === undefined || name.toLowerCase() === qualifier.toLowerCase());
  if (!source) return t.refuse(node, `There is no table whose column number ${node.index} could be meant.`, 'Name the column.');
  if (!source.columns) return t.refuse(node, `The columns of "${source.name}" are not known, so that ${t.source(node)} says nothing.`, 'Name the column.');
  const column = source.columns[node.index - 1];
  if (!column) return t.refuse(node, `"${source.name}" has ${source.columns.length} columns; ${t.source(node)} is none of them.`);
  const sql = `${source.name === '' ? '' : `${spellName(source.name)}.`}${spellName(column.name)}`;
  return { text: text(node, sql), type: column.type ?? UNKNOWN, atom: true };
}
