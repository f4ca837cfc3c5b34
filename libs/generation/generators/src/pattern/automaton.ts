import type { Pattern } from './pattern-syntax';

/** One step of an automaton: a run of neighbouring characters that lead to the same state. */
export interface Transition {
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

/**
 * Deterministic automaton of a pattern, so that each text of its language is one path, however many ways the pattern
 * has to say it. States are numbered so that every transition leads to a higher one; 0 is the start.
 */
export interface Automaton {
  readonly states: readonly { readonly accepts: boolean; readonly transitions: readonly Transition[] }[];
}

/** Most states of either automaton: patterns beyond are too complex to count. */
export const MAX_STATES = 20_000;
const MAX_DETERMINISTIC = 5_000;

interface Step {
  readonly points: readonly number[];
  readonly to: number;
}

/** A pattern as an automaton with choices: Thompson's construction (Communications of the ACM 11, 1968). */
class Builder {
  readonly steps: (Step | undefined)[] = [undefined];
  readonly jumps: number[][] = [[]];

  state(): number | undefined {
    if (this.steps.length >= MAX_STATES) return undefined;
    this.jumps.push([]);
    return this.steps.push(undefined) - 1;
  }

  /** Adds a pattern behind a state, and answers the state behind it; undefined where there are too many. */
  add(pattern: Pattern, from: number): number | undefined {
    switch (pattern.kind) {
      case 'class': {
        const [at, to] = [this.state(), this.state()];
        if (at === undefined || to === undefined) return undefined;
        this.jumps[from].push(at);
        this.steps[at] = { points: pattern.points, to };
        return to;
      }
      case 'sequence':
        return pattern.items.reduce<number | undefined>((at, item) => (at === undefined ? at : this.add(item, at)), from);
      case 'choice':
        return this.join(pattern.items.map((item) => this.add(item, from)));
      case 'repeat':
        return this.repeat(pattern, from);
    }
  }

  private repeat({ item, min, max }: Extract<Pattern, { kind: 'repeat' }>, from: number): number | undefined {
    const ends: (number | undefined)[] = min === 0 ? [from] : [];
    let at: number | undefined = from;
    for (let times = 1; times <= max; times++) {
      if (at !== undefined) at = this.add(item, at);
      if (times >= min) ends.push(at);
    }
    return this.join(ends);
  }

  private join(ends: readonly (number | undefined)[]): number | undefined {
    const end = this.state();
    if (end === undefined || !ends.every((at) => at !== undefined)) return undefined;
    for (const at of ends) this.jumps[at].push(end);
    return end;
  }
}

/** Builds the automaton of a pattern by subset construction; undefined where it would have too many states. */
export function buildAutomaton(pattern: Pattern): Automaton | undefined {
  const builder = new Builder();
  const end = builder.add(pattern, 0);
  if (end === undefined) return undefined;
  const found = new Map<string, number>();
  const sets: (readonly number[])[] = [];
  const stateOf = (seeds: readonly number[]): number => {
    const set = closure(seeds, builder.jumps);
    // States with neither a step nor the end make no difference.
    const core = set.filter((state) => builder.steps[state] !== undefined || state === end);
    const key = core.join(',');
    const known = found.get(key);
    if (known !== undefined) return known;
    found.set(key, sets.length);
    return sets.push(core) - 1;
  };
  stateOf([0]);
  const states: { accepts: boolean; transitions: readonly Transition[] }[] = [];
  for (let at = 0; at < sets.length; at++) {
    if (sets.length > MAX_DETERMINISTIC) return undefined;
    const steps = sets[at].flatMap((state) => builder.steps[state] ?? []);
    states.push({ accepts: sets[at].includes(end), transitions: transitionsOf(steps, stateOf) });
  }
  return { states: inOrder(states) };
}

function closure(seeds: readonly number[], jumps: readonly (readonly number[])[]): readonly number[] {
  const reached = new Set(seeds);
  for (const state of reached) for (const next of jumps[state]) reached.add(next);
  return [...reached].sort((a, b) => a - b);
}

/** Characters in runs, each with the state that it leads to. */
function transitionsOf(steps: readonly Step[], stateOf: (seeds: readonly number[]) => number): readonly Transition[] {
  const targets = new Map<number, number[]>();
  for (const { points, to } of steps) {
    for (const point of points) {
      const list = targets.get(point);
      if (list) list.push(to);
      else targets.set(point, [to]);
    }
  }
  const known = new Map<string, number>();
  const runs: Transition[] = [];
  for (const point of [...targets.keys()].sort((a, b) => a - b)) {
    const seeds = targets.get(point) ?? [];
    const key = seeds.join(',');
    const to = known.get(key) ?? stateOf(seeds);
    known.set(key, to);
    const previous = runs.at(-1);
    if (previous && previous.last === point - 1 && previous.to === to) runs[runs.length - 1] = { ...previous, last: point };
    else runs.push({ first: point, last: point, to });
  }
  return runs;
}

/** Renumbers the states in topological order: bounded patterns have no loops. */
function inOrder(states: Automaton['states']): Automaton['states'] {
  const order: number[] = [];
  const seen = new Uint8Array(states.length);
  const stack: { state: number; next: number }[] = [{ state: 0, next: 0 }];
  seen[0] = 1;
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const target = states[top.state].transitions.at(top.next++)?.to;
    if (target === undefined) order.push(stack.pop()?.state ?? 0);
    else if (seen[target] === 0) {
      seen[target] = 1;
      stack.push({ state: target, next: 0 });
    }
  }
  order.reverse();
  const place = new Map(order.map((state, at) => [state, at]));
  return order.map((state) => ({ ...states[state], transitions: states[state].transitions.map((transition) => ({ ...transition, to: place.get(transition.to) ?? 0 })) }));
}

/** Number of texts that lead from each state to an end. */
export function countTexts({ states }: Automaton): readonly bigint[] {
  const counts = new Array<bigint>(states.length).fill(0n);
  for (let at = states.length - 1; at >= 0; at--) {
    const { accepts, transitions } = states[at];
    counts[at] = transitions.reduce((sum, { first, last, to }) => sum + BigInt(last - first + 1) * counts[to], accepts ? 1n : 0n);
  }
  return counts;
}
