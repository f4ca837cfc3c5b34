import { lengthRange } from '../text-length';
import type { RecipeForm, RecipePart, TextRecipe } from '../text-source';

/** Where a number grows, it grows by this many digits at a time. */
const MORE_DIGITS = Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0'));

/** Number of different choices of parts. */
export function combinations(parts: readonly Pick<RecipePart, 'values'>[]): number {
  return parts.reduce((product, { values }) => product * values.length, 1);
}

/**
 * What a unique column is made by: the pool where it has as many values as there are rows, else the first form that
 * has, or the one with most. Different choices of a form's parts give different texts.
 *
 * @param rowCount rows that must differ
 * @param length characters that fit
 */
export function uniqueRecipe(recipe: TextRecipe, rowCount: number, length: number): TextRecipe {
  if (recipe.kind === 'pool' && recipe.values.length >= rowCount) return recipe;
  const natural = recipe.kind === 'composed' ? [...recipe.forms].sort((a, b) => combinations(b.parts) - combinations(a.parts)).slice(0, 1) : [];
  let best: TextRecipe | undefined = recipe.kind === 'pool' ? recipe : undefined;
  for (const form of [...natural, ...(recipe.wider ?? [])]) {
    const candidate = singleForm(extended(distinguishable(form), rowCount, length));
    if (!best || distinctTexts(candidate) > distinctTexts(best)) best = candidate;
    if (distinctTexts(best) >= rowCount) break;
  }
  return best ?? recipe;
}

function singleForm(form: RecipeForm): TextRecipe {
  return { kind: 'composed', forms: [form] };
}

/** Texts of a pool, or of the one form of a unique column. */
export function distinctTexts(recipe: TextRecipe): number {
  return recipe.kind === 'pool' ? recipe.values.length : Math.max(...recipe.forms.map(({ parts }) => combinations(parts)));
}

/**
 * The form without the values that could be taken for others: read from the left, each part of a text is the only one
 * that can stand there. A value with a longer one in the same part that goes on as the next part may begin would not be.
 */
export function distinguishable(form: RecipeForm): RecipeForm {
  let made = known.get(form);
  if (!made) known.set(form, (made = withoutAmbiguous(form)));
  return made;
}

/** A definition asks for the same again and again, in its check and for each of its columns. */
const known = new WeakMap<RecipeForm, RecipeForm>();

function withoutAmbiguous(form: RecipeForm): RecipeForm {
  const parts = [...form.parts];
  for (let at = parts.length - 2; at >= 0; at--) parts[at] = prefixFree(parts[at], new Set(parts[at + 1].values.map((value) => value.charAt(0))));
  return { ...form, parts };
}

function prefixFree(part: RecipePart, next: ReadonlySet<string>): RecipePart {
  if (part.values.length === 1) return part;
  const all = new Set(part.values);
  const isAmbiguous = (value: string): boolean => {
    for (let end = 1; end < value.length; end++) if (next.has(value.charAt(end)) && all.has(value.slice(0, end))) return true;
    return false;
  };
  const values = part.values.filter((value) => !isAmbiguous(value));
  return values.length === part.values.length ? part : { ...part, values, weights: undefined };
}

/** Adds digits behind a number that may grow, until the parts that follow nothing tell all rows apart or no more fit. */
export function extended(form: RecipeForm, rowCount: number, length: number, isFree: (part: RecipePart) => boolean = () => true): RecipeForm {
  const at = form.parts.findIndex(({ extendable }) => extendable);
  if (at < 0) return form;
  const parts = [...form.parts];
  let longest = parts.reduce((sum, { values }) => sum + lengthRange(values).max, 0);
  while (combinations(parts.filter(isFree)) < rowCount && (longest += 4) <= length) parts.splice(at + 1, 0, { values: MORE_DIGITS, extendable: true });
  return { ...form, parts };
}
