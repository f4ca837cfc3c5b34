import { hash32, TWO_POW_MINUS_32 } from './hash';
import { makePermutation, MAX_PERMUTATION_SIZE, permuted } from './permutation';
import type { StreamKey } from './stream-key';

/** Digit of one member of a row's tuple, from 0 to the member's radix - 1. */
export type TupleDigit = (row: number) => number;

/**
 * Digits of tuples of which no two rows have the same: row numbers permuted over all combinations and split by the
 * members' radices. Where there are more than 2^32 combinations, the first member counts through its values in a
 * shuffled order, and the others are shifted by an amount of its own for each of them, so that a pair never comes back.
 *
 * @param radices number of values of each member, at least 1; their product is at least the number of rows
 * @returns one function for each member, each valid for rows below the product and below 2^32
 */
export function makeUniqueTuples(radices: readonly number[], key: StreamKey): readonly TupleDigit[] {
  const product = radices.reduce((sum, radix) => sum * radix, 1);
  return product <= MAX_PERMUTATION_SIZE ? permutedTuples(radices, product, key) : shiftedTuples(radices, key);
}

function permutedTuples(radices: readonly number[], product: number, key: StreamKey): readonly TupleDigit[] {
  const at = makePermutation(product, key);
  let divisor = 1;
  return radices.map((radix) => {
    const below = divisor;
    divisor *= radix;
    return (row) => Math.floor(at(row) / below) % radix;
  });
}

function shiftedTuples([first, ...others]: readonly number[], [k0, k1]: StreamKey): readonly TupleDigit[] {
  const size = Math.min(first, MAX_PERMUTATION_SIZE);
  const order = makePermutation(size, [k0, k1]);
  const rest = Math.min(others.reduce((sum, radix) => sum * radix, 1), MAX_PERMUTATION_SIZE);
  const round = makePermutation(rest, [k1, k0]);
  /** Distinct for all rows with the same first digit: equal shifts, different rounds. */
  const restOf = (row: number): number => {
    const shift = Math.floor(hash32(row % size, k1, k0 ^ k1) * TWO_POW_MINUS_32 * rest);
    return (round(Math.floor(row / size)) + shift) % rest;
  };
  let divisor = 1;
  const restDigits = others.map((radix, index): TupleDigit => {
    const below = divisor;
    divisor *= radix;
    // What 2^32 does not reach is free: the digits before it are unique already.
    if (below >= MAX_PERMUTATION_SIZE) return (row) => Math.floor(hash32(row, k0 ^ index, k1 ^ index) * TWO_POW_MINUS_32 * radix);
    return (row) => Math.floor(restOf(row) / below) % radix;
  });
  return [(row) => order(row % size), ...restDigits];
}

/** Digit of one member for an item of a group, from 0 to the member's radix - 1. */
export type GroupDigit = (group: number, item: number) => number;

/**
 * Digits of tuples of which no two items of a group have the same: the items of each group permuted over all
 * combinations by a key of its own.
 *
 * @param radices number of values of each member, at least 1; their product is at least the number of items of a group
 * @returns one function for each member
 */
export function makeTuplesWithin(radices: readonly number[], [k0, k1]: StreamKey): readonly GroupDigit[] {
  const size = Math.min(radices.reduce((product, radix) => product * radix, 1), MAX_PERMUTATION_SIZE);
  let divisor = 1;
  return radices.map((radix, index): GroupDigit => {
    const below = divisor;
    divisor *= radix;
    // What 2^32 does not reach is free: the digits before it are different already.
    if (below >= MAX_PERMUTATION_SIZE) return (group, item) => Math.floor(hash32(item, hash32(group, k0, k1), k1 ^ index) * TWO_POW_MINUS_32 * radix);
    return (group, item) => Math.floor(permuted(item, size, hash32(group, k0, k1), hash32(group, k1, k0)) / below) % radix;
  });
}
