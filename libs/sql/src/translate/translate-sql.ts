import { AppError } from '@dw-sim/contracts';
import { sqlError } from '../parse/cursor';
import { parseExpression, parseQuery } from '../parse/parse-query';
import { statementTokens } from '../split-statements';
import { tokenize, withDashComments } from '../tokenize';
import { fold, Scope, type Column, type Relation } from '../types/scope';
import { quoteText } from './quote';
import { planStatement } from './statement';
import { composeText, text, textOf, type Part, type Text } from './text';
import { Translator, type CreatedTable, type TranslationOptions } from './translator';
import type { Span } from '../parse/syntax';
import type { SplicedText } from '../rewrite/spliced-text';
import type { Token } from '../token';

/** Text for an engine, with the way back to the user's. */
export interface Translation extends SplicedText {
  /** A column's name as the warehouse shows it: Redshift's are in lower case, Snowflake's in upper case unless they were written in quotes. */
  columnName(name: string): string;
}

/**
 * Translates SQL of Redshift or Snowflake for an engine: what need not change stays as it is written, comments with it.
 * Temporary tables become common table expressions of the queries that follow, variables their values; statements that
 * look after a session or storage have no effect.
 * @throws AppError `invalid_sql` with a position where a statement is not understood, or its meaning can't be kept;
 * `statement_not_allowed` for one that writes
 */
export function translateSql(written: string, options: TranslationOptions): Translation {
  const sql = options.dialect === 'snowflake' ? withDashComments(written) : written;
  const translator = new Translator(sql, options);
  const parts: Part[] = [];
  let at = 0;
  for (const [index, tokens] of statementTokens(tokenize(sql, { backslashEscapes: true })).entries()) {
    const [start, end] = [tokens[0]!.start, tokens.at(-1)!.end];
    parts.push({ start: at, end: start }, atItsPlace(sql, { start, end }, () => translateStatement(translator, tokens, options.creates?.get(index))));
    at = end;
  }
  parts.push({ start: at, end: sql.length });
  const { quotedNames } = translator;
  const composed = composeText(sql, textOf({ start: 0, end: sql.length }, parts));
  return { ...composed, columnName: options.dialect === 'snowflake' ? (name) => (quotedNames.has(name) ? name : name.toUpperCase()) : (name) => name.toLowerCase() };
}

/** What is too long or too deep has the place of its statement. */
function atItsPlace(sql: string, span: Span, translate: () => Text): Text {
  try {
    return translate();
  } catch (error) {
    // Expected: an expression that is deeper than the stack, although its brackets are not.
    if (error instanceof RangeError) throw sqlError(sql, span, 'The statement is nested too deeply.');
    if (error instanceof AppError && !error.details.position) throw sqlError(sql, span, error.message, error.details.hint);
    throw error;
  }
}

/**
 * One statement of the text, by its tokens. Errors as `translateSql`.
 * @param creates the table that the engine makes or changes for the statement, in whose place a query stands then
 */
export function translateStatement(t: Translator, tokens: readonly Token[], creates?: CreatedTable): Text {
  const span = { start: tokens[0]!.start, end: tokens.at(-1)!.end };
  const plan = planStatement(t.sql, tokens, t.isSnowflake);
  switch (plan.kind) {
    case 'as-is':
      return text(span, span);
    case 'no-effect':
      return text(span, `SELECT ${quoteText(plan.answer)} AS status`);
    case 'variables': {
      const values = plan.variables.map(({ name, from, to }) => [name, t.operand(parseExpression(t.sql, tokens.slice(from, to)), new Scope())] as const);
      for (const [name, value] of values) t.variables.set(name, value);
      return text(span, "SELECT 'SET' AS status");
    }
    case 'temporary': {
      const query = t.query(parseQuery(t.sql, tokens.slice(plan.from)), new Scope(), { named: true });
      t.temporaries.define(temporaryName(t.sql, tokens, plan.name), query);
      return text(span, `SELECT ${quoteText(plan.answer)} AS status`);
    }
    case 'query': {
      const query = parseQuery(t.sql, tokens.slice(plan.from));
      const { text: written, columns } = t.query(query, new Scope(), { named: true, shown: true });
      if (creates) t.made.set(fold(creates.name), { name: creates.name, ...relationOf(creates.columns ?? columns) });
      return text(span, explaining(tokens), t.temporaries.before(query, written));
    }
  }
}

function relationOf(columns: readonly Column[] | 'unknown' | undefined): Relation {
  return columns === undefined || columns === 'unknown' ? {} : { columns };
}

/** EXPLAIN as both engines have it. */
function explaining([first, second]: readonly Token[]): string {
  if (first!.kind !== 'word' || first!.text !== 'EXPLAIN') return '';
  return second?.text === 'ANALYZE' ? 'EXPLAIN ANALYZE ' : 'EXPLAIN ';
}

/** `#name` is a temporary table of Redshift. */
function temporaryName(sql: string, tokens: readonly Token[], at: number): string {
  const token = tokens[at]!;
  const name = token.text === '#' ? tokens[at + 1]! : token;
  return (token.text === '#' ? '#' : '') + (name.kind === 'quoted' ? name.text : sql.slice(name.start, name.end));
}
