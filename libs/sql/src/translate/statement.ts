import { AppError } from '@dw-sim/contracts';
import { sqlError } from '../parse/cursor';
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
  /** `SET name = value`, from the token that the value starts with. */
  | { readonly kind: 'variable'; readonly name: string; readonly from: number };

const READING: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE']);
const EXPLAIN_OPTIONS: ReadonlySet<string> = new Set(['ANALYZE', 'VERBOSE']);
const ENGINES_OWN: ReadonlySet<string> = new Set(['SHOW', 'DESCRIBE', 'SUMMARIZE']);
/** Look after storage, sessions or transactions, of which there are none here. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['VACUUM', 'ANALYZE', 'ANALYSE', 'USE', 'BEGIN', 'COMMIT', 'ROLLBACK', 'END', 'START', 'RESET']);
/**
 * What moves files or looks after a cluster in scripts of Redshift: they run through, and each such statement says that it did
 * nothing. Statements that change rows or tables are refused.
 */
const NOTICES: readonly (readonly [pattern: RegExp, notice: string])[] = [
  [/^COPY /, 'COPY was not run: tables of an experiment get their rows when they are generated.'],
  [/^UNLOAD /, 'UNLOAD was not run: nothing was written to S3. Export the result of its query instead.'],
  [/^ALTER TABLE .* APPEND FROM /, 'ALTER TABLE APPEND was not run: tables of an experiment get their rows when they are generated.'],
  [/^(GRANT|REVOKE) /, 'Privileges are not simulated: the statement had no effect.'],
  [/^COMMENT ON /, 'Comments are not simulated: the statement had no effect.'],
  [/^LOCK /, 'Queries only read: there is nothing to lock.'],
];

function noticeOf(tokens: readonly Token[]): string | undefined {
  const words = tokens.slice(0, 12).map(({ text }) => `${text} `).join('');
  return NOTICES.find(([pattern]) => pattern.test(words))?.[1];
}

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
  const notice = isSnowflake ? undefined : noticeOf(tokens);
  if (notice !== undefined) return { kind: 'no-effect', answer: notice };
  const temporary = first.text === 'CREATE' ? planTemporary(tokens, isSnowflake) : undefined;
  if (temporary) return temporary;
  const refused = head ?? first;
  const word = sql.slice(refused.start, refused.end);
  const { position } = sqlError(sql, refused, '').details;
  throw new AppError('statement_not_allowed', `This statement is not allowed: ${word.slice(0, 40).toUpperCase()}. Queries only read.`, { position, hint: hintFor(refused.text) });
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
  if (isVariable) return { kind: 'variable', name: name.text.toUpperCase(), from: 3 };
  throw sqlError(sql, name ?? tokens[0]!, `The setting ${name ? sql.slice(name.start, name.end) : ''} can't be simulated.`, 'Leave it out, or say in the query what it would change.');
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

function hintFor(word: string): string {
  if (word === 'CREATE') return 'CREATE TEMP TABLE … AS SELECT … is possible before a query; tables of an experiment come from its definition.';
  if (word === 'COPY' || word === 'UNLOAD') return 'Rows come from a run of the experiment, and leave as CSV of a query or through a target of files.';
  return 'Rows come from a run of the experiment.';
}
