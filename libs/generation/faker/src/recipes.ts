import type { ComposedRecipe, RecipeForm, RecipePart, TextRecipe } from '@dw-sim/generation-generators';
import type { Faker } from '@faker-js/faker';
import { ALPHABETS, characterParts, numberValues } from './digit-parts';
import { localeTexts } from './locale-data';
import { LENGTH_RULES, OWN_PATTERNS } from './own-patterns';
import { formsOf, type DigitSymbols, type Pattern, type PatternFields } from './pattern-forms';
import { PEOPLE, type Sex } from './people';

/** Recipes of one locale. What faker-js has as data is read from there; what it does in code is done by `OWN_PATTERNS`. */
export class LocaleRecipes implements PatternFields {
  private readonly recipes = new Map<string, TextRecipe | undefined>();

  constructor(private readonly faker: Faker) {}

  /**
   * Recipe of a canonical rule, perhaps of one sex, `person.firstName(female)`, or of a list of the locale's data;
   * undefined where the locale has nothing for it.
   */
  field(name: string): TextRecipe | undefined {
    if (!this.recipes.has(name)) {
      // Patterns may not go round in circles.
      this.recipes.set(name, undefined);
      this.recipes.set(name, this.make(name));
    }
    return this.recipes.get(name);
  }

  /** Random characters of a rule in a length of one's own. */
  ofLength(rule: string, length: number): TextRecipe | undefined {
    return Object.hasOwn(LENGTH_RULES, rule) ? { kind: 'composed', forms: [{ weight: 1, parts: characterParts(LENGTH_RULES[rule], length) }] } : undefined;
  }

  private make(name: string): TextRecipe | undefined {
    const [, rule, sex] = /^([^(]+)(?:\((female|male)\))?$/.exec(name) ?? [];
    if (Object.hasOwn(PEOPLE, rule)) return PEOPLE[rule](this.faker, sex as Sex);
    if (Object.hasOwn(PLACES, rule)) return PLACES[rule](this.faker, this);
    if (Object.hasOwn(TEXTS, rule)) return TEXTS[rule](this.faker, this);
    if (Object.hasOwn(OWN_PATTERNS, rule)) return this.own(rule);
    const patterns = localeTexts(this.faker, `${rule}_pattern`);
    if (patterns) return composed(patterns, this);
    const texts = localeTexts(this.faker, rule);
    return texts?.some((text) => text.includes('{{')) ? composed(texts, this) : pool(texts);
  }

  private own(rule: string): TextRecipe | undefined {
    const { patterns, check, wider, shorter } = OWN_PATTERNS[rule];
    const forms = formsOf(patterns, this, 'any').map((form) => (check ? { ...form, check } : form));
    if (forms.length === 0) return undefined;
    return { ...flattened(forms), wider: wider && formsOf(wider, this, 'any').map((form) => (check ? { ...form, check } : form)), shorter: shorter === undefined ? undefined : this.field(shorter) };
  }
}

/** `Mon Jan 1 `, as Git writes the days of a year. */
const DAYS_OF_2024 = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toUTCString().replace(/^(\w+), 0?(\d+) (\w+) .*$/, '$1 $3 $2 '));

