import { makePermutation } from '@dw-sim/generation-rng';
import { combinations, composedText, type ComposedPart } from '../composed-text';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault, SiblingColumn } from '../generator-kind';
import { indexDraw } from '../index-draw';
import type { Kernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';
import { characterCount, fitPool, fitRecipe } from '../text-length';
import type { ComposedRecipe, RecipePart, TextRecipe } from '../text-source';

interface PreparedPart {
  readonly values: readonly string[];
  /** Column of the same row whose choice this part repeats. */
  readonly follows: string | null;
}

type Prepared =
  | { readonly kind: 'pool'; readonly values: readonly string[]; readonly weights: readonly number[] | null }
  | { readonly kind: 'composed'; readonly parts: readonly PreparedPart[] };

/** Realistic text by a rule of faker, from pools and parts instead of a call per row. */
export const faker: GeneratorKind<Prepared> = {
  kind: 'faker',
  description: 'Realistic text by a rule of faker, in the names of faker-js (`internet.email`) or of Python\'s Faker (`email`).',
  types: ['VARCHAR'],
  parameters: [
    { name: 'rule', type: 'string', required: true, description: 'Rule, such as `first_name` or `internet.email`.' },
    { name: 'locale', type: 'string', description: 'faker-js locale; the experiment\'s by default.' },
  ],
  example: { rule: 'email', locale: 'en' },
  check: checkRule,
  summarize: (params, column) => `${stringOf(params, 'rule')}${localeOf(params, column) === 'en' ? '' : `, ${localeOf(params, column)}`}`,
  distinctCount: (params, column) => {
    const recipe = fittedRecipe(params, column);
    if (!recipe) return 0;
    return recipe.kind === 'pool' ? recipe.values.length : combinations(recipe.parts);
  },
  prepare: (params, column) => {
    const recipe = fittedRecipe(params, column);
    if (!recipe) throw new Error(`faker rule ${stringOf(params, 'rule')} was not checked`);
    if (recipe.kind === 'pool') return { kind: 'pool', values: recipe.values, weights: recipe.weights ?? null };
    return { kind: 'composed', parts: followingParts(recipe, params, column) ?? recipe.parts.map(({ values }) => ({ values, follows: null })) };
  },
  compile: (prepared, context) => (prepared.kind === 'pool' ? pooled(prepared, context) : composed(prepared.parts, context)),
};

function localeOf(params: Parameters, column: ColumnContext): string {
  return stringOf(params, 'locale') ?? column.locale;
}

function checkRule(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const rule = stringOf(params, 'rule') ?? '';
  const locale = localeOf(params, column);
  if (!column.text.hasLocale(locale)) {
    const nearest = column.text.nearestLocales(locale);
    return [{ parameter: 'locale', code: 'unknown_locale', message: `unknown locale ${JSON.stringify(locale)}`, allowed: nearest }];
  }
  const recipe = column.text.recipe(rule, locale);
  if (!recipe) {
    return [{ parameter: 'rule', code: 'unknown_faker_rule', message: `unknown faker rule ${JSON.stringify(rule)}`, allowed: column.text.nearestRules(rule) }];
  }
  if (fittedRecipe(params, column)) return [];
  return [{ parameter: 'rule', code: 'too_long', message: `no value of ${JSON.stringify(rule)} is short enough for ${lengthOf(column)} characters`, allowed: 'a greater varchar_length' }];
}

function lengthOf({ type }: ColumnContext): number {
  return type.kind === 'VARCHAR' && type.length !== undefined ? type.length : Infinity;
}

/** Fitted recipes by length: a wide table asks for the same again and again. */
const fitted = new WeakMap<TextRecipe, Map<number, TextRecipe | undefined>>();

/** The rule's recipe with what the column is too short for left out; undefined where nothing is left. */
function fittedRecipe(params: Parameters, column: ColumnContext): TextRecipe | undefined {
  const recipe = column.text.recipe(stringOf(params, 'rule') ?? '', localeOf(params, column));
  if (!recipe) return undefined;
  const length = lengthOf(column);
  const byLength = fitted.get(recipe) ?? new Map<number, TextRecipe | undefined>();
  fitted.set(recipe, byLength);
  if (!byLength.has(length)) byLength.set(length, recipe.kind === 'pool' ? fitPool(recipe, length) : fitRecipe(recipe, length));
  return byLength.get(length);
}

/**
 * The recipe with its parts tied to the columns of the row that make the same thing, so that the e-mail fits the name.
 * Undefined where no column leads, or where the result would not fit the column or not be unique.
 */
function followingParts({ parts }: ComposedRecipe, params: Parameters, column: ColumnContext): readonly PreparedPart[] | undefined {
  const tied = parts.map((part) => followed(part, params, column) ?? { values: part.values, follows: null, extendable: part.extendable });
  if (tied.every(({ follows }) => follows === null)) return undefined;
  const enough = column.unique ? extended(tied, column.rowCount) : tied;
  if (!enough || longest(enough) > lengthOf(column)) return undefined;
  return enough.map(({ values, follows }) => ({ values, follows }));
}

function followed(part: RecipePart, params: Parameters, column: ColumnContext): PreparedPart | undefined {
  const sibling = column.siblings.find((other) => leads(other, part, localeOf(params, column), column));
  if (!sibling) return undefined;
  const recipe = fittedRecipe(sibling.params, { ...column, type: sibling.type, locale: sibling.locale });
  if (recipe?.kind !== 'pool' || recipe.weights) return undefined;
  const values = recipe.values.map((value) => spell(value, part));
  return values.every((value) => value.length > 1) ? { values, follows: sibling.name } : undefined;
}

/** Adds four digits at a time behind the number until the parts that follow nothing tell all rows apart. */
function extended<T extends PreparedPart & { extendable?: boolean }>(parts: readonly T[], rowCount: number): readonly PreparedPart[] | undefined {
  const at = parts.findIndex(({ extendable }) => extendable);
  if (at < 0) return undefined;
  const digits = { values: Array.from({ length: 10_000 }, (_, i) => String(i).padStart(4, '0')), follows: null };
  const result: PreparedPart[] = [...parts];
  while (combinations(result.filter(({ follows }) => follows === null)) < rowCount) result.splice(at + 1, 0, digits);
  return result;
}

function longest(parts: readonly PreparedPart[]): number {
  return parts.reduce((sum, { values }) => sum + values.reduce((max, value) => Math.max(max, characterCount(value)), 0), 0);
}

function leads(sibling: SiblingColumn, part: RecipePart, locale: string, { text }: ColumnContext): boolean {
  if (!part.follows || sibling.kind !== 'faker' || sibling.unique || sibling.isModified) return false;
  const sameLocale = (stringOf(sibling.params, 'locale') ?? sibling.locale) === locale;
  return sameLocale && text.canonicalRule(stringOf(sibling.params, 'rule') ?? '') === part.follows;
}

/** A name as it stands in an address: lower-case ASCII letters. No digits, which a number behind it would blur into. */
function slug(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '');
}

function spell(value: string, part: RecipePart): string {
  if (part.spelling === 'slug') return slug(value);
  return part.spelling === 'slug-dot' ? `${slug(value)}.` : value;
}

function pooled({ values, weights }: Extract<Prepared, { kind: 'pool' }>, context: KernelContext): Kernel {
  const draw = context.unique
    ? makePermutation(values.length, context.key('value'))
    : indexDraw(values.length, weights ?? undefined, context.key('value'));
  return {
    lane: 'code',
    values,
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = draw(rows[i]);
    },
  };
}

function composed(parts: readonly PreparedPart[], context: KernelContext): Kernel {
  const keyed: ComposedPart[] = parts.map(({ values, follows }, index) => ({
    values,
    key: follows === null ? context.key(`part ${index}`) : context.siblingKey(follows, 'value'),
    bound: follows !== null,
  }));
  return composedText(keyed, context.unique ? context.key('value') : undefined);
}

