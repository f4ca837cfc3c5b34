import { hash32, uniform53 } from './hash';
import type { StreamKey } from './stream-key';
import { makeWeightedChoice, makeWeightedPosition } from './weighted-choice';

/** Ranks whose probabilities are summed one by one; the integral takes the rest. */
const HEAD_RANKS = 16_384;

/** Ranks of a Zipf distribution: rank k as likely as k^-alpha. */
export interface ZipfRanks {
  /** Whole numbers from 1, both ends included, up to 2^53. */
  readonly first: number;
  readonly last: number;
  /** Above 0. */
  readonly alpha: number;
}

/**
 * Draws ranks of a Zipf distribution for rows, without rejection: a table of thresholds for the first 16,384 ranks, and
 * for the rest the inverse of the integral of x^-alpha from k - 1/2 to k + 1/2 (the midpoint rule, whose relative error
 * is alpha (alpha + 1) / (24 k^2), below 1e-9 there for alpha up to 2). The integral and its inverse are those of
 * W. Hörmann and G. Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions", ACM
 * TOMACS 6 (1996).
 */
export function makeZipfDraw(ranks: ZipfRanks, [k0, k1]: StreamKey): (row: number) => number {
  const { first } = ranks;
  const { weights, headRanks, tailRank } = partsOf(ranks);
  const choose = makeWeightedChoice(weights);
  return (row) => {
    const index = choose(hash32(row, k0, k1));
    return index < headRanks ? first + index : tailRank(uniform53(row, k1, k0 ^ TAIL_STREAM));
  };
}

/** Rank at each probability of the same distribution. */
export function makeZipfQuantile(ranks: ZipfRanks): (p: number) => number {
  const { first } = ranks;
  const { weights, headRanks, tailRank } = partsOf(ranks);
  const positionAt = makeWeightedPosition(weights);
  return (p) => {
    const position = positionAt(p);
    const index = Math.floor(position);
    return index < headRanks ? first + index : tailRank(position - index);
  };
}

/** Weights of the first ranks, and of all others as one, whose ranks come from a probability among themselves. */
function partsOf({ first, last, alpha }: ZipfRanks) {
  const headRanks = Math.min(HEAD_RANKS, last - first + 1);
  const tailStart = first + headRanks;
  // In units of the first rank, so that far ranks neither underflow nor cancel.
  const head = Array.from({ length: headRanks }, (_, i) => Math.exp(-alpha * Math.log((first + i) / first)));
  const from = powerIntegral((tailStart - 0.5) / first, alpha);
  const area = Math.max(0, powerIntegral((last + 0.5) / first, alpha) - from);
  const tailRank = (p: number): number => {
    const rank = Math.round(first * inversePowerIntegral(from + area * p, alpha));
    return rank < tailStart ? tailStart : rank > last ? last : rank;
  };
  return { headRanks, weights: tailStart <= last ? [...head, area * first] : head, tailRank };
}

/** Sets the draws inside the tail apart from those that choose it. */
const TAIL_STREAM = 0x5bd1e995;

/** Integral of x^-alpha from 1: (x^(1-alpha) - 1) / (1 - alpha), and ln x at alpha = 1. */
function powerIntegral(x: number, alpha: number): number {
  const log = Math.log(x);
  const t = (1 - alpha) * log;
  return Math.abs(t) > 1e-8 ? (Math.expm1(t) / t) * log : log * (1 + t / 2);
}

function inversePowerIntegral(y: number, alpha: number): number {
  const t = Math.max(-1 + Number.EPSILON, (1 - alpha) * y);
  return Math.exp(Math.abs(t) > 1e-8 ? (Math.log1p(t) / t) * y : y * (1 - t / 2));
}

/**
 * Draws ranks from 1 to a number that differs from row to row: rank k as likely as k^-alpha. Sums of the first ranks are
 * searched, and the integral takes the rest, as in `makeZipfDraw`.
 *
 * @returns rank of a row among `last` ranks, 1 or more
 */
export function makeGrowingZipfDraw(alpha: number, [k0, k1]: StreamKey): (row: number, last: number) => number {
  const sums = new Float64Array(HEAD_RANKS + 1);
  for (let k = 1; k <= HEAD_RANKS; k++) sums[k] = sums[k - 1] + Math.exp(-alpha * Math.log(k));
  const tailStart = HEAD_RANKS + 1;
  const from = powerIntegral(tailStart - 0.5, alpha);
  return (row, last) => {
    const head = sums[Math.min(last, HEAD_RANKS)];
    const area = last < tailStart ? 0 : powerIntegral(last + 0.5, alpha) - from;
    const target = uniform53(row, k0, k1) * (head + area);
    if (target < head) return firstAbove(sums, target, Math.min(last, HEAD_RANKS));
    const rank = Math.round(inversePowerIntegral(from + target - head, alpha));
    return Math.max(Math.min(tailStart, last), Math.min(last, rank));
  };
}

/** First index whose sum is above a target. */
function firstAbove(sums: Float64Array, target: number, last: number): number {
  let low = 1;
  let high = last;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
