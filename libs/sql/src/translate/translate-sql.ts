import { parseQuery } from '../parse/parse-query';
import { statementTokens } from '../split-statements';
import { tokenize } from '../tokenize';
import { Scope } from '../types/scope';
import { catalogueOf, type WarehouseDialect } from './dialect';
import { composeText, text, type Part } from './text';
import { Translator, type TableLookup } from './translator';
import type { Engine } from '../functions/function-entry';
import type { SplicedText } from '../rewrite/spliced-text';
import type { Token } from '../token';

/** What a text is translated from and to. */
export interface TranslationOptions {
  readonly dialect: WarehouseDialect;
  readonly engine: Engine;
  /** Columns of the tables that may be named, by the parts of their names; what is not known is taken as it comes. */
  readonly tables?: TableLookup;
}

/** Text for an engine, with the way back to the user's. */
export interface Translation extends SplicedText {
  /** A column's name as the warehouse shows it: Snowflake's are in upper case unless they were written in quotes. */
  columnName(name: string): string;
}

/** Statements that read, and are translated. */
const READING: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);

/**
 * Translates SQL of Redshift or Snowflake for an engine: what need not change stays as it is written, comments with it.
 * Statements that don't read are left as they are, for the engine's gate to judge.
 * @throws AppError `invalid_sql` with a position where a statement is not understood, or its meaning can't be kept
 */
export function translateSql(sql: string, options: TranslationOptions): Translation {
  const quotedNames = new Set<string>();
  const parts: Part[] = [];
  let at = 0;
  for (const tokens of statementTokens(tokenize(sql, { backslashEscapes: true }))) {
    const queryTokens = queryOf(tokens);
    if (!queryTokens) continue;
    const translator = new Translator(sql, options.dialect, options.engine, catalogueOf(options.dialect), options.tables ?? (() => undefined));
    const query = parseQuery(sql, queryTokens);
    const translated = translator.query(query, new Scope(), { named: true });
    parts.push({ start: at, end: query.start }, translated.text);
    at = query.end;
    for (const name of translator.quotedNames) quotedNames.add(name);
  }
  parts.push({ start: at, end: sql.length });
  const composed = composeText(sql, text({ start: 0, end: sql.length }, ...parts));
  return { ...composed, columnName: options.dialect === 'snowflake' ? (name) => (quotedNames.has(name) ? name : name.toUpperCase()) : (name) => name };
}

/** The tokens of the query in a statement: of EXPLAIN, what it explains. */
function queryOf(tokens: readonly Token[]): readonly Token[] | undefined {
  const start = tokens[0]?.text === 'EXPLAIN' && tokens[0].kind === 'word' ? 1 : 0;
  const first = tokens[start];
  const isQuery = first && ((first.kind === 'word' && READING.has(first.text)) || (first.kind === 'symbol' && first.text === '('));
  return isQuery ? tokens.slice(start) : undefined;
}

