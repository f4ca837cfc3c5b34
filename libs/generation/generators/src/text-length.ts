import type { ComposedRecipe, PoolRecipe, RecipePart } from './text-source';

/** Length in characters, as VARCHAR(n) counts them. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}

/** A pool without the values that are too long; undefined where none is left. */
export function fitPool(pool: PoolRecipe, length: number): PoolRecipe | undefined {
  if (length === Infinity) return pool;
  const kept = pool.values.map((_value, i) => i).filter((i) => characterCount(pool.values[i]) <= length);
  if (kept.length === 0) return undefined;
  if (kept.length === pool.values.length) return pool;
  return { kind: 'pool', values: kept.map((i) => pool.values[i]), weights: pool.weights && kept.map((i) => pool.weights?.[i] ?? 1) };
}

/**
 * A composed recipe whose longest text fits: the longest spellings of the part with the widest spread go first, so
 * that the most variety is left. Undefined where even the shortest spellings are too long.
 */
export function fitRecipe(recipe: ComposedRecipe, length: number): ComposedRecipe | undefined {
  if (length === Infinity) return recipe;
  const parts = recipe.parts.map((part) => ({ part, values: part.values, lengths: lengthRange(part.values) }));
  while (parts.reduce((sum, { lengths }) => sum + lengths.max, 0) > length) {
    const widest = parts.reduce((best, part) => (spread(part) > spread(best) ? part : best));
    if (spread(widest) === 0) return undefined;
    widest.values = widest.values.filter((value) => characterCount(value) < widest.lengths.max);
    widest.lengths = lengthRange(widest.values);
  }
  return { ...recipe, parts: parts.map(({ part, values }): RecipePart => ({ ...part, values })) };
}

function lengthRange(values: readonly string[]): { min: number; max: number } {
  const lengths = values.map(characterCount);
  return lengths.reduce((range, length) => ({ min: Math.min(range.min, length), max: Math.max(range.max, length) }), { min: Infinity, max: 0 });
}

function spread({ lengths }: { lengths: { min: number; max: number } }): number {
  return lengths.max - lengths.min;
}
