import { gammaQuantile } from '@dw-sim/generation-rng';
import { makeMarkovWalk } from './markov-walk';

const ROWS = 100_000;
const LEVEL = 0.001;
const CHAIN = { initial: [1, 1, 2], transitions: [[7, 2, 1], [0, 5, 5], [3, 3, 4]] };

/** Chi-square statistic over its critical value at 0.1 %. */
function chiSquareRatio(counts: readonly number[], shares: readonly number[]): number {
  const [count, total] = [counts, shares].map((list) => list.reduce((sum, value) => sum + value, 0));
  const statistic = counts.reduce((sum, value, i) => sum + (shares[i] === 0 ? 0 : (value - (count * shares[i]) / total) ** 2 / ((count * shares[i]) / total)), 0);
  return statistic / (2 * gammaQuantile(1 - LEVEL, (shares.filter((share) => share > 0).length - 1) / 2));
}

function statesOf(rows: readonly number[], start = 0): number[] {
  const walk = makeMarkovWalk(CHAIN, [11, 22]);
  return rows.map((row) => walk.stateOf(row, start));
}
const inOrder = statesOf(Array.from({ length: ROWS }, (_, row) => row));

it.each([0, 1, 2])('state %d is followed by each state in its share (chi-square, 0.1 %)', (state) => {
  const counts = [0, 0, 0];
  for (let row = 1; row < ROWS; row++) if (inOrder[row - 1] === state) counts[inOrder[row]]++;
  expect(chiSquareRatio(counts, CHAIN.transitions[state])).toBeLessThan(1);
  if (state === 1) expect(counts[0]).toBe(0);
});

it('chains begin with each state in its share', () => {
  const walk = makeMarkovWalk(CHAIN, [11, 22]);
  const counts = [0, 0, 0];
  for (let start = 1; start <= ROWS; start++) counts[walk.stateOf(start, start)]++;
  expect(chiSquareRatio(counts, CHAIN.initial)).toBeLessThan(1);
});

it('the state of a row is the same in whatever order rows are asked for', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => (i * 48_271) % ROWS);
  expect(statesOf(rows)).toEqual(rows.map((row) => inOrder[row]));
  expect(statesOf([...rows, ...rows].reverse()).slice(0, 2000)).toEqual([...rows].reverse().map((row) => inOrder[row]));
});

it('chains that begin elsewhere do not depend on what was asked before', () => {
  const walk = makeMarkovWalk(CHAIN, [11, 22]);
  const asked = [[70, 64], [65, 64], [100, 90], [5000, 90], [64, 64], [5000, 0]] as const;
  expect(asked.map(([row, start]) => walk.stateOf(row, start))).toEqual(asked.map(([row, start]) => statesOf([row], start)[0]));
});

it('a final state is never left', () => {
  const walk = makeMarkovWalk({ initial: [1, 0], transitions: [[999, 1], [0, 1]] }, [3, 4]);
  const states = Array.from({ length: 20_000 }, (_, row) => walk.stateOf(row, 0));
  const at = states.indexOf(1);
  expect(at).toBeGreaterThan(0);
  expect(states.slice(at).every((state) => state === 1)).toBe(true);
  expect(walk.stateOf(4_000_000, 0)).toBe(1);
});
