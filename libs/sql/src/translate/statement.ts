import { AppError } from '@dw-sim/contracts';
import { sqlError } from '../parse/cursor';
import type { Token } from '../token';

/** What becomes of a statement. */
export type StatementPlan =
  /** Left to the engine's gate. */
  | { readonly kind: 'as-is' }
  /** Has no effect here; answers one row that says so. */
  | { readonly kind: 'no-effect'; readonly word: string }
  /** A query, from a token on. */
  | { readonly kind: 'query'; readonly from: number }
  /** A table for the statements that follow: its name, and the token that its query starts with. */
  | { readonly kind: 'temporary'; readonly name: number; readonly from: number }
  /** `SET name = value`, from the token that the value starts with. */
  | { readonly kind: 'variable'; readonly name: string; readonly from: number };

const READING: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);
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
  const start = first.kind === 'word' && first.text === 'EXPLAIN' ? 1 : 0;
  const head = tokens[start];
  if (head && ((head.kind === 'word' && READING.has(head.text)) || (head.kind === 'symbol' && head.text === '('))) return { kind: 'query', from: start };
  if (start === 1 || ENGINES_OWN.has(first.text)) return { kind: 'as-is' };
  if (first.text === 'SET' || isWords(tokens, 'ALTER', 'SESSION')) return planSetting(sql, tokens, isSnowflake);
  if (WITHOUT_EFFECT.has(first.text)) return { kind: 'no-effect', word: first.text };
  const temporary = first.text === 'CREATE' ? planTemporary(tokens) : undefined;
  if (temporary) return temporary;
  const word = sql.slice(first.start, first.end);
  const { position } = sqlError(sql, first, '').details;
  throw new AppError('statement_not_allowed', `This statement is not allowed: ${word.slice(0, 40).toUpperCase()}. Queries only read.`, { position, hint: hintFor(first.text) });
}

function isWords(tokens: readonly Token[], ...words: readonly string[]): boolean {
  return words.every((word, index) => tokens[index]?.kind === 'word' && tokens[index].text === word);
}

function planSetting(sql: string, tokens: readonly Token[], isSnowflake: boolean): StatementPlan {
  const at = tokens[0]!.text === 'ALTER' ? 3 : 1;
  const name = tokens[at];
  if (name && HARMLESS.test(sql.slice(name.start))) return { kind: 'no-effect', word: 'SET' };
  const isVariable = isSnowflake && at === 1 && name && (name.kind === 'word' || name.kind === 'quoted') && tokens[2]?.text === '=';
  if (isVariable) return { kind: 'variable', name: name.text.toUpperCase(), from: 3 };
  throw sqlError(sql, name ?? tokens[0]!, `The setting ${name ? sql.slice(name.start, name.end) : ''} can't be simulated.`, 'Leave it out, or say in the query what it would change.');
}

/** `CREATE [OR REPLACE] [LOCAL] TEMP TABLE name … AS query`. */
function planTemporary(tokens: readonly Token[]): StatementPlan | undefined {
  let at = 1;
  while (['OR', 'REPLACE', 'LOCAL', 'GLOBAL'].includes(tokens[at]?.text ?? '')) at++;
  if (!['TEMP', 'TEMPORARY'].includes(tokens[at]?.text ?? '') && tokens[at + 1]?.text !== '#') return undefined;
  if (tokens[at]?.text !== 'TABLE') at++;
  if (tokens[at]?.text !== 'TABLE') return undefined;
  at++;
  if (tokens[at]?.text === 'IF') at += 3;
  const name = at;
  const as = tokens.findIndex((token, index) => index > name && token.kind === 'word' && token.text === 'AS');
  return as < 0 ? undefined : { kind: 'temporary', name, from: as + 1 };
}

function hintFor(word: string): string {
  if (word === 'CREATE') return 'CREATE TEMP TABLE … AS SELECT … is possible before a query; tables of an experiment come from its definition.';
  if (word === 'COPY' || word === 'UNLOAD') return 'Rows come from a run of the experiment, and leave as CSV of a query or through a target of files.';
  return 'Rows come from a run of the experiment.';
}
