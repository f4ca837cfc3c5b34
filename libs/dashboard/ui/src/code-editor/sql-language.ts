import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { PostgreSQL, SQLDialect, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { EditorSchema } from './editor-diagnostic';

/** What people write in queries; PostgreSQL's own list has hundreds of words that nobody looks for. */
const KEYWORDS =
  'all and any array as asc between both by case cast cross current_date current_timestamp date_trunc desc distinct else end escape except exists explain ' +
  'extract false fetch filter first following from full group grouping having ilike in inner intersect interval into is join last lateral leading left ' +
  'like limit not null nulls offset on or order outer over partition preceding qualify range recursive right rollup row rows select sets similar some ' +
  'then ties to trailing true unbounded union unnest using values when where window with';

const DIALECT = SQLDialect.define({ ...PostgreSQL.spec, keywords: KEYWORDS });

/**
 * SQL with completion of tables, of columns behind a table or alias (`o.`), and of every column where no table is named.
 * Keywords come last.
 */
export function sqlLanguage(schema: EditorSchema): Extension {
  const columns = columnCompletions(schema);
  return [
    sql({ dialect: DIALECT, schema, upperCaseKeywords: true }),
    DIALECT.language.data.of({ autocomplete: (context: CompletionContext) => completeColumn(context, columns) }),
  ];
}

function completeColumn(context: CompletionContext, columns: readonly Completion[]): CompletionResult | null {
  const word = context.matchBefore(/[\w.]*/);
  if (!word || word.text.includes('.') || (word.from === word.to && !context.explicit)) return null;
  return { from: word.from, options: columns, validFor: /^\w*$/ };
}

/** Each name once, with the tables that have it. */
function columnCompletions(schema: EditorSchema): Completion[] {
  const tables = new Map<string, string[]>();
  for (const [table, columns] of Object.entries(schema)) {
    for (const column of columns) tables.set(column, [...(tables.get(column) ?? []), table]);
  }
  return [...tables].map(([label, owners]) => ({ label, type: 'property', detail: owners.join(', '), boost: 1 }));
}
