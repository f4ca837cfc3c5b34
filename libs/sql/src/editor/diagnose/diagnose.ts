import { AppError, type SqlDiagnostic } from '@dw-sim/contracts';
import { checkBrackets } from './check-lexis';
import { changedTable, madeTable } from './changed-tables';
import { checkNames, columnsOf } from './check-names';
import { LineIndex } from '../../text-position';
import { parseQuery } from '../../parse/parse-query';
import { planStatement, type StatementPlan } from '../../translate/statement';
import { statementTokens } from '../../split-statements';
import { tokenize } from '../../tokenize';
import { translateStatement } from '../../translate/translate-sql';
import { Translator, type TranslationOptions } from '../../translate/translator';
import type { Query } from '../../parse/syntax';
import type { EditorContext } from '../catalogue';
import type { Token } from '../../token';

/** Where a fault is, before its place is told in lines. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint?: string;
  readonly code?: SqlDiagnostic['code'];
  readonly suggestions?: readonly string[];
}

const QUERY_WORDS: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);

/**
 * Every fault of a text that can be told without its engine: brackets and quotes left open, syntax, names that nothing has, and
 * what the dialect does not have or can't be simulated. A text of the engine's own SQL (`ansi`) that is not understood has no
 * fault here: the engine may understand it.
 * @param translation what the text is translated with; absent where the warehouse takes it as it is
 */
export function diagnose(sql: string, context: EditorContext, translation?: TranslationOptions): readonly SqlDiagnostic[] {
  const lines = new LineIndex(sql);
  const check = new StatementChecks(sql, context, translation);
  return statementTokens(tokenize(sql, { backslashEscapes: context.dialect !== 'ansi' })).flatMap((tokens, index) =>
    unique(check.statement(tokens)).map(({ start, end, message, hint, code = 'invalid_sql', suggestions }): SqlDiagnostic => {
      const length = Math.max(end - start, 1);
      const more = { ...(hint !== undefined && { hint }), ...(suggestions && suggestions.length > 0 && { suggestions }) };
      return { severity: 'error', code, message, ...more, position: { ...lines.positionAt(start), length }, offset: start, length, statement: index + 1 };
    }),
  );
}

class StatementChecks {
  private readonly lines: LineIndex;
  private readonly translator?: Translator;
  private readonly temporaries = new Map<string, readonly string[] | undefined>();
  /** Names of temporary tables, lower case. */
  private readonly changeable = new Set<string>();

  constructor(private readonly sql: string, private readonly context: EditorContext, translation: TranslationOptions | undefined) {
    this.lines = new LineIndex(sql);
    if (translation) this.translator = new Translator(sql, translation);
  }

  /** The faults of one statement. What it makes is known to those behind it. */
  statement(tokens: readonly Token[]): readonly Found[] {
    const brackets = checkBrackets(tokens);
    const plan = this.plan(tokens);
    const query = plan && this.queryOf(plan, tokens);
    const names = query ? checkNames(query, this.context, this.temporaries) : [];
    const fault = this.faultOf(tokens, query === undefined);
    const made = madeTable(tokens);
    if (plan?.kind === 'temporary') this.temporaries.set(this.nameOf(tokens, plan.name), query && columnsOf(query, this.context));
    else if (made) this.temporaries.set(made.name, undefined);
    if (made?.isTemporary) this.changeable.add(made.name.toLowerCase());
    // Temporary tables are the text's own, to make and to change; what is wrong with that shows when it runs.
    if (fault?.code === 'statement_not_allowed' && (made?.isTemporary || this.changeable.has(changedTable(tokens)?.toLowerCase() ?? ''))) return names;
    // An open bracket makes whatever comes behind it look wrong.
    if (query === undefined && brackets.length > 0) return brackets;
    return [...names, ...(fault && !names.some((each) => overlaps(each, fault)) ? [fault] : [])].sort((a, b) => a.start - b.start);
  }

  private plan(tokens: readonly Token[]): StatementPlan | undefined {
    const first = tokens[0]!;
    const head = first.text === 'EXPLAIN' ? (tokens[1]?.text === 'ANALYZE' ? 2 : 1) : 0;
    const token = tokens[head];
    if (token && ((token.kind === 'word' && QUERY_WORDS.has(token.text)) || token.text === '(')) return { kind: 'query', from: head };
    if (!this.translator) return undefined;
    return attempt(() => planStatement(this.sql, tokens, this.translator!.isSnowflake));
  }

  private queryOf(plan: StatementPlan, tokens: readonly Token[]): Query | undefined {
    return plan.kind === 'query' || plan.kind === 'temporary' ? attempt(() => parseQuery(this.sql, tokens.slice(plan.from))) : undefined;
  }

  /** What the translation finds; without one, what the parser finds where its word is the last. */
  private faultOf(tokens: readonly Token[], notUnderstood: boolean): Found | undefined {
    try {
      if (this.translator) translateStatement(this.translator, tokens);
      else if (notUnderstood && this.context.dialect !== 'ansi' && QUERY_WORDS.has(tokens[0]!.text)) parseQuery(this.sql, tokens);
      return undefined;
    } catch (error) {
      // Expected: what is not understood, not allowed, or not possible here.
      if (!(error instanceof AppError)) throw error;
      const { position, hint } = error.details;
      const start = (position && this.lines.offsetAt(position)) ?? tokens[0]!.start;
      return { start, end: start + (position?.length ?? 1), message: error.message, code: error.code, ...(hint !== undefined && { hint }) };
    }
  }

  private nameOf(tokens: readonly Token[], at: number): string {
    const token = tokens[at]!;
    return token.text === '#' ? `#${tokens[at + 1]?.text ?? ''}` : token.text;
  }
}

/** The value, or undefined where an error says that it is none. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    // Expected: a statement that is not understood or not allowed; the translation tells it with its place.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function overlaps(a: Found, b: Found): boolean {
  return a.start < b.end && b.start < a.end;
}

function unique(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((each) => [`${each.start} ${each.message}`, each])).values()];
}
