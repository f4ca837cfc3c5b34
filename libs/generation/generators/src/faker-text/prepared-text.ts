import type { ColumnContext, SiblingColumn } from '../generator-kind';
import { numberOf, stringOf, type Parameters } from '../parameters';
import { fitText, lengthRange } from '../text-length';
import type { CheckDigit, PoolRecipe, RecipeForm, RecipePart, TextRecipe } from '../text-source';
import { type Leader, localeLeader, localeOf, sexLeader } from './leaders';
import { combinations, extended, uniqueRecipe } from './unique-form';

/** A part as plain data, and the column whose choice it repeats. */
export interface PreparedPart extends RecipePart {
  readonly from?: { readonly column: string; /** Most characters. */ readonly length: number };
}

export interface PreparedForm {
  readonly weight: number;
  readonly parts: readonly PreparedPart[];
  readonly check?: CheckDigit;
}

export type PreparedGroup = Pick<PoolRecipe, 'kind' | 'values' | 'weights'> | { readonly kind: 'composed'; readonly forms: readonly PreparedForm[] };

/** Texts of a column: one group, or those among which other columns of the row choose. */
export interface PreparedText {
  /** Canonical, such as `person.firstName`. */
  readonly rule: string;
  readonly groups: readonly PreparedGroup[];
  /** The group of a row is the number with these leaders' groups as digits, the first counting most. */
  readonly leaders: readonly Leader[];
}

/** Most characters of a column. */
export function columnLength({ type }: Pick<ColumnContext, 'type'>): number {
  return type.kind === 'VARCHAR' && type.length !== undefined ? type.length : Infinity;
}

/** Fitted recipes by length: a wide table asks for the same again and again. */
const fitted = new WeakMap<TextRecipe, Map<number, TextRecipe | undefined>>();

/** A rule's recipe with what the column is too short for left out; undefined where nothing is left. */
export function fittedRecipe(rule: string, locale: string, params: Parameters, column: ColumnContext): TextRecipe | undefined {
  const recipe = column.text.recipe(rule, locale, params['length'] === undefined ? undefined : numberOf(params, 'length', 1));
  if (!recipe) return undefined;
  const length = columnLength(column);
  const byLength = fitted.get(recipe) ?? new Map<number, TextRecipe | undefined>();
  fitted.set(recipe, byLength);
  if (!byLength.has(length)) byLength.set(length, fitText(recipe, length));
  return byLength.get(length);
}

/** Recipe of a column by itself: the fitted one, or what makes it unique. */
export function columnRecipe(rule: string, locale: string, params: Parameters, column: ColumnContext): TextRecipe | undefined {
  const recipe = fittedRecipe(rule, locale, params, column);
  return recipe && column.unique ? uniqueRecipe(recipe, column.isMember ? 1 : column.rowCount, columnLength(column)) : recipe;
}

/** What leads a column of a rule, the locale before the sex. */
export function leadersOf(rule: string, params: Parameters, column: ColumnContext): readonly Leader[] {
  const locale = localeLeader(rule, params, column);
  const sex = column.unique ? undefined : sexLeader(rule, column);
  // A country does not make values unique: those of a unique column are drawn from one locale unless it is asked.
  return [locale && (!column.unique || params['locale_from'] !== undefined) ? locale : undefined, sex].filter((leader) => leader !== undefined);
}

/** Prepares the text of a canonical rule that has been checked. */
export function prepareText(rule: string, params: Parameters, column: ColumnContext): PreparedText {
  const leaders = leadersOf(rule, params, column);
  const choices = leaders.reduce<readonly (readonly string[])[]>((all, { groups }) => all.flatMap((chosen) => groups.map((group) => [...chosen, group])), [[]]);
  const fallback = localeOf(params, column);
  const groups = choices.map((chosen) => {
    const [locale, sex] = leaders.length === 2 ? chosen : leaders[0] && isSex(leaders[0]) ? [fallback, chosen[0]] : [chosen[0] ?? fallback, ''];
    return prepareGroup(sex ? `${rule}(${sex})` : rule, locale, params, column, fallback);
  });
  return { rule, groups, leaders };
}

function isSex({ groups }: Leader): boolean {
  return groups.every((group) => ['', 'female', 'male'].includes(group));
}

/** A locale without data for the rule, or with none that fits, leaves it to the fallback. */
function prepareGroup(rule: string, locale: string, params: Parameters, column: ColumnContext, fallback: string): PreparedGroup {
  const recipe = columnRecipe(rule, locale, params, column) ?? columnRecipe(rule, fallback, params, column);
  if (!recipe) throw new Error(`faker rule ${rule} was not checked`);
  if (recipe.kind === 'pool') return { kind: 'pool', values: recipe.values, weights: recipe.weights };
  return { kind: 'composed', forms: recipe.forms.map((form) => followingForm(form, column) ?? form) };
}

/**
 * The form with its parts tied to the columns of the row that make the same thing, so that the e-mail fits the name.
 * Undefined where no column leads, or where the result would not fit the column or not be unique.
 */
function followingForm(form: RecipeForm, column: ColumnContext): PreparedForm | undefined {
  const leading = form.parts.map((part) => leadingColumn(part, column));
  const count = leading.filter((sibling) => sibling !== undefined).length;
  if (count === 0) return undefined;
  const tied: RecipeForm = { ...form, parts: form.parts.map((part, i): PreparedPart => ({ ...part, ...(leading[i] ? { from: { column: leading[i].name, length: 0 } } : {}) })) };
  const grown = column.unique ? extended(tied, column.rowCount, Infinity, isFree) : tied;
  const free = grown.parts.filter(isFree);
  if (column.unique && combinations(free) < column.rowCount) return undefined;
  const room = Math.floor((columnLength(column) - free.reduce((sum, { values }) => sum + lengthRange(values).max, 0)) / count);
  const fits = form.parts.every((part, i) => !leading[i] || (part.spelling ? room >= SHORTEST_SLUG : longestOf(leading[i]) <= room));
  return fits ? { ...grown, parts: grown.parts.map((part: PreparedPart) => (part.from ? { ...part, from: { ...part.from, length: room } } : part)) } : undefined;
}

/** Fewest characters of a name that still tell whose it is. */
const SHORTEST_SLUG = 4;

function isFree(part: PreparedPart): boolean {
  return part.from === undefined;
}

/** The column that makes what a part is a spelling of: by the same rule, or as a part of a full name. */
function leadingColumn(part: RecipePart, column: ColumnContext): SiblingColumn | undefined {
  if (!part.follows) return undefined;
  const byRule = (rule: string): SiblingColumn | undefined => column.siblings.find((other) => !other.isModified && other.kind === 'faker' && other.type.kind === 'VARCHAR' && baseRule(other, column) === rule);
  return byRule(part.follows) ?? (part.spelling ? byRule('person.fullName') : undefined);
}

function baseRule({ params }: SiblingColumn, { text }: ColumnContext): string | undefined {
  return text.canonicalRule(stringOf(params, 'rule') ?? '')?.replace(/\(.*/, '');
}

/** Most characters of another column, as far as its type says. */
function longestOf({ type, possibleValues }: SiblingColumn): number {
  return Math.min(columnLength({ type }), lengthRange(possibleValues() ?? []).max || Infinity);
}
