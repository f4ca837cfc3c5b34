import type { CharacterSet } from './character-set';
import type { PatternNode } from './pattern-tree';

/** One step of a pattern's machine. Of a `fork`, the first way is tried first. */
export type Step =
  | { readonly kind: 'set'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'fork'; readonly ways: readonly number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'match' };

/** Repetitions are written out; more steps than these are no pattern of everyday. */
const MOST_STEPS = 300;

/** A pattern as a machine of steps (Thompson's construction); undefined where it is too large. Written from its end: `first` is where it begins. */
export function programOf(tree: PatternNode): { readonly steps: readonly Step[]; readonly first: number } | undefined {
  const steps: Step[] = [{ kind: 'match' }];
  const add = (step: Step): number => steps.push(step) - 1;
  const before = (node: PatternNode, next: number): number => {
    if (steps.length > MOST_STEPS) return next;
    switch (node.kind) {
      case 'set':
        return add({ kind: 'set', set: node.set, next });
      case 'start':
      case 'end':
        return add({ kind: node.kind, next });
      case 'sequence':
        return node.items.reduceRight((after, item) => before(item, after), next);
      case 'choice':
        return add({ kind: 'fork', ways: node.items.map((item) => before(item, next)) });
      case 'group':
        return before(node.inner, next);
      case 'repeat':
        return repeated(node, next);
    }
  };
  const fork = (once: number, past: number, lazy: boolean): Step => ({ kind: 'fork', ways: lazy ? [past, once] : [once, past] });
  const repeated = ({ inner, least, most, lazy }: Extract<PatternNode, { kind: 'repeat' }>, next: number): number => {
    let after = next;
    if (most === Infinity) {
      const loop = add({ kind: 'match' });
      steps[loop] = fork(before(inner, loop), next, lazy);
      after = loop;
    } else {
      for (let count = least; count < most && steps.length <= MOST_STEPS; count++) after = add(fork(before(inner, after), next, lazy));
    }
    for (let count = 0; count < least && steps.length <= MOST_STEPS; count++) after = before(inner, after);
    return after;
  };
  const first = before(tree, 0);
  return steps.length > MOST_STEPS ? undefined : { steps, first };
}
