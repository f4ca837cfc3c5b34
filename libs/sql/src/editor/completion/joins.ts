import { sameName } from '../same-name';
import { spelledName } from './spelling';
import type { EditorForeignKey, EditorTable } from '../catalogue';
import type { Source } from '../sources';

/** Two relations and the columns by which a foreign key joins them, in their order. */
interface Match {
  readonly left: Source;
  readonly pairs: readonly (readonly [left: string, right: string])[];
}

/** Conditions by which a relation can be joined to those before it, the nearest first: `o.customer_id = c.customer_id`. */
export function joinConditions(joined: Source, others: readonly Source[]): readonly string[] {
  const spell = (name: string) => spelledName(name, { quoted: false });
  return [...others].reverse().flatMap((other) =>
    matches(joined, other).map(({ pairs }) => pairs.map(([left, right]) => `${spell(joined.name)}.${spell(left)} = ${spell(other.name)}.${spell(right)}`).join(' AND ')),
  );
}

/** Tables that foreign keys lead to or from, with an alias that is free and the condition. */
export function joinableTables(tables: readonly EditorTable[], sources: readonly Source[]): readonly { readonly table: EditorTable; readonly alias: string; readonly condition: string }[] {
  const found = tables.flatMap((table) => {
    const alias = freeAlias(table.name, sources);
    const [condition] = joinConditions({ name: alias, kind: 'table', table }, sources);
    return condition === undefined ? [] : [{ table, alias, condition }];
  });
  const isThere = ({ table }: { readonly table: EditorTable }) => sources.some((source) => source.table === table);
  return [...found.filter((each) => !isThere(each)), ...found.filter(isThere)];
}

function matches(joined: Source, other: Source): readonly Match[] {
  const { table: left } = joined;
  const { table: right } = other;
  if (!left || !right) return [];
  const forward = left.foreignKeys.filter((key) => sameName(key.table, right.name)).map((key) => ({ left: joined, pairs: pairsOf(key) }));
  const backward = left === right ? [] : right.foreignKeys.filter((key) => sameName(key.table, left.name)).map((key) => ({ left: joined, pairs: pairsOf(key).map(([from, to]) => [to, from] as const) }));
  return [...forward, ...backward];
}

function pairsOf({ columns, references }: EditorForeignKey): readonly (readonly [string, string])[] {
  return columns.map((column, index) => [column, references[index] ?? column]);
}

/** Initials of a name's words, with a number where another relation has them: `o`, `oi`, `o2`. */
export function freeAlias(name: string, sources: readonly Source[]): string {
  const initials = name.toLowerCase().split('_').filter(Boolean).map(([letter]) => letter).join('') || 't';
  const isTaken = (alias: string) => sources.some((source) => sameName(source.name, alias)) || RESERVED_INITIALS.has(alias);
  let alias = initials;
  for (let count = 2; isTaken(alias); count++) alias = `${initials}${count}`;
  return alias;
}

/** Initials that are words of SQL. */
const RESERVED_INITIALS: ReadonlySet<string> = new Set(['as', 'at', 'by', 'do', 'if', 'in', 'is', 'of', 'on', 'or', 'to', 'all', 'and', 'any', 'end', 'for', 'not', 'set', 'top', 'use']);
