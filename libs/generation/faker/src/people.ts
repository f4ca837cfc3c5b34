import type { ComposedRecipe, RecipeForm, RecipePart, TextRecipe } from '@dw-sim/generation-generators';
import type { Faker } from '@faker-js/faker';
import { numberValues } from './digit-parts';
import { localeTexts } from './locale-data';
import { formsOf } from './pattern-forms';

/** Whose names; those of all where undefined. */
export type Sex = 'female' | 'male' | undefined;

/** Recipes of names and of what is made of names, by rule. */
export const PEOPLE: Readonly<Record<string, (faker: Faker, sex: Sex) => TextRecipe | undefined>> = {
  'person.firstName': (faker, sex) => namePool(namesOf(faker, 'first_name', sex), '-'),
  'person.lastName': (faker, sex) => namePool(namesOf(faker, 'last_name', sex), '-'),
  'person.middleName': (faker, sex) => pool(namesOf(faker, 'middle_name', sex)) ?? pool(namesOf(faker, 'first_name', sex)),
  'person.prefix': (faker, sex) => pool(namesOf(faker, 'prefix', sex)),
  'person.fullName': fullName,
  'internet.email': (faker) => address(mailDomains(faker, 'free_email', 'example_email'))(faker),
  'internet.freeEmail': (faker) => address(mailDomains(faker, 'free_email'))(faker),
  'internet.exampleEmail': (faker) => address(mailDomains(faker, 'example_email'))(faker),
  'internet.companyEmail': (faker) => address(companyDomains(faker))(faker),
  'internet.username': (faker) => address(undefined)(faker),
  'internet.displayName': (faker) => ({ kind: 'composed', forms: [{ weight: 1, parts: [{ values: namesOf(faker, 'first_name', undefined), follows: 'person.firstName' }, numberPart()] }] }),
};

function pool(values: readonly string[]): TextRecipe | undefined {
  return values.length > 0 ? { kind: 'pool', values } : undefined;
}

/** Two names make a third: `Anna-Maria`, `Smith-Jones`. */
function namePool(values: readonly string[], joint: string): TextRecipe | undefined {
  const parts: readonly RecipePart[] = [{ values }, { values: [joint] }, { values }];
  return values.length > 0 ? { kind: 'pool', values, wider: [{ weight: 1, parts }] } : undefined;
}

/** Names of one sex and those of any, each once. */
function namesOf(faker: Faker, list: string, sex: Sex): readonly string[] {
  const kinds = sex ? ['generic', sex] : ['generic', 'female', 'male'];
  const names = kinds.flatMap((kind) => localeTexts(faker, `person.${list}.${kind}`) ?? []);
  // A list that tells no sexes apart is for all.
  return [...new Set(names.length > 0 ? names : (localeTexts(faker, `person.${list}`) ?? []))];
}

/** The locale's own order of first and last name, without titles. A middle name tells more people apart. */
function fullName(faker: Faker, sex: Sex): ComposedRecipe | undefined {
  const names: Readonly<Record<string, RecipePart>> = {
    'person.firstName': { values: namesOf(faker, 'first_name', sex), follows: 'person.firstName' },
    'person.lastName': { values: namesOf(faker, 'last_name', sex), follows: 'person.lastName' },
  };
  const field = (name: string): TextRecipe | undefined => (names[name] ? { kind: 'composed', forms: [{ weight: 1, parts: [names[name]] }] } : undefined);
  const patterns = faker.definitions.person.name.filter(({ value }) => value.includes('firstName') && value.includes('lastName'));
  const [form] = [...formsOf(patterns, { field })].sort((a, b) => b.weight - a.weight);
  if (!form) return undefined;
  const initials = [{ values: [...'ABCDEFGHIJKLMNOPRSTVW'].map((letter) => `${letter}.`) }, { values: [' '] }];
  const withMiddle = (middle: readonly RecipePart[]): RecipeForm => ({ weight: 1, parts: form.parts.flatMap((part) => (part.follows === 'person.lastName' ? [...middle, part] : [part])) });
  const isLatin = names['person.lastName'].values.every((name) => /^\p{Script=Latin}/u.test(name));
  return { kind: 'composed', forms: [form], wider: isLatin ? [withMiddle(initials), withMiddle([{ values: names['person.firstName'].values }, { values: [' '] }])] : [] };
}

/** `first.last123@domain`, or a user name where there are no domains. */
function address(domains: readonly string[] | undefined): (faker: Faker) => ComposedRecipe {
  return (faker) => {
    const first = slugPart(namesOf(faker, 'first_name', undefined), 'person.firstName', 'slug-dot');
    const last = slugPart(namesOf(faker, 'last_name', undefined), 'person.lastName', 'slug');
    return { kind: 'composed', forms: [{ weight: 1, parts: [first, last, numberPart(), ...(domains ? [{ values: domains }] : [])] }] };
  };
}

function mailDomains(faker: Faker, ...lists: readonly string[]): readonly string[] {
  return [...new Set(lists.flatMap((list) => localeTexts(faker, `internet.${list}`) ?? []))].map((domain) => `@${domain}`);
}

function companyDomains(faker: Faker): readonly string[] {
  const names = namesOf(faker, 'last_name', undefined).map(slug).filter((name) => name.length > 2);
  return [...new Set(names.length > 0 ? names : ['company', 'trading', 'group'])].map((name) => `@${name}.com`);
}

function slug(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '');
}

function slugPart(names: readonly string[], follows: string, spelling: 'slug' | 'slug-dot'): RecipePart {
  const end = spelling === 'slug-dot' ? '.' : '';
  const slugs = [...new Set(names.map(slug).filter((name) => name.length > 0))];
  // A script without Latin letters leaves nothing of a name.
  return { values: (slugs.length > 0 ? slugs : ['user']).map((name) => name + end), follows, spelling };
}

function numberPart(): RecipePart {
  return { values: numberValues(0, 9999), extendable: true };
}
