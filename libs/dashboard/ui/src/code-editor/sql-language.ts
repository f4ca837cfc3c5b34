import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { EditorSchema } from './editor-diagnostic';

/**
 * SQL with completion of tables, of columns behind a table or alias (`o.`), and of every column where no table is named.
 * Keywords come last.
 */
export function sqlLanguage(schema: EditorSchema): Extension {
  const columns = columnCompletions(schema);
  return [
    sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true }),
    PostgreSQL.language.data.of({ autocomplete: (context: CompletionContext) => completeColumn(context, columns) }),
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
