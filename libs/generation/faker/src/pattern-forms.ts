import type { RecipeForm, RecipePart, TextRecipe } from '@dw-sim/generation-generators';
import { ALPHABETS, characterParts, digitParts, numberValues } from './digit-parts';

/** What the fields of a pattern stand for. */
export interface PatternFields {
  /** Recipe of a rule or of a list of the locale's data, such as `person.firstName` or `location.city_prefix`. */
  field(name: string): TextRecipe | undefined;
}

/** A pattern as faker-js's data has them. */
export type Pattern = string | { readonly value: string; readonly weight: number };

/** `none` leaves `#` and `!` as they are; `number` lets no number begin with 0. */
export type DigitSymbols = 'none' | 'any' | 'number';

/** Most forms of one recipe; of more, those with most weight stay. */
const MAX_FORMS = 24;

/** A field with arguments, a run of digit symbols, letters of `?`, or text. */
const TOKEN = /\{\{\s*([\w.]+)\s*(?:\((.*?)\)|:([^{}]*))?\s*\}\}|([#!]+)|(\?+)|([^{#!?]+|[^])/g;

/**
 * Forms of patterns such as `{{person.lastName}} {{company.legal_entity_type}}` and `##-####`. Beside faker-js's fields
 * there are `{{int:1-12}}`, `{{list:a|b}}` and `{{hex:6}}`, or any other alphabet. A pattern with a field that the
 * locale has no data for is left out.
 */
export function formsOf(patterns: readonly Pattern[], fields: PatternFields, digits: DigitSymbols = 'none'): readonly RecipeForm[] {
  const forms = patterns.flatMap((pattern) => patternForms(typeof pattern === 'string' ? { value: pattern, weight: 1 } : pattern, fields, digits));
  return heaviest(merged(forms)).map((form) => ({ ...form, parts: condensed(form.parts) }));
}

/** Most texts of a part that stands for several. */
const MAX_CONDENSED = 1024;

/** Small neighbours become one part, which is one draw and one copy instead of several. */
function condensed(parts: readonly RecipePart[]): readonly RecipePart[] {
  const result: RecipePart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const texts = last && isPlain(last) && isPlain(part) && last.values.length * part.values.length <= MAX_CONDENSED ? last.values.flatMap((value) => part.values.map((next) => value + next)) : undefined;
    // Two choices that are one text would be drawn twice as often, and count twice.
    if (texts && new Set(texts).size === texts.length) result[result.length - 1] = { values: texts };
    else result.push(part);
  }
  return result;
}

function isPlain({ weights, follows, extendable }: RecipePart): boolean {
  return !weights && follows === undefined && !extendable;
}

/** Forms that differ in their first part alone are one: the postcodes `01###`, `02###` and so on of a country. */
function merged(forms: readonly RecipeForm[]): readonly RecipeForm[] {
  const alike = new Map<string, RecipeForm>();
  const idOf = identities();
  for (const form of forms) {
    const [first, ...others] = form.parts;
    const isShort = first !== undefined && first.values.length <= 1000 && isPlain(first) && others.length > 0;
    const key = [form.weight, form.check, ...others.map(({ values }) => idOf(values)), isShort ? '' : alike.size].join(' ');
    const known = alike.get(key);
    alike.set(key, known ? { ...form, parts: [{ values: [...new Set([...known.parts[0].values, ...first.values])] }, ...others] } : form);
  }
  return [...alike.values()];
}

/** Numbers lists by what they are: equal short ones are one. */
function identities(): (values: readonly string[]) => number | string {
  const ids = new Map<readonly string[], number>();
  return (values) => {
    if (values.length <= 100) return values.join('|');
    if (!ids.has(values)) ids.set(values, ids.size);
    return ids.get(values) ?? 0;
  };
}

function patternForms({ value, weight }: Exclude<Pattern, string>, fields: PatternFields, digits: DigitSymbols): readonly RecipeForm[] {
  let forms: readonly RecipeForm[] = [{ weight, parts: [] }];
  for (const [text, name, args, options, run, letters] of value.matchAll(TOKEN)) {
    const next = name ? fieldForms(name, args, options, fields) : textForms(text, run, letters, digits);
    if (!next) return [];
    forms = heaviest(forms.flatMap((form) => next.map((more) => ({ weight: form.weight * more.weight, parts: [...form.parts, ...more.parts], check: form.check ?? more.check }))));
  }
  return forms;
}

function textForms(text: string, run: string | undefined, letters: string | undefined, digits: DigitSymbols): readonly RecipeForm[] {
  if (run && digits !== 'none') return single(digitParts(run, digits === 'any'));
  if (letters && digits !== 'none') return single(characterParts('upper', letters.length));
  return single([{ values: [text] }]);
}

function fieldForms(name: string, args: string | undefined, options: string | undefined, fields: PatternFields): readonly RecipeForm[] | undefined {
  if (name === 'list') return single([{ values: (options ?? '').split('|') }]);
  if (name === 'int') return single([integers(options ?? '')]);
  if (options !== undefined && Object.hasOwn(ALPHABETS, name)) return single(characterParts(name, Number(options)));
  if (args) return calledForms(name, args, fields);
  const recipe = fields.field(name);
  if (!recipe) return undefined;
  if (recipe.kind === 'pool') return single([{ values: recipe.values, weights: recipe.weights }]);
  const total = recipe.forms.reduce((sum, { weight }) => sum + weight, 0);
  return recipe.forms.map((form) => ({ ...form, weight: form.weight / total }));
}

/** `1-12`, or `01-12` for two digits each. */
function integers(range: string): RecipePart {
  const [min, max] = range.split('-');
  return { values: numberValues(Number(min), Number(max), min.length > 1 && min.startsWith('0') ? min.length : 0) };
}

/** The few calls with arguments that faker-js's data has. */
function calledForms(name: string, args: string, fields: PatternFields): readonly RecipeForm[] | undefined {
  if (name === 'helpers.fromRegExp') return single(classParts(args));
  const given = JSON.parse(args.replaceAll("'", '"')) as unknown;
  if (name === 'number.int') {
    const { min = 0, max } = typeof given === 'number' ? { max: given } : (given as { min?: number; max: number });
    return single([{ values: numberValues(min, max) }]);
  }
  if (name === 'string.numeric' && typeof given === 'number') return single(characterParts('digit', given));
  if (name === 'location.state') return fieldForms('location.state_abbr', undefined, undefined, fields);
  return name === 'helpers.arrayElement' && Array.isArray(given) ? single([{ values: given.map(String) }]) : undefined;
}

/** `K[0-9][A-C]`: each character, or one of a class. */
function classParts(expression: string): readonly RecipePart[] {
  return [...expression.matchAll(/\[([^\]]+)\]|(.)/g)].map(([, members, character]) => ({ values: members ? classMembers(members) : [character] }));
}

function classMembers(members: string): readonly string[] {
  return [...members.matchAll(/(.)-(.)|(.)/g)].flatMap(([, first, last, one]) =>
    one ? [one] : Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) + 1 }, (_, i) => String.fromCharCode(first.charCodeAt(0) + i)),
  );
}

function single(parts: readonly RecipePart[]): readonly RecipeForm[] {
  return [{ weight: 1, parts }];
}

function heaviest(forms: readonly RecipeForm[]): readonly RecipeForm[] {
  return forms.length <= MAX_FORMS ? forms : [...forms].sort((a, b) => b.weight - a.weight).slice(0, MAX_FORMS);
}
