import { holdsMark, isGroup, isName, isWord, startsQuery, type Group, type Node, type Token } from '../syntax-tree';
import { readLevel, type Block, type Clause } from '../query-level';
import { sourcesOf, withCtes, type Names, type Source } from '../sources';

/** A bracket around the mark that is no query. */
export interface Around {
  readonly group: Group;
  /** What stands before the bracket on its level. */
  readonly before: readonly Node[];
}

/** The innermost query around the mark. */
interface Enclosing {
  readonly names: Names;
  /** What can be named, the innermost query first. */
  readonly scopes: readonly (readonly Source[])[];
  /** The SELECT that holds the mark; absent in the list of common table expressions. */
  readonly block?: Block;
  readonly clause?: Clause;
}

/** What surrounds the mark. */
export interface Surroundings extends Enclosing {
  /** The innermost bracket, if it is no query. */
  readonly call?: Around;
  /** The nodes before the mark in that bracket, or else in the clause. */
  readonly before: readonly Node[];
}

/** Reads what surrounds the mark of a statement. */
export function surroundingsOf(root: readonly Node[], tables: Names['tables']): Surroundings {
  let query = enter(root, { tables, ctes: [] }, []);
  let level = root;
  let call: Around | undefined;
  for (;;) {
    const at = level.findIndex(holdsMark);
    const node = level[at];
    if (!isGroup(node)) {
      const nodes = call ? level : (query.clause?.nodes ?? level);
      return { ...query, ...(call && { call }), before: nodes.slice(0, nodes.findIndex(holdsMark)) };
    }
    const around = { group: node, before: level.slice(0, at) };
    level = node.nodes;
    const isQuery = startsQuery(level) || isCteBody(around);
    call = isQuery ? undefined : around;
    if (isQuery) query = enter(level, query.names, query.scopes, query.clause);
  }
}

function enter(nodes: readonly Node[], outer: Names, outerScopes: Enclosing['scopes'], within?: Clause): Enclosing {
  const level = readLevel(nodes);
  const names = withCtes(outer, level);
  const block = level.blocks.find(({ clauses }) => clauses.some((clause) => clause.nodes.some(holdsMark)));
  const clause = block?.clauses.find((each) => each.nodes.some(holdsMark));
  // What stands beside a query in FROM is not seen in it, unless it says LATERAL.
  const isBeside = within?.word === 'FROM' && !within.nodes.some((node) => isWord(node, 'LATERAL', 'ON'));
  const around = isBeside ? outerScopes.slice(1) : outerScopes;
  return { names, scopes: block ? [sourcesOf(block, names), ...around] : around, ...(block && { block }), ...(clause && { clause }) };
}

function isCteBody({ before }: Around): boolean {
  return isWord(before.at(-1), 'AS', 'MATERIALIZED') && before.some((node) => isWord(node, 'WITH'));
}

/** The word before a bracket: the function that is called, or `IN`, `OVER`, `USING`. */
export function wordBefore({ before }: Around): Token | undefined {
  const last = before.at(-1);
  return isName(last) ? last : undefined;
}
