import type { ComposedRecipe, RecipePart } from '@dw-sim/generation-generators';
import type { Faker } from '@faker-js/faker';

/** Recipes of rules whose values hardly ever repeat: parts that are drawn on their own, not a pool. */
export const COMPOSED_RULES: Readonly<Record<string, (faker: Faker) => ComposedRecipe | undefined>> = {
  'internet.email': (faker) => ({
    kind: 'composed',
    parts: [slugPart(firstNames(faker), 'person.firstName', 'slug-dot'), slugPart(lastNames(faker), 'person.lastName', 'slug'), numberPart(''), { values: mailDomains(faker).map((domain) => `@${domain}`) }],
  }),
  'internet.username': (faker) => ({
    kind: 'composed',
    parts: [slugPart(firstNames(faker), 'person.firstName', 'slug-dot'), slugPart(lastNames(faker), 'person.lastName', 'slug'), numberPart('')],
  }),
  'person.fullName': (faker) => ({
    kind: 'composed',
    parts: fullNameParts(faker),
  }),
  'phone.number': (faker) => {
    const format = (faker.definitions.phone_number.format.national ?? [])[0];
    return format ? { kind: 'composed', parts: digitParts(format) } : undefined;
  },
  'internet.ipv4': () => {
    const octet = Array.from({ length: 256 }, (_, i) => `${i}`);
    const dotted = octet.map((value) => `${value}.`);
    // First octets of unicast addresses.
    return { kind: 'composed', parts: [{ values: dotted.slice(1, 224) }, { values: dotted }, { values: dotted }, { values: octet }] };
  },
  'string.uuid': () => ({ kind: 'composed', parts: uuidParts() }),
};

/** First names of all genders, each once. */
export function firstNames(faker: Faker): readonly string[] {
  const { generic = [], female = [], male = [] } = faker.definitions.person.first_name;
  return distinct([...generic, ...female, ...male]);
}

/** Last names of all genders, each once. */
export function lastNames(faker: Faker): readonly string[] {
  const { generic = [], female = [], male = [] } = faker.definitions.person.last_name;
  return distinct([...generic, ...female, ...male]);
}

/** Where last names hold spaces, first names may not: «Ana María | López» and «Ana | María López» would be one text. */
function fullNameParts(faker: Faker): readonly RecipePart[] {
  const last = lastNames(faker);
  const plain = firstNames(faker).filter((name) => !name.includes(' '));
  const first = last.some((name) => name.includes(' ')) && plain.length > 0 ? plain : firstNames(faker);
  return [{ values: first, follows: 'person.firstName' }, { values: [' '] }, { values: last, follows: 'person.lastName' }];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function mailDomains(faker: Faker): readonly string[] {
  return distinct([...faker.definitions.internet.free_email, ...faker.definitions.internet.example_email]);
}

function slugPart(names: readonly string[], follows: string, spelling: 'slug' | 'slug-dot'): RecipePart {
  const end = spelling === 'slug-dot' ? '.' : '';
  const slugs = distinct(names.map((name) => name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '')).filter((slug) => slug.length > 0));
  // A script without Latin letters leaves nothing of a name.
  return { values: (slugs.length > 0 ? slugs : ['user']).map((slug) => slug + end), follows, spelling };
}

function numberPart(end: string): RecipePart {
  return { values: Array.from({ length: 10_000 }, (_, i) => `${i}${end}`), extendable: true };
}

/** Parts of a pattern in which `#` is a digit and `!` a digit from 2 to 9: literals go with the digits before or after them. */
export function digitParts(format: string): readonly RecipePart[] {
  return (format.match(/[^#!]*[#!]{1,4}[^#!]*$|[^#!]*[#!]{1,4}/g) ?? [format]).map((group) => ({ values: expandDigits(group) }));
}

function expandDigits(group: string): readonly string[] {
  let texts = [''];
  for (const character of group) {
    const choices = character === '#' ? '0123456789' : character === '!' ? '23456789' : character;
    texts = texts.flatMap((text) => [...choices].map((choice) => text + choice));
  }
  return texts;
}

/** Version 4, variant 1 (RFC 9562, section 5.4): 122 free bits. */
function uuidParts(): readonly RecipePart[] {
  const byte = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
  return Array.from({ length: 16 }, (_, i) => {
    const values = i === 6 ? byte.slice(0x40, 0x50) : i === 8 ? byte.slice(0x80, 0xc0) : byte;
    return { values: [3, 5, 7, 9].includes(i) ? values.map((text) => `${text}-`) : values };
  });
}
