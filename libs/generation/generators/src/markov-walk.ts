import { hash32, makeWeightedChoice, type IndexDraw, type StreamKey } from '@dw-sim/generation-rng';

/** Rows from one remembered state to the next: two bytes for each, 8 MB for 2^32 rows. */
const STRIDE = 1024;

/** A Markov chain by the shares of its first state and of the states that follow each. */
export interface Chain {
  readonly initial: readonly number[];
  readonly transitions: readonly (readonly number[])[];
}

/** Answers the state of any row. */
export interface MarkovWalk {
  /** @param start row at which the chain of this row begins */
  stateOf(row: number, start: number): number;
}

/**
 * Walks a chain from row to row. The draw of a row is a function of the row alone, so the state is one of the rows since
 * the chain's start: it is found again by walking from the nearest state that is known, whoever asks in whatever order.
 */
export function makeMarkovWalk({ initial, transitions }: Chain, [k0, k1]: StreamKey): MarkovWalk {
  const first = makeWeightedChoice(initial);
  const next: readonly IndexDraw[] = transitions.map(makeWeightedChoice);
  /** States at rows 0, 1024, 2048, … of the chain that begins at row 0. */
  let known = new Uint16Array(64);
  let knownCount = 0;
  let [lastStart, lastRow, lastState] = [-1, -1, -1];

  const walk = (state: number, from: number, to: number): number => {
    for (let row = from + 1; row <= to; row++) state = next[state](hash32(row, k0, k1));
    return state;
  };
  const firstState = (start: number): number => first(hash32(start, k0, k1));
  const remember = (upTo: number): void => {
    if (known.length <= upTo) {
      const larger = new Uint16Array(Math.max(upTo + 1, 2 * known.length));
      larger.set(known);
      known = larger;
    }
    if (knownCount === 0) known[knownCount++] = firstState(0);
    for (; knownCount <= upTo; knownCount++) known[knownCount] = walk(known[knownCount - 1], (knownCount - 1) * STRIDE, knownCount * STRIDE);
  };
  const fromKnown = (row: number): number => {
    const at = Math.floor(row / STRIDE);
    if (at >= knownCount) remember(at);
    return walk(known[at], at * STRIDE, row);
  };
  return {
    stateOf: (row, start) => {
      const isAhead = start === lastStart && row >= lastRow && row - lastRow < STRIDE;
      if (isAhead) lastState = walk(lastState, lastRow, row);
      else lastState = start === 0 ? fromKnown(row) : walk(firstState(start), start, row);
      [lastStart, lastRow] = [start, row];
      return lastState;
    },
  };
}
