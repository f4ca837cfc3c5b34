import type { Faker } from '@faker-js/faker';

/** Names of data that differ from those of the methods that use them, or whose items are more than text. */
const PLACES: Readonly<Record<string, string>> = {
  'airline.airport': 'airline.airport.name',
  'airline.airline': 'airline.airline.name',
  'airline.airplane': 'airline.airplane.name',
  'commerce.productAdjective': 'commerce.product_name.adjective',
  'commerce.productMaterial': 'commerce.product_name.material',
  'commerce.product': 'commerce.product_name.product',
  'company.catchPhraseAdjective': 'company.adjective',
  'company.catchPhraseDescriptor': 'company.descriptor',
  'company.catchPhraseNoun': 'company.noun',
  'company.buzzAdjective': 'company.buzz_adjective',
  'company.buzzNoun': 'company.buzz_noun',
  'company.buzzVerb': 'company.buzz_verb',
  'date.month': 'date.month.wide',
  'date.weekday': 'date.weekday.wide',
  'finance.currency': 'finance.currency.name',
  'finance.currencyName': 'finance.currency.name',
  'finance.currencyCode': 'finance.currency.code',
  'finance.currencySymbol': 'finance.currency.symbol',
  'finance.currencyNumericCode': 'finance.currency.numericCode',
  'internet.emoji': 'internet.emoji',
  'internet.httpStatusCode': 'internet.http_status_code',
  'location.cardinalDirection': 'location.direction.cardinal',
  'location.ordinalDirection': 'location.direction.ordinal',
  'location.direction': 'location.direction',
  'location.language': 'location.language.name',
  'location.languageCode': 'location.language.alpha2',
  'location.countryCode': 'location.country_code.alpha2',
  'location.countryCodeAlpha3': 'location.country_code.alpha3',
  'location.stateAbbr': 'location.state_abbr',
  'person.zodiacSign': 'person.western_zodiac_sign',
  'science.chemicalElement': 'science.chemical_element.name',
  'science.unit': 'science.unit.name',
  'vehicle.bicycle': 'vehicle.bicycle_type',
  'vehicle.color': 'color.human',
};

/**
 * Texts of a locale's data behind a rule (`person.jobArea`) or at a path (`person.first_name.female`), each once;
 * undefined where there are none. What the locale lacks comes from those that faker-js lets stand in.
 */
export function localeTexts(faker: Faker, rule: string): readonly string[] | undefined {
  const path = Object.hasOwn(PLACES, rule) ? PLACES[rule] : rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const texts = path.split('.').reduce<readonly unknown[]>((found, key, depth) => found.flatMap((item) => member(item, key, depth)), [faker.definitions]);
  const distinct = [...new Set(texts.flatMap(leaves))].filter((text) => text !== '');
  return distinct.length > 0 ? distinct : undefined;
}

/** A key of an object, or of each object of a list. faker-js throws where no locale has it. */
function member(item: unknown, key: string, depth: number): readonly unknown[] {
  if (Array.isArray(item)) return item.flatMap((each) => member(each, key, depth));
  if (typeof item !== 'object' || item === null) return [];
  try {
    return [(item as Record<string, unknown>)[key]];
  } catch {
    return [];
  }
}

/** Texts of a list, or of all lists of an object such as `{female, male}`. */
function leaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null && !('name' in value) && !('weight' in value) ? Object.values(value).flatMap(leaves) : [];
}
