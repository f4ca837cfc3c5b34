import { contains, representatives } from './character-set';
import { programOf, type Step } from './pattern-program';
import type { PatternNode } from './pattern-tree';

/** Pairs of states to look at before the answer is that they may differ. */
const MOST_STATES = 300;

/**
 * Whether the first match in the order of a pattern's alternatives, which RE2 and Perl give, is as long as the longest one, which POSIX
 * gives, whatever the text. Both machines run side by side over every text: the one of Perl drops what comes after a match.
 */
export function firstIsLongest(tree: PatternNode): boolean {
  const program = programOf(tree);
  if (!program) return false;
  const { steps, first } = program;
  const characters = representatives(steps.flatMap((step) => (step.kind === 'set' ? [step.set] : [])));
  const start = closure(steps, [first], true);
  const seen = new Set<string>();
  const waiting = [{ ordered: upToMatch(steps, start), all: start }];
  for (let state = waiting.pop(); state; state = waiting.pop()) {
    const key = `${state.ordered.join()};${[...state.all].sort((a, b) => a - b).join()}`;
    if (seen.has(key)) continue;
    if (seen.size > MOST_STATES) return false;
    seen.add(key);
    if (accepts(steps, state.all) !== accepts(steps, state.ordered) || endsIn(steps, state.all) !== endsIn(steps, state.ordered)) return false;
    for (const code of characters) {
      const all = closure(steps, after(steps, state.all, code), false);
      if (all.length > 0) waiting.push({ ordered: upToMatch(steps, closure(steps, after(steps, state.ordered, code), false)), all });
    }
  }
  return true;
}

/** Where the steps lead without a character, those to try first in front. The end of the text is a step to wait at. */
function closure(steps: readonly Step[], from: readonly number[], atStart: boolean): readonly number[] {
  const found = new Set<number>();
  const passed = new Set<number>();
  const waiting = [...from].reverse();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (passed.has(at)) continue;
    passed.add(at);
    const step = steps[at]!;
    if (step.kind === 'fork') waiting.push(...[...step.ways].reverse());
    else if (step.kind === 'start') waiting.push(...(atStart ? [step.next] : []));
    else found.add(at);
  }
  return [...found];
}

function after(steps: readonly Step[], states: readonly number[], code: number): readonly number[] {
  return states.flatMap((at) => {
    const step = steps[at]!;
    return step.kind === 'set' && contains(step.set, code) ? [step.next] : [];
  });
}

function upToMatch(steps: readonly Step[], states: readonly number[]): readonly number[] {
  const match = states.findIndex((at) => steps[at]!.kind === 'match');
  return match < 0 ? states : states.slice(0, match + 1);
}

function accepts(steps: readonly Step[], states: readonly number[]): boolean {
  return states.some((at) => steps[at]!.kind === 'match');
}

/** Whether a match ends here if the text does. */
function endsIn(steps: readonly Step[], states: readonly number[]): boolean {
  const passed = new Set<number>();
  const waiting = [...states];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (passed.has(at)) continue;
    passed.add(at);
    const step = steps[at]!;
    if (step.kind === 'match') return true;
    if (step.kind === 'end') waiting.push(step.next);
    else if (step.kind === 'fork') waiting.push(...step.ways);
  }
  return false;
}

/** Whether no alternative matches the beginning of what another one does, so that groups are the same whatever the order. */
export function choosesAtOnce(tree: PatternNode): boolean {
  switch (tree.kind) {
    case 'sequence':
      return tree.items.every(choosesAtOnce);
    case 'choice':
      return firstIsLongest(tree) && firstIsLongest({ ...tree, items: [...tree.items].reverse() }) && tree.items.every(choosesAtOnce);
    case 'group':
    case 'repeat':
      return choosesAtOnce(tree.inner);
    default:
      return true;
  }
}
