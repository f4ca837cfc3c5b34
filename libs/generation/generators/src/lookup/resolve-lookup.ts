import type { ColumnContext, SourceColumn } from '../generator-kind';
import { isObject, stringOf, type Parameters } from '../parameters';

/** Where a look-up takes its value from: plain data. */
export type Lookup =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'random'; readonly table: string; readonly column: string }
  | { readonly kind: 'join'; readonly table: string; readonly column: string; readonly key: string; readonly own: string };

/** A look-up that is found, with its source; or the paths among which it can't choose. */
export interface ResolvedLookup {
  readonly lookup?: Lookup;
  readonly source?: SourceColumn;
  readonly paths?: readonly string[];
}

/** Table and column of `from`; the column is empty where there is no dot. */
export function splitFrom(params: Parameters): { readonly table: string; readonly column: string } {
  const [table, column = ''] = (stringOf(params, 'from') ?? '').split('.');
  return { table, column };
}

/** Finds the row that a look-up asks for: over foreign keys where they lead there, else by value or at random. */
export function resolveLookup(params: Parameters, { relations }: ColumnContext): ResolvedLookup {
  const { table, column } = splitFrom(params);
  const via = stringOf(params, 'via');
  const target = relations.source(table, column);
  if (!target) return {};
  if (via !== undefined) return byPath(relations.pathsTo(via, table, column), relations);
  const pairs = isObject(params['on']) ? Object.entries(params['on']).map(([own, other]) => [own, String(other)] as const) : [];
  if (pairs.length === 0) return { lookup: { kind: 'random', table: target.table, column: target.name }, source: target };
  const key = relations.foreignKeys.find(({ columns, table: parent, parentColumns }) => same(parent, table) && pairs.every(([own, other]) => columns.some((name, i) => same(name, own) && same(parentColumns[i], other))));
  if (key) return byPath([`${key.columns[0]}.${target.name}`], relations);
  const [[own, other]] = pairs;
  const joined = relations.source(table, other);
  return joined && pairs.length === 1 ? { lookup: { kind: 'join', table: target.table, column: target.name, key: joined.name, own }, source: { ...target, mayBeNull: true } } : { source: target };
}

function byPath(paths: readonly string[], relations: ColumnContext['relations']): ResolvedLookup {
  const source = paths.length === 1 ? relations.reach(paths[0]) : undefined;
  return source ? { lookup: { kind: 'path', path: source.path }, source } : { paths };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
