import type { Token as LexicalToken } from '../token';

/** A token with its text in the case that it was written in; names without their quotes. */
export interface Token extends LexicalToken {
  readonly written: string;
}

/** A bracket with what is in it. One that is not closed yet reaches to the end, or to the next clause. */
export interface Group {
  readonly kind: 'group';
  readonly open: Token;
  readonly close?: Token;
  readonly nodes: readonly Node[];
}

/** The place where something is to be completed. */
export interface Mark {
  readonly kind: 'mark';
}

export type Node = Token | Group | Mark;

export const MARK: Mark = { kind: 'mark' };

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Words that no call has inside, so that an open bracket before them was left open. */
const CLAUSES: ReadonlySet<string> = new Set(['FROM', 'WHERE', 'GROUP', 'HAVING', 'QUALIFY', 'LIMIT', 'UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'JOIN', 'WITH']);
/** Calls that have FROM inside. */
const WITH_FROM: ReadonlySet<string> = new Set(['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY', 'POSITION']);
/** Deeper brackets are read as if they were not there. */
const MAX_DEPTH = 200;

/** The token with its text as written. */
export function written(sql: string, token: LexicalToken): Token {
  return { ...token, written: token.kind === 'quoted' ? token.text : sql.slice(token.start, token.end) };
}

/** The tokens of a statement with their brackets nested; never fails, whatever is left open or closed twice. */
export function nest(tokens: readonly (Token | Mark)[]): readonly Node[] {
  const root: Node[] = [];
  const open: { readonly token: Token; readonly nodes: Node[]; readonly parent: Node[] }[] = [];
  const current = () => open.at(-1)?.nodes ?? root;
  const shut = (close?: Token) => {
    const { token, nodes, parent } = open.pop()!;
    const split = close ? -1 : clauseBehindCall(nodes, parent);
    parent.push({ kind: 'group', open: token, ...(close && { close }), nodes: split < 0 ? nodes : nodes.slice(0, split) });
    if (split >= 0) parent.push(...nodes.slice(split));
  };
  for (const token of tokens) {
    if (token.kind !== 'symbol') current().push(token);
    else if (CLOSING[token.text] && open.length < MAX_DEPTH) open.push({ token, nodes: [], parent: current() });
    else if (open.length > 0 && CLOSING[open.at(-1)!.token.text] === token.text) shut(token);
    else current().push(token);
  }
  while (open.length > 0) shut();
  return root;
}

/** Where an open bracket of a call must have ended: `COUNT( FROM orders`. */
function clauseBehindCall(nodes: readonly Node[], parent: readonly Node[]): number {
  const before = parent.at(-1);
  const name = before && isWord(before) ? before.text : '';
  if (startsQuery(nodes) || WITH_FROM.has(name) || !isWord(before)) return -1;
  return nodes.findIndex((node) => isWord(node) && CLAUSES.has(node.text));
}

export function isWord(node: Node | undefined, ...texts: readonly string[]): node is Token & { readonly kind: 'word' } {
  return node?.kind === 'word' && (texts.length === 0 || texts.includes(node.text));
}

export function isSymbol(node: Node | undefined, text: string): node is Token & { readonly kind: 'symbol' } {
  return node?.kind === 'symbol' && node.text === text;
}

export function isGroup(node: Node | undefined): node is Group {
  return node?.kind === 'group';
}

/** A word or a quoted name. */
export function isName(node: Node | undefined): node is Token & { readonly kind: 'word' | 'quoted' } {
  return node?.kind === 'word' || node?.kind === 'quoted';
}

/** These nodes are a query in brackets, also one in more brackets. */
export function startsQuery(nodes: readonly Node[]): boolean {
  const [first, second] = nodes;
  const node = first?.kind === 'mark' ? second : first;
  return isWord(node, 'SELECT', 'WITH', 'VALUES', 'TABLE') || (isGroup(node) && startsQuery(node.nodes));
}

/** Whether the place to complete is in it. */
export function holdsMark(node: Node): boolean {
  return node.kind === 'mark' || (node.kind === 'group' && node.nodes.some(holdsMark));
}
