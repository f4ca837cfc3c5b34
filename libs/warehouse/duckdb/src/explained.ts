/** A text that asks for a plan. */
export interface Explained {
  /** The statement that is explained, at its own place: blanks stand before it. */
  readonly statement: string;
  /** What runs: the words of the EXPLAIN without comments, and the very text of `statement`. As long as what was written. */
  readonly sql: string;
}

const WORD = /^(?:explain|analyze)\b/i;
const OPTIONS = /^\(\s*(?:analyze|format\s+\w+)(?:\s*,\s*(?:analyze|format\s+\w+))*\s*\)/i;

/**
 * Takes an EXPLAIN apart; undefined for any other text. Nothing of its head runs as it was written: what the engine's parser may read in
 * another way than this, such as a comment among its options, is left out or judged with the statement.
 */
export function explainedBy(sql: string): Explained | undefined {
  const start = skipped(sql, 0);
  const explain = WORD.exec(sql.slice(start))?.[0];
  if (explain?.toLowerCase() !== 'explain') return undefined;
  const next = skipped(sql, start + explain.length);
  const rest = sql.slice(next);
  const further = WORD.exec(rest)?.[0] ?? OPTIONS.exec(rest)?.[0] ?? '';
  const isFurther = further !== '' && further.toLowerCase() !== 'explain';
  const end = isFurther ? next + further.length : start + explain.length;
  const head = blanks(sql.slice(0, start)) + explain + (isFurther ? blanks(sql.slice(start + explain.length, next)) + further : '');
  return { statement: blanks(sql.slice(0, end)) + sql.slice(end), sql: head + sql.slice(end) };
}

/** Behind white space, semicolons and comments, which nest. */
function skipped(sql: string, from: number): number {
  let at = from;
  for (;;) {
    if (/[\s;]/.test(sql[at] ?? '')) at++;
    else if (sql.startsWith('--', at)) at += sql.slice(at).search(/[\r\n]|$/);
    else if (sql.startsWith('/*', at)) at = behindComment(sql, at);
    else return at;
  }
}

function behindComment(sql: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) depth++;
    else if (sql.startsWith('*/', at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}

/** As many bytes: the engine tells places in bytes. */
function blanks(text: string): string {
  return ' '.repeat(Buffer.byteLength(text));
}
