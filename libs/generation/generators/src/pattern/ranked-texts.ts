import { hash32, TWO_POW_MINUS_32, type StreamKey } from '@dw-sim/generation-rng';
import type { TextBatch } from '../text-batch';
import { type Automaton, countTexts } from './automaton';
import { writePoint } from './code-point-writer';

/** Ranks up to here are exact doubles. */
const EXACT = 2 ** 53;

interface RankedState {
  readonly accepts: boolean;
  /** Texts from here, up to 2^53; beyond that it only says that there are more. */
  readonly count: number;
  readonly firsts: Float64Array;
  readonly to: Uint32Array;
  /** Texts from the state behind one character, and rank of the first text through each run of characters. */
  readonly perCharacter: Float64Array;
  readonly starts: Float64Array;
  /** Characters that lead to at least `size` texts, as cumulative counts over the runs. */
  readonly wide: Float64Array;
}

/**
 * Writes the text of an index below `size`: a different one for each index, spread over the whole language. Where a
 * language has more texts than doubles count, its characters are drawn as long as more than `size` texts lie behind
 * each, which keeps the index whole; then the index chooses among the rest.
 *
 * @param size indexes that are used, at most 2^32 and at most the number of texts
 */
export function rankedTexts(automaton: Automaton, size: number, [k0, k1]: StreamKey): (out: TextBatch, position: number, index: number, row: number) => number {
  const counts = countTexts(automaton).map((count) => (count > BigInt(EXACT) ? Infinity : Number(count)));
  const states = automaton.states.map(({ accepts, transitions }, at): RankedState => {
    const perCharacter = Float64Array.from(transitions, ({ to }) => counts[to]);
    const characters = transitions.map(({ first, last }) => last - first + 1);
    return {
      accepts,
      count: counts[at],
      firsts: Float64Array.from(transitions, ({ first }) => first),
      to: Uint32Array.from(transitions, ({ to }) => to),
      perCharacter,
      starts: cumulative(characters.map((count, i) => count * perCharacter[i]), accepts ? 1 : 0),
      wide: cumulative(characters.map((count, i) => (perCharacter[i] >= size ? count : 0)), 0),
    };
  });
  return (out, start, index, row) => {
    let position = start;
    let state = states[0];
    let draws = 0;
    while (state.count > EXACT) {
      const { wide, firsts, to } = state;
      const drawn = Math.floor(hash32(row, k0 + Math.imul(++draws, 0x9e3779b9), k1) * TWO_POW_MINUS_32 * wide[wide.length - 1]);
      const run = runOf(wide, drawn);
      position = writePoint(out, position, firsts[run] + drawn - wide[run]);
      state = states[to[run]];
    }
    let rank = index * Math.floor(state.count / size);
    while (!(state.accepts && rank === 0)) {
      const { starts, firsts, to, perCharacter } = state;
      const run = runOf(starts, rank);
      const character = Math.floor((rank - starts[run]) / perCharacter[run]);
      position = writePoint(out, position, firsts[run] + character);
      rank -= starts[run] + character * perCharacter[run];
      state = states[to[run]];
    }
    return position;
  };
}

/** Sums before each item, and the whole at the end. */
function cumulative(sizes: readonly number[], first: number): Float64Array {
  const sums = new Float64Array(sizes.length + 1);
  sums[0] = first;
  sizes.forEach((size, i) => (sums[i + 1] = sums[i] + size));
  return sums;
}

/** The run that a rank falls into; runs are few. */
function runOf(starts: Float64Array, rank: number): number {
  let run = 0;
  while (rank >= starts[run + 1]) run++;
  return run;
}
