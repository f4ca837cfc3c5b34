import type { ComposedRecipe, PoolRecipe, RecipeForm, RecipePart, TextRecipe } from './text-source';

/** Length in characters, as VARCHAR(n) counts them. */
export function characterCount(text: string): number {
  let count = text.length;
  // The second half of a surrogate pair is no character of its own.
  for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) count--;
  return count;
}

/** A recipe whose texts all fit, or the one that stands in for it where none does; undefined where there is no such. */
export function fitText(recipe: TextRecipe, length: number): TextRecipe | undefined {
  if (length === Infinity) return recipe;
  const fitted = recipe.kind === 'pool' ? fitPool(recipe, length) : fitForms(recipe, length);
  const shorter = recipe.shorter && (!fitted || isThin(fitted, recipe)) ? fitText(recipe.shorter, length) : undefined;
  if (!fitted || shorter) return shorter;
  return { ...fitted, wider: recipe.wider?.flatMap((form) => fitForm(form, length) ?? []) };
}

/** True where less than half is left of a part: texts of the shortest words alone read like none. */
function isThin(fitted: TextRecipe, whole: TextRecipe): boolean {
  const sizes = (recipe: TextRecipe): number => (recipe.kind === 'pool' ? recipe.values.length : Math.min(...recipe.forms[0].parts.map(({ values }) => values.length).filter((size) => size > 1)));
  return sizes(fitted) < sizes(whole) / 2;
}

/** A pool without the values that are too long; undefined where none is left. */
function fitPool(pool: PoolRecipe, length: number): PoolRecipe | undefined {
  const kept = pool.values.map((_value, i) => i).filter((i) => characterCount(pool.values[i]) <= length);
  if (kept.length === 0) return undefined;
  if (kept.length === pool.values.length) return pool;
  return { kind: 'pool', values: kept.map((i) => pool.values[i]), weights: pool.weights && kept.map((i) => pool.weights?.[i] ?? 1) };
}

function fitForms(recipe: ComposedRecipe, length: number): ComposedRecipe | undefined {
  const forms = recipe.forms.flatMap((form) => fitForm(form, length) ?? []);
  return forms.length > 0 ? { kind: 'composed', forms } : undefined;
}

/**
 * A form whose longest text fits: the longest spellings of the part with the widest spread go first, so that the most
 * variety is left. Undefined where even the shortest spellings are too long.
 */
function fitForm(form: RecipeForm, length: number): RecipeForm | undefined {
  const parts = form.parts.map((part) => ({ part, kept: part, lengths: lengthRange(part.values) }));
  if (parts.reduce((sum, { lengths }) => sum + lengths.min, 0) > length) return undefined;
  while (parts.reduce((sum, { lengths }) => sum + lengths.max, 0) > length) {
    const widest = parts.reduce((best, part) => (spread(part) > spread(best) ? part : best));
    widest.kept = without(widest.kept, widest.lengths.max);
    widest.lengths = lengthRange(widest.kept.values);
  }
  return { ...form, parts: parts.map(({ kept }) => kept) };
}

/** A part without its values of a length or more. */
function without(part: RecipePart, length: number): RecipePart {
  const kept = part.values.map((_value, i) => i).filter((i) => characterCount(part.values[i]) < length);
  return { ...part, values: kept.map((i) => part.values[i]), weights: part.weights && kept.map((i) => part.weights?.[i] ?? 1) };
}

/** Lists that many recipes share are measured once. */
const measured = new WeakMap<readonly string[], { readonly min: number; readonly max: number }>();

/** Lengths of the shortest and the longest text. */
export function lengthRange(values: readonly string[]): { readonly min: number; readonly max: number } {
  const known = measured.get(values);
  if (known) return known;
  let [min, max] = [Infinity, 0];
  for (const value of values) {
    const length = characterCount(value);
    if (length < min) min = length;
    if (length > max) max = length;
  }
  measured.set(values, { min, max });
  return { min, max };
}

function spread({ lengths }: { lengths: { readonly min: number; readonly max: number } }): number {
  return lengths.max - lengths.min;
}
