import { tokenize } from './tokenize';
import type { Token } from './token';

/** Words behind which a text is a secret: `PASSWORD 'x'`, `AWS_SECRET_KEY = 'x'`, `IDENTIFIED BY 'x'`. */
const SECRET_NAME = /PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|ACCESS_KEY|API_KEY|APIKEY|PRIVATE_KEY|MASTER_(?:SYMMETRIC_)?KEY|SAS|IDENTIFIED/;
/** What may stand between such a word and its text. */
const BETWEEN: ReadonlySet<string> = new Set(['=', '>', '=>', ':', ':=', 'IS', 'TO', 'BY', 'AS', 'LIKE', '(', ',', '<', '!']);
/** Secrets by their own look. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // user:password@host of a URL. Lengths are bounded, here and below, so that no text takes long.
  [/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@']{0,200}:)[^\s@']{1,500}(?=@)/gi, '$1***'],
  // key=value in a text of several, as in CREDENTIALS 'aws_access_key_id=…;aws_secret_access_key=…'.
  [/((?:password|passwd|pwd|secret|token|api_?key|access_?key|master_symmetric_key|sig)[a-z_]{0,40}\s{0,10}=\s{0,10})[^;&\s']+/gi, '$1***'],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, '***'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '***'],
  [/\beyJ[\w-]{10,4000}\.[\w-]{10,4000}\.[\w-]*/g, '***'],
];

/**
 * A text with `***` in place of what looks like a secret: texts behind words such as PASSWORD, passwords of URLs, keys of AWS,
 * private keys and web tokens, in strings and in comments. What is left means the same to a reader.
 */
export function redactSecrets(sql: string): string {
  const spans = secretStrings(sql, tokenize(sql, { backslashEscapes: true }));
  let text = '';
  let at = 0;
  for (const { start, end } of spans) {
    text += `${sql.slice(at, start)}'***'`;
    at = end;
  }
  text += sql.slice(at);
  return PATTERNS.reduce((redacted, [pattern, shown]) => redacted.replace(pattern, shown), text);
}

function secretStrings(sql: string, tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, index) => {
    if (token.kind !== 'string' || token.end - token.start <= 2) return false;
    let before = index - 1;
    for (let steps = 0; steps < 3 && BETWEEN.has(tokens[before]?.text ?? ''); steps++) before--;
    const name = tokens[before];
    if (!name || (name.kind !== 'word' && name.kind !== 'quoted' && name.kind !== 'string')) return false;
    return SECRET_NAME.test(sql.slice(name.start, name.end).toUpperCase());
  });
}