function clock(): readonly RecipePart[] {
  return [{ values: numberValues(0, 23, 2) }, { values: [':'] }, { values: numberValues(0, 59, 2) }, { values: [':'] }, { values: numberValues(0, 59, 2) }, { values: [' '] }];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** Three bytes of JSON are four letters of a token, so that digits can be drawn as letters. */
const SUBJECT_DIGITS = numberValues(0, 999, 3).map(base64);

/** Words that may stand in the name of a host or a file. */
function slugs(words: readonly string[] = []): TextRecipe {
  const fit = distinct(words.map((word) => word.toLowerCase())).filter((word) => /^[a-z]+$/.test(word));
  return { kind: 'pool', values: fit.length > 0 ? fit : ['site', 'shop', 'studio', 'media', 'cloud', 'team', 'works', 'labs'] };
}

type Make = (faker: Faker, fields: PatternFields) => TextRecipe | undefined;

/** Addresses and phones: their data holds `#` for digits. */
const PLACES: Readonly<Record<string, Make>> = {
  'location.buildingNumber': fromData('location.building_number', 'number'),
  'location.secondaryAddress': fromData('location.secondary_address', 'number'),
  'location.zipCode': fromData('location.postcode', 'any'),
  'location.street': (faker, fields) => composed(localeTexts(faker, 'location.street_pattern') ?? [], fields, 'any') ?? pool(localeTexts(faker, 'location.street_name')),
  'location.streetAddress': fromData('location.street_address.normal', 'number'),
  'location.fullAddress': (faker, fields) => composed((localeTexts(faker, 'location.street_address.normal') ?? []).map((street) => `${street}, {{location.zipCode}} {{location.city}}`), fields, 'number'),
  'location.city': (faker, fields) => composed(localeTexts(faker, 'location.city_pattern') ?? [], fields) ?? pool(localeTexts(faker, 'location.city_name')),
  'phone.number': fromData('phone_number.format.national', 'any'),
  'phone.mobile': (faker, fields) => composed(localeTexts(faker, 'phone_number.format.mobile') ?? localeTexts(faker, 'phone_number.format.national') ?? [], fields, 'any'),
  'phone.international': fromData('phone_number.format.international', 'any'),
};

const TEXTS: Readonly<Record<string, Make>> = {
  'company.name': (faker, fields) => {
    const named = composed(localeTexts(faker, 'company.name_pattern') ?? [], fields);
    return named && { ...named, wider: formsOf(['{{person.lastName}}, {{person.lastName}} & {{person.lastName}}', '{{person.lastName}}, {{person.lastName}}, {{person.lastName}} & {{person.lastName}}'], fields) };
  },
  'lorem.sentence': (_faker, fields) => sentences(fields, [3, 5, 7, 9], 1, ' ', 'lorem.words'),
  'lorem.sentences': (_faker, fields) => sentences(fields, [4, 6, 8], 3, ' ', 'lorem.sentence'),
  'lorem.paragraph': (_faker, fields) => sentences(fields, [5, 6, 8], 4, ' ', 'lorem.sentences'),
  'lorem.text': (_faker, fields) => sentences(fields, [5, 7], 4, ' ', 'lorem.sentences'),
  'lorem.lines': (_faker, fields) => sentences(fields, [4, 6], 3, '\n', 'lorem.sentence'),
  'lorem.paragraphs': (_faker, fields) => sentences(fields, [6, 8], 8, '\n', 'lorem.paragraph'),
  'git.commitDate': () => ({ kind: 'composed', forms: [{ weight: 1, parts: [{ values: DAYS_OF_2024 }, ...clock(), { values: ['2024 '] }, { values: ['+0000', '+0100', '+0200', '+0530', '+0900', '-0500', '-0700', '-0800'] }] }] }),
  'internet.jwt': () => ({ kind: 'composed', forms: [{ weight: 1, parts: [{ values: [`${base64('{"alg":"HS256","typ":"JWT"}')}.${base64('{"sub": "')}`] }, ...Array.from({ length: 4 }, () => ({ values: SUBJECT_DIGITS })), { values: [`${base64('"}')}.`] }, ...characterParts('alnum', 43)] }] }),
  'slug.adjective': (faker) => slugs(localeTexts(faker, 'word.adjective')),
  'slug.noun': (faker) => slugs(localeTexts(faker, 'word.noun')),
  'system.mimeType': (faker) => pool(Object.keys(faker.definitions.system.mime_type)),
  'system.fileType': (faker) => pool(distinct(Object.keys(faker.definitions.system.mime_type).map((type) => type.split('/')[0]))),
  'system.fileExt': (faker) => pool(distinct(Object.values(faker.definitions.system.mime_type).flatMap(({ extensions }) => extensions))),
  'person.suffix': (faker) => pool(localeTexts(faker, 'person.suffix')),
};

function fromData(path: string, digits: DigitSymbols): Make {
  return (faker, fields) => composed(localeTexts(faker, path) ?? [], fields, digits);
}

function pool(values: readonly string[] | undefined): TextRecipe | undefined {
  return values && { kind: 'pool', values };
}

function composed(patterns: readonly Pattern[], fields: PatternFields, digits: DigitSymbols = 'none'): TextRecipe | undefined {
  const forms = formsOf(patterns, fields, digits);
  return forms.length > 0 ? flattened(forms) : undefined;
}

/** A recipe of one part, in one form, is a pool. */
function flattened(forms: readonly RecipeForm[]): TextRecipe {
  const isList = forms.every(({ parts, check }) => parts.length === 1 && !check && !parts[0].weights) && forms.reduce((sum, { parts }) => sum + parts[0].values.length, 0) <= 10_000;
  return isList ? { kind: 'pool', values: distinct(forms.flatMap(({ parts }) => parts[0].values)) } : { kind: 'composed', forms };
}

/** Sentences of a number of words, the first in a capital letter. */
function sentences(fields: PatternFields, lengths: readonly number[], count: number, joint: string, shorter: string): ComposedRecipe | undefined {
  const words = fields.field('lorem.word');
  if (words?.kind !== 'pool') return undefined;
  const first = { values: distinct(words.values.map((word) => word.charAt(0).toUpperCase() + word.slice(1))) };
  const inner = { values: words.values.map((word) => ` ${word}`) };
  const sentence = (length: number, end: string): readonly RecipePart[] => [first, ...Array.from({ length: length - 1 }, () => inner), { values: [end] }];
  const forms = lengths.map((_length, shift): RecipeForm => ({
    weight: 1,
    parts: Array.from({ length: count }, (_, i) => sentence(lengths[(i + shift) % lengths.length], i === count - 1 ? '.' : `.${joint}`)).flat(),
  }));
  return { kind: 'composed', forms, shorter: fields.field(shorter) };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** True for rules of random characters, whose length can be asked for. */
export function hasLength(rule: string): boolean {
  return Object.hasOwn(LENGTH_RULES, rule) && Object.hasOwn(ALPHABETS, LENGTH_RULES[rule]);
}
