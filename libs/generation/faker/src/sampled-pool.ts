import type { PoolRecipe } from '@dw-sim/generation-generators';
import type { Faker } from '@faker-js/faker';

/** Calls that a pool is made of: every value of an ordinary list is in it, at 20 to 50 ms. */
const SAMPLE_SIZE = 10_000;

/**
 * Pool of a rule by calling it: the distinct values in order of appearance, with their frequencies. Rules with more
 * values than that have a pool of the sample's size.
 */
export function sampledPool(faker: Faker, rule: string): PoolRecipe | undefined {
  const [module, method] = rule.split('.') as [keyof Faker, string];
  const owner = faker[module] as unknown as Record<string, () => string | number>;
  const counts = new Map<string, number>();
  try {
    for (let i = 0; i < SAMPLE_SIZE; i++) {
      const value = String(owner[method]());
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  } catch {
    // faker throws where a locale has no data for a rule.
    return undefined;
  }
  const values = [...counts.keys()];
  const even = values.length > SAMPLE_SIZE / 4;
  return { kind: 'pool', values, weights: even ? undefined : [...counts.values()] };
}
