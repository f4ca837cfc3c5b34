import { AppError, type SqlDiagnostic, type TextPosition } from '@dw-sim/contracts';
import { readChanges, type TextOfQueries } from '../../changes/read-changes';
import { checkBrackets } from './check-lexis';
import { checkNames, columnsOf } from './check-names';
import { checkChange, noteChange, type MadeTables } from './check-change';
import { LineIndex } from '../../text-position';
import { parseQuery } from '../../parse/parse-query';
import { planStatement, type StatementPlan } from '../../translate/statement';
import { statementTokens } from '../../split-statements';
import { tokenize, withDashComments } from '../../tokenize';
import { translateStatement } from '../../translate/translate-sql';
import { Translator, type CreatedTable, type TranslationOptions } from '../../translate/translator';
import type { WrittenChange } from '../../changes/written-change';
import type { Query, Span } from '../../parse/syntax';
import type { EditorContext } from '../catalogue';
import type { Token } from '../../token';

/** What is wrong at a place of the text that is checked. */
interface Found extends Span {
  readonly message: string;
  readonly hint?: string;
  readonly code?: SqlDiagnostic['code'];
  readonly suggestions?: readonly string[];
}

/** What a text is judged with. */
export interface DiagnoseOptions {
  /** What it is translated with; absent where the warehouse takes it as it is. */
  readonly translation?: TranslationOptions;
  /** Hidden column of the engine that tells rows apart; absent where statements can't change its tables. */
  readonly rowId?: string;
  /** Tells of unknown names alone. */
  readonly onlyNames?: boolean;
}

const QUERY_WORDS: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);

/**
 * Every fault of a text that can be told without its engine: brackets and quotes left open, syntax, names that nothing has, and
 * what the dialect does not have or can't be simulated. A text of the engine's own SQL (`ansi`) that is not understood has no
 * fault here: the engine may understand it. Who may write is not judged.
 */
export function diagnose(written: string, context: EditorContext, { translation, rowId, onlyNames = false }: DiagnoseOptions = {}): readonly SqlDiagnostic[] {
  // Of the same length.
  const sql = context.dialect === 'snowflake' ? withDashComments(written) : written;
  const lines = new LineIndex(sql);
  const backslashEscapes = context.dialect !== 'ansi';
  const faults: SqlDiagnostic[] = [];
  const told = (position: TextPosition, statement: number, { message, hint, code = 'invalid_sql', suggestions }: Omit<Found, keyof Span>): SqlDiagnostic => {
    const length = Math.max(position.length ?? 1, 1);
    const more = { ...(hint !== undefined && { hint }), ...(suggestions && suggestions.length > 0 && { suggestions }) };
    return { severity: 'error', code, message, ...more, position: { ...position, length }, offset: lines.offsetAt(position) ?? sql.length, length, statement };
  };
  const unread = (fault: AppError, index: number) => void (onlyNames || faults.push(told(fault.details.position ?? { line: 1, column: 1 }, index + 1, { message: fault.message, code: fault.code, ...(fault.details.hint !== undefined && { hint: fault.details.hint }) })));
  const text = textOfQueries(sql, rowId, context, unread);
  const inQueries = new LineIndex(text.sql);
  const check = new StatementChecks(text.sql, context, translation, onlyNames);
  const waiting = [...statementTokens(tokenize(text.sql, { backslashEscapes }))];
  text.changes.forEach((change, index) => {
    if (change) faults.push(...checkChange(change, context, check.made).map((fault) => told(fault.position, index + 1, fault)));
    const own = waiting.splice(0, Math.max(1, change?.queries ?? 1));
    for (const found of own.flatMap((tokens) => check.statement(tokens, change))) {
      const place = { ...inQueries.positionAt(found.start), length: Math.max(found.end - found.start, 1) };
      faults.push(told(text.toSource(place) ?? place, index + 1, found));
    }
  });
  return unique(faults).sort((a, b) => a.statement - b.statement || a.offset - b.offset);
}

/** A text in which queries stand in the place of changes; as it is where changes are not for this engine. */
function textOfQueries(sql: string, rowId: string | undefined, { dialect, tables: known }: EditorContext, onFault: (fault: AppError, statement: number) => void): TextOfQueries {
  const tables = known.map(({ name, columns }) => ({ name, kind: 'table' as const, columns: columns.map((column) => ({ name: column.name, type: column.type ?? '', nullable: true })) }));
  if (rowId !== undefined) return readChanges(sql, rowId, { dialect, onFault, tables });
  return { sql, toSource: (position) => position, changes: statementTokens(tokenize(sql, { backslashEscapes: dialect !== 'ansi' })).map(() => undefined) };
}

class StatementChecks {
  /** Tables that the statements so far have made. */
  readonly made: MadeTables = new Map();
  private readonly lines: LineIndex;
  private readonly translator?: Translator;

  constructor(private readonly sql: string, private readonly context: EditorContext, translation: TranslationOptions | undefined, private readonly onlyNames: boolean) {
    this.lines = new LineIndex(sql);
    if (translation) this.translator = new Translator(sql, translation);
  }

  /** The faults of one statement, or of a query of a change. What it makes is known to those behind it. */
  statement(tokens: readonly Token[], change: WrittenChange | undefined): readonly Found[] {
    const brackets = checkBrackets(tokens);
    const plan = this.plan(tokens);
    const query = plan && this.queryOf(plan, tokens);
    const names = query ? checkNames(query, this.context, this.made) : [];
    const fault = this.onlyNames ? undefined : this.faultOf(tokens, query === undefined, change);
    const columns = query && columnsOf(query, this.context, this.made);
    if (plan?.kind === 'temporary') this.made.set(this.nameOf(tokens, plan.name), columns);
    if (change) noteChange(change, columns, this.made);
    // An open bracket makes whatever comes behind it look wrong.
    if (query === undefined && brackets.length > 0) return this.onlyNames ? [] : brackets;
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
  private faultOf(tokens: readonly Token[], notUnderstood: boolean, change: WrittenChange | undefined): Found | undefined {
    try {
      if (this.translator) translateStatement(this.translator, tokens, change && createdTable(change));
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

/** What the translation of later statements has to know; types of written columns are no matter to a check. */
function createdTable(change: WrittenChange): CreatedTable | undefined {
  if (change.kind === 'create-as' || change.kind === 'create-view') return { name: change.target.name };
  return change.kind === 'create' || change.kind === 'add-column' || change.kind === 'drop-column' || change.kind === 'rename-column' ? { name: change.target.name, columns: 'unknown' } : undefined;
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

function unique(faults: readonly SqlDiagnostic[]): SqlDiagnostic[] {
  return [...new Map(faults.map((each) => [`${each.statement} ${each.offset} ${each.message}`, each])).values()];
}
