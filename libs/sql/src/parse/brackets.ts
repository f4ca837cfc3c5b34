import type { Token } from '../token';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export interface Brackets {
  /** Index of the token that closes the bracket at an index. */
  readonly closes: ReadonlyMap<number, number>;
  /** Index of the first bracket that is nested deeper than allowed. */
  readonly tooDeep?: number;
}

/** Pairs brackets; one that is never closed, or is closed by another kind, has no pair. */
export function pairBrackets(tokens: readonly Token[], maxDepth: number): Brackets {
  const closes = new Map<number, number>();
  const open: number[] = [];
  let tooDeep: number | undefined;
  tokens.forEach((token, index) => {
    if (token.kind !== 'symbol') return;
    if (token.text in CLOSING) {
      open.push(index);
      if (open.length > maxDepth) tooDeep ??= index;
    } else if (open.length > 0 && CLOSING[tokens[open.at(-1)!]!.text] === token.text) closes.set(open.pop()!, index);
  });
  return tooDeep === undefined ? { closes } : { closes, tooDeep };
}
