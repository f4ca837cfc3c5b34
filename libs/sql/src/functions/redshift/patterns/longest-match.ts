import { choosesAtOnce, firstIsLongest } from './match-length';
import { patternTree, type PatternNode } from './pattern-tree';

/** Whether a pattern has repetitions that take as little as they can. */
export function isLazy(node: PatternNode): boolean {
  if (node.kind === 'repeat') return node.lazy || isLazy(node.inner);
  if (node.kind === 'group') return isLazy(node.inner);
  return (node.kind === 'sequence' || node.kind === 'choice') && node.items.some(isLazy);
}

/**
 * A pattern whose first match is its longest one: as written, or with the longer alternatives in front; undefined where neither is
 * sure to be.
 *
 * @param needsGroups the groups inside matter, not the whole match alone
 */
export function longestFirst(pattern: string, anyCase: boolean, needsGroups: boolean): string | undefined {
  for (const written of [pattern, longerFirst(pattern, anyCase)]) {
    const tree = written === undefined ? undefined : patternTree(written, anyCase);
    if (tree && firstIsLongest(tree) && (!needsGroups || written !== pattern || choosesAtOnce(tree))) return written;
  }
  return undefined;
}

/** The pattern with alternatives in the order of their lengths, the longest first. Groups keep their numbers: alternatives with groups stay. */
function longerFirst(pattern: string, anyCase: boolean): string | undefined {
  const tree = patternTree(pattern, anyCase);
  return tree && ordered(tree, pattern, 0, pattern.length);
}

function ordered(node: PatternNode, pattern: string, start: number, end: number): string {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (part: PatternNode): void => {
    if (part.kind === 'choice' && !part.items.some(hasGroups)) {
      const texts = part.items.map((item, index) => ({ length: lengthOf(item), text: pattern.slice(...part.spans[index]!) }));
      edits.push({ start: part.spans[0]![0], end: part.spans.at(-1)![1], text: texts.sort((a, b) => b.length - a.length).map(({ text }) => text).join('|') });
    } else if (part.kind === 'sequence' || part.kind === 'choice') part.items.forEach(visit);
    else if (part.kind === 'group' || part.kind === 'repeat') visit(part.inner);
  };
  visit(node);
  let written = '';
  let at = start;
  for (const edit of edits) {
    written += pattern.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return written + pattern.slice(at, end);
}

function hasGroups(node: PatternNode): boolean {
  if (node.kind === 'group') return true;
  if (node.kind === 'repeat') return hasGroups(node.inner);
  return (node.kind === 'sequence' || node.kind === 'choice') && node.items.some(hasGroups);
}

/** Characters that a part takes at most. */
function lengthOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + lengthOf(item), 0);
    case 'choice':
      return Math.max(...node.items.map(lengthOf));
    case 'group':
      return lengthOf(node.inner);
    case 'repeat':
      return node.most * lengthOf(node.inner) || 0;
    default:
      return 0;
  }
}
