import type { ParameterFault } from './generator-kind';
import { numbersOf, type Parameters } from './parameters';

/** Faults of the parameter `weights`: one for each of `count` things, shares that are not all 0. */
export function checkWeights(params: Parameters, count: number, things: string): readonly ParameterFault[] {
  const weights = numbersOf(params, 'weights');
  if (weights.length === 0) return [];
  if (weights.length !== count) {
    return [{ parameter: 'weights', code: 'length_mismatch', message: `there are ${weights.length} weights for ${count} ${things}`, allowed: `${count} weights` }];
  }
  const bad = weights.some((weight) => weight < 0) || weights.every((weight) => weight === 0);
  return bad ? [{ parameter: 'weights', code: 'out_of_range', message: 'weights are shares', allowed: 'numbers from 0 up, not all 0' }] : [];
}
