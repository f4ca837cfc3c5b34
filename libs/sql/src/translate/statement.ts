import { AppError } from '@dw-sim/contracts';
import { sqlError } from '../parse/cursor';
import { StatementTokens } from '../rewrite/statement-tokens';
import { noticeOf, refusalOf } from './statement-notices';
import type { Token } from '../token';

/** What becomes of a statement. */
export type StatementPlan =
  /** Left to the engine's gate. */
  | { readonly kind: 'as-is' }
  /** Has no effect here; answers one row that says so. */
  | { readonly kind: 'no-effect'; readonly answer: string }
  /** A query, from a token on. */
  | { readonly kind: 'query'; readonly from: number }
  /** A table for the statements that follow: its name, and the token that its query starts with. */
  | { readonly kind: 'temporary'; readonly name: number; readonly from: number; readonly answer: string }
  /** `SET name = value`, `SET (a, b) = (1, 2)`. */
  | { readonly kind: 'variables'; readonly variables: readonly SetVariable[] };

/** A session variable, and the tokens `[from, to)` of its value. */
export interface SetVariable {
  /** Upper case. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const READING: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);
const EXPLAIN_OPTIONS: ReadonlySet<string> = new Set(['ANALYZE', 'VERBOSE']);
const ENGINES_OWN: ReadonlySet<string> = new Set(['SHOW', 'DESCRIBE', 'SUMMARIZE']);
/** Look after storage, sessions or transactions, of which there are none here. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['VACUUM', 'ANALYZE', 'ANALYSE', 'USE', 'BEGIN', 'COMMIT', 'ROLLBACK', 'END', 'START', 'RESET']);
/** Settings that change no answer. */
const HARMLESS = /^(enable_result_cache_for_session|query_group|statement_timeout|search_path|wlm_query_slot_count|autocommit|client_encoding|application_name|use_cached_result|query_tag|statement_timeout_in_seconds|enable_case_sensitive_identifier|session authorization|transaction)\b/i;

/**
 * Says what a statement is.
 * @throws AppError `statement_not_allowed` for one that writes, `invalid_sql` for a setting that would change answers
 */
export function planStatement(sql: string, tokens: readonly Token[], isSnowflake: boolean): StatementPlan {
  const first = tokens[0]!;
  const start = afterExplain(tokens);
  const head = tokens[start];
  if (head && ((head.kind === 'word' && READING.has(head.text)) || (head.kind === 'symbol' && head.text === '('))) return { kind: 'query', from: start };
  if (start === 0 && ENGINES_OWN.has(first.text)) return { kind: 'as-is' };
  if (first.text === 'SET' || isWords(tokens, 'ALTER', 'SESSION')) return planSetting(sql, tokens, isSnowflake);
  if (WITHOUT_EFFECT.has(first.text)) return { kind: 'no-effect', answer: first.text };
  const notice = noticeOf(tokens, isSnowflake);
  if (notice !== undefined) return { kind: 'no-effect', answer: notice };
  const temporary = first.text === 'CREATE' && !refusalOf(tokens) ? planTemporary(tokens, isSnowflake) : undefined;
  if (temporary) return temporary;
  const refused = head ?? first;
  const word = sql.slice(refused.start, refused.end);
  const { position } = sqlError(sql, refused, '').details;
  const known = start > 0 ? { message: 'Only queries have plans here.', hint: 'EXPLAIN the query inside it.' } : refusalOf(tokens);
  const { message, hint } = known ?? { message: 'It is no statement that can be simulated.', hint: 'Rows come from a run of the experiment, or from INSERT, UPDATE, DELETE and MERGE.' };
  throw new AppError('statement_not_allowed', `This statement is not allowed: ${word.slice(0, 40).toUpperCase()}. ${message}`, { position, hint });
}

/** Index of what EXPLAIN with its options explains; 0 without one. */
function afterExplain(tokens: readonly Token[]): number {
  if (!isWords(tokens, 'EXPLAIN')) return 0;
  let at = 1;
  if (isWords(tokens.slice(at), 'USING')) at += 2;
  while (tokens[at]?.kind === 'word' && EXPLAIN_OPTIONS.has(tokens[at]!.text)) at++;
  return at;
}

function isWords(tokens: readonly Token[], ...words: readonly string[]): boolean {
  return words.every((word, index) => tokens[index]?.kind === 'word' && tokens[index].text === word);
}

function planSetting(sql: string, tokens: readonly Token[], isSnowflake: boolean): StatementPlan {
  const at = tokens[0]!.text === 'ALTER' ? 3 : 1;
  const name = tokens[at];
  if (name && HARMLESS.test(sql.slice(name.start))) return { kind: 'no-effect', answer: 'SET' };
  const isVariable = isSnowflake && at === 1 && name && (name.kind === 'word' || name.kind === 'quoted') && tokens[2]?.text === '=';
  if (isVariable) return { kind: 'variables', variables: [{ name: name.text.toUpperCase(), from: 3, to: tokens.length }] };
  if (isSnowflake && at === 1 && name?.text === '(') return planVariables(sql, tokens);
  throw sqlError(sql, name ?? tokens[0]!, `The setting ${name ? sql.slice(name.start, name.end) : ''} can't be simulated.`, 'Leave it out, or say in the query what it would change.');
}

/** `SET (a, b) = (1, 2)` */
function planVariables(sql: string, tokens: readonly Token[]): StatementPlan {
  const statement = new StatementTokens(tokens);
  const behind = statement.after(1);
  const pieces = (open: number): readonly (readonly [from: number, to: number])[] => {
    const found: [number, number][] = [[open + 1, open + 1]];
    for (let at = open + 1; at < statement.close(open); at = statement.after(at)) {
      if (statement.isSymbol(at, ',')) found.push([at + 1, at + 1]);
      else found.at(-1)![1] = statement.after(at);
    }
    return found;
  };
  const names = pieces(1).map(([from]) => tokens[from]);
  const values = statement.isSymbol(behind, '=') && statement.isSymbol(behind + 1, '(') ? pieces(behind + 1) : [];
  if (names.length !== values.length || names.some((name) => name?.kind !== 'word' && name?.kind !== 'quoted')) throw sqlError(sql, tokens[1]!, 'As many values as names should come.', 'Write SET (a, b) = (1, 2).');
  return { kind: 'variables', variables: names.map((name, index) => ({ name: name!.text.toUpperCase(), from: values[index]![0], to: values[index]![1] })) };
}

/** `CREATE [OR REPLACE] [LOCAL] TEMP TABLE name … AS query`; scripts of Redshift may leave TEMP out, and are told that the table is not kept. */
function planTemporary(tokens: readonly Token[], isSnowflake: boolean): StatementPlan | undefined {
  let at = 1;
  while (['OR', 'REPLACE', 'LOCAL', 'GLOBAL'].includes(tokens[at]?.text ?? '')) at++;
  const isTemporary = ['TEMP', 'TEMPORARY'].includes(tokens[at]?.text ?? '') || tokens[at + 1]?.text === '#';
  if (!isTemporary && isSnowflake) return undefined;
  if (tokens[at]?.text !== 'TABLE') at++;
  if (tokens[at]?.text !== 'TABLE') return undefined;
  at++;
  if (tokens[at]?.text === 'IF') at += 3;
  const name = at;
  const as = tokens.findIndex((token, index) => index > name && token.kind === 'word' && token.text === 'AS');
  const answer = isTemporary ? 'CREATE' : 'CREATE TABLE: the table can be read by the statements that follow in this text. It is not kept.';
  return as < 0 ? undefined : { kind: 'temporary', name, from: as + 1, answer };
}
