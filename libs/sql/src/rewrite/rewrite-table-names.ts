import { statementTokens } from '../split-statements';
import { tokenize } from '../tokenize';
import { Analysis } from './analysis';
import { Scope } from './scope';
import { spliceText } from './spliced-text';
import { StatementTokens } from './statement-tokens';
import { readStatement } from './statement';
import type { TableNameResolver } from './analysis';
import type { Splice, SplicedText } from './spliced-text';
import type { Token } from '../token';

/** Brackets nested deeper than this are left alone: no engine takes them, and reading them needs stack. */
const MAX_DEPTH = 256;

/**
 * Replaces the names of tables in SQL text of one or several statements, and leaves every other character as it was.
 * Knows what a name means: common table expressions, aliases, columns, functions, strings and comments stay. A table
 * without an alias whose columns are qualified by its name gets that name as its alias. Text that is not understood
 * stays as it is; nothing is thrown.
 * @param resolve asked for every table that is named, in no particular order
 */
export function rewriteTableNames(sql: string, resolve: TableNameResolver): SplicedText {
  return rewriteEachStatement(sql, () => resolve);
}

/** The same with names that mean other tables in each statement. @param resolverOf a statement, by its number from 0 */
export function rewriteEachStatement(sql: string, resolverOf: (statement: number) => TableNameResolver): SplicedText {
  const splices = statementTokens(tokenize(sql)).flatMap((tokens, index) => statementSplices(sql, tokens, resolverOf(index)));
  return spliceText(sql, splices);
}

function statementSplices(sql: string, list: readonly Token[], resolve: TableNameResolver): readonly Splice[] {
  const tokens = new StatementTokens(list);
  if (tokens.depth > MAX_DEPTH) return [];
  const analysis = new Analysis(sql, tokens, resolve, readStatement);
  analysis.statement(0, tokens.length, new Scope(undefined));
  return analysis.tables.flatMap((table) => table.splices());
}
