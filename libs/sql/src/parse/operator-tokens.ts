import type { Token } from '../token';

/** Operators of more than one character, the longest first. */
const OPERATORS = ['||/', '->>', '#>>', '!~~*', '!~*', '~~*', '!~~', '||', '|/', '->', '=>', ':=', '<=', '>=', '<>', '!=', '==', '!~', '~*', '~~', '<<', '>>', '&&', '@>', '<@', '^@', '#>', '**', '//'];
const BY_FIRST = new Map<string, readonly string[]>();
for (const operator of OPERATORS) BY_FIRST.set(operator[0]!, [...(BY_FIRST.get(operator[0]!) ?? []), operator]);

/** Joins symbols that stand together and make one operator: `|` and `|` become `||`. */
export function joinOperators(sql: string, tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const operator = token.kind === 'symbol' ? operatorAt(sql, token, tokens, at) : undefined;
    if (operator === undefined) {
      joined.push(token);
      continue;
    }
    joined.push({ kind: 'symbol', start: token.start, end: token.start + operator.length, text: operator });
    at += operator.length - 1;
  }
  return joined;
}

function operatorAt(sql: string, first: Token, tokens: readonly Token[], at: number): string | undefined {
  return BY_FIRST.get(first.text)?.find((operator) => {
    if (!sql.startsWith(operator, first.start)) return false;
    const last = tokens[at + operator.length - 1];
    // The pieces must be tokens of one character each: no comment, and no `::`, starts inside.
    return last?.kind === 'symbol' && last.end === first.start + operator.length;
  });
}
