import { AppError } from '@dw-sim/contracts';
import { positionAt, statementNotAllowed } from '@dw-sim/warehouse-core';
import { isForbiddenFunction, isForbiddenTable } from './forbidden-names';
import { sqlTokens, type SqlToken } from './sql-tokens';

const ALLOWED = 'Allowed are SELECT, WITH, VALUES and EXPLAIN of these.';
const READING = new Set(['SELECT', 'WITH', 'VALUES']);
const WRITING = new Set(
  `ALTER ANALYZE ATTACH BEGIN COMMIT CREATE DELETE DETACH DROP END EXPLAIN INSERT PRAGMA REINDEX RELEASE REPLACE ROLLBACK
   SAVEPOINT UPDATE VACUUM`.split(/\s+/),
);

/**
 * Lets a text pass only where it is one statement that starts like a reading one and names no function or table that
 * leaves the warehouse. That it does not write is the engine's to enforce: the file is open for reading only.
 * @throws AppError `invalid_sql`, `statement_not_allowed`
 */
export function admitStatement(sql: string): void {
  const tokens = singleStatement(sqlTokens(sql), sql);
  assertReading(tokens, sql);
  tokens.forEach((token, index) => assertNameAllowed(token, tokens[index + 1], sql));
}

/** Whether a text starts as an EXPLAIN does. */
export function isExplain(sql: string): boolean {
  const first = sqlTokens(sql).find(({ text }) => text !== ';');
  return first?.kind === 'word' && first.text.toUpperCase() === 'EXPLAIN';
}

function singleStatement(tokens: readonly SqlToken[], sql: string): readonly SqlToken[] {
  const isEnd = (token: SqlToken) => token.kind === 'symbol' && token.text === ';';
  const first = tokens.findIndex((token) => !isEnd(token));
  if (first < 0) throw new AppError('invalid_sql', 'The statement is empty.', { position: positionAt(sql, 0) });
  const length = tokens.slice(first).findIndex(isEnd);
  if (length < 0) return tokens.slice(first);
  const second = tokens.slice(first + length).find((token) => !isEnd(token));
  if (second) throw statementNotAllowed('The text holds more than one statement.', { position: positionAt(sql, second.offset) });
  return tokens.slice(first, first + length);
}

function assertReading(tokens: readonly SqlToken[], sql: string): void {
  const words = tokens.slice(0, 4).map((token) => (token.kind === 'word' ? token.text.toUpperCase() : ''));
  const explained = words[0] !== 'EXPLAIN' ? 0 : words[1] === 'QUERY' && words[2] === 'PLAN' ? 3 : 1;
  const word = words[explained] ?? '';
  if (READING.has(word)) return;
  const token = tokens[explained] ?? tokens[0];
  const position = positionAt(sql, token?.offset ?? 0);
  if (WRITING.has(word)) throw statementNotAllowed(`This statement is not allowed: ${word}. ${ALLOWED}`, { position });
  throw new AppError('invalid_sql', `Syntax error near "${token?.text ?? ''}".`, { position, hint: ALLOWED });
}

function assertNameAllowed(token: SqlToken, next: SqlToken | undefined, sql: string): void {
  if (token.kind === 'symbol') return;
  const details = { position: positionAt(sql, token.offset) };
  if (token.kind === 'variable') throw new AppError('invalid_sql', 'Parameters such as ? and :name are not supported; write the value.', details);
  if (isForbiddenTable(token.text)) throw statementNotAllowed(`The table "${token.text}" is not allowed.`, details);
  if (next?.text === '(' && isForbiddenFunction(token.text)) throw statementNotAllowed(`The function "${token.text}" is not allowed.`, details);
}
