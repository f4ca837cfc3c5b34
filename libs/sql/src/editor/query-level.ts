import { isGroup, isName, isWord, type Group, type Node, type Token } from './syntax-tree';

/** A clause with everything up to the next one. */
export interface Clause {
  /** `SELECT`, `FROM`, `GROUP BY`, …; empty for what stands before the first. */
  readonly word: string;
  readonly nodes: readonly Node[];
}

/** One SELECT, or another statement, between set operators. */
export interface Block {
  readonly clauses: readonly Clause[];
}

export interface CteNode {
  readonly name: string;
  readonly columns: readonly string[];
  /** Its query; absent while it is not written. */
  readonly body?: Group;
}

/** What stands between one pair of brackets, or outside all of them. */
export interface QueryLevel {
  readonly recursive: boolean;
  readonly ctes: readonly CteNode[];
  readonly blocks: readonly Block[];
}

const CLAUSE_WORDS: ReadonlySet<string> = new Set(['SELECT', 'FROM', 'WHERE', 'HAVING', 'QUALIFY', 'LIMIT', 'OFFSET', 'FETCH', 'WINDOW', 'VALUES', 'UPDATE', 'SET', 'RETURNING']);
const WITH_BY: ReadonlySet<string> = new Set(['GROUP', 'ORDER']);
const SET_OPERATORS: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);

/** Reads what stands on one level: its common table expressions, and the clauses of each SELECT. */
export function readLevel(nodes: readonly Node[]): QueryLevel {
  const start = nodes.findIndex((node) => isWord(node, 'WITH', 'SELECT', 'FROM', 'VALUES'));
  const hasWith = start >= 0 && isWord(nodes[start], 'WITH');
  const recursive = hasWith && isWord(nodes[start + 1], 'RECURSIVE');
  const { ctes, end } = hasWith ? readCtes(nodes, start + (recursive ? 2 : 1)) : { ctes: [], end: 0 };
  return { recursive, ctes, blocks: readBlocks(nodes.slice(end)) };
}

function readCtes(nodes: readonly Node[], start: number): { readonly ctes: readonly CteNode[]; readonly end: number } {
  const ctes: CteNode[] = [];
  let at = start;
  while (at < nodes.length && !isWord(nodes[at], 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'VALUES')) {
    const name = nodes[at];
    if (!isName(name)) {
      at++;
      continue;
    }
    at++;
    const columns = isGroup(nodes[at]) ? namesIn(nodes[at++] as Group) : [];
    while (isWord(nodes[at], 'AS', 'NOT', 'MATERIALIZED')) at++;
    const body = nodes[at];
    ctes.push({ name: name.written, columns, ...(isGroup(body) && { body }) });
    if (isGroup(body)) at++;
  }
  return { ctes, end: at };
}

function readBlocks(nodes: readonly Node[]): readonly Block[] {
  const blocks: { readonly clauses: { readonly word: string; readonly nodes: Node[] }[] }[] = [{ clauses: [{ word: '', nodes: [] }] }];
  nodes.forEach((node, index) => {
    const { clauses } = blocks.at(-1)!;
    const current = clauses.at(-1)!;
    if (isKeyword(nodes, index, SET_OPERATORS) && clauses.length > 1) blocks.push({ clauses: [{ word: '', nodes: [] }] });
    else if (isKeyword(nodes, index, CLAUSE_WORDS)) clauses.push({ word: (node as Token).text, nodes: [] });
    else if (isKeyword(nodes, index, WITH_BY)) clauses.push({ word: `${(node as Token).text} BY`, nodes: [] });
    else if (!(isWord(node, 'BY') && current.nodes.length === 0 && current.word.endsWith(' BY'))) current.nodes.push(node);
  });
  return blocks;
}

/** A keyword, and no name behind a point: `t.from` is one, `t. FROM` was left unfinished. */
function isKeyword(nodes: readonly Node[], index: number, words: ReadonlySet<string>): boolean {
  const node = nodes[index]!;
  if (node.kind !== 'word' || !words.has(node.text)) return false;
  if (isWord(nodes[index - 1], 'DISTINCT') && isWord(nodes[index - 2], 'IS', 'NOT')) return false;
  const before = nodes[index - 1];
  return !(before?.kind === 'symbol' && before.text === '.' && before.end === node.start);
}

/** The names of a list in brackets. */
export function namesIn({ nodes }: Group): readonly string[] {
  return nodes.filter(isName).map(({ written }) => written);
}
