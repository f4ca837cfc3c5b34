import { choiceOf, fakerOf, rule, between, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, lengthOf, type Subject } from '../subject';

const COUNTRY = 'country|nation|country name|nation name|country of (?:birth|origin|residence)';
const COUNTRY_CODE = 'country code|nation code|country iso|iso country(?: code)?|country iso code|iso code';

/** Names that text of faker follows without being told. */
const LEADING_NAME = /^(?:.+_)?(?:country|nation)(?:_?(?:code|name|iso|iso2|iso3|alpha2|alpha3))?$/i;

const NAMES = 'United States:40|Germany:10|United Kingdom:10|France:8|Canada:8|Spain:5|Italy:5|Australia:4|Netherlands:3|Japan:3|Brazil:2|Mexico:2';
const ALPHA2 = 'US:40|DE:10|GB:10|FR:8|CA:8|ES:5|IT:5|AU:4|NL:3|JP:3|BR:2|MX:2';
const ALPHA3 = 'USA:40|DEU:10|GBR:10|FRA:8|CAN:8|ESP:5|ITA:5|AUS:4|NLD:3|JPN:3|BRA:2|MEX:2';

function isCountry({ text, entity }: Subject): boolean {
  return endsWith(text, `${COUNTRY}|${COUNTRY_CODE}`) || (/^(?:name|code|iso)$/.test(text) && endsWith(entity, 'country|nation'));
}

/** Which of several addresses of a row a column belongs to: `ship` of `ship_city`. */
function roleOf(text: string): string {
  return text.replace(/ ?(?:address )?(?:country|nation|iso|code|name|city|town|state|province|region|zip|postal|address|street|county|line|of residence|abbreviation)\b/g, '').trim();
}

/**
 * Few countries in the proportions of a shop, which the row's addresses follow; all of them where the table is about
 * countries, or where a second column must name the same one.
 */
function country(subject: Subject): readonly Proposal[] {
  if (familyOf(subject) !== 'text') return [];
  const isCode = endsWith(subject.text, COUNTRY_CODE) || lengthOf(subject) <= 3 || subject.text === 'code' || subject.text === 'iso';
  const fakerRule = !isCode ? 'country' : lengthOf(subject) === 3 ? 'country_code_3' : 'country_code';
  const what = isCode ? 'a country code' : 'a country';
  const same = subject.siblings.some((other) => other !== subject && isCountry(other) && roleOf(other.text) === roleOf(subject.text));
  const all: Proposal = { fill: { faker_rule: fakerRule }, reason: same ? `${isCode ? 'A country code' : 'A country'}, by its name; it fits the other column of countries.` : `${isCode ? 'A country code' : 'A country'}, by its name.`, isClosed: true };
  const isAbout = endsWith(subject.entity, 'country|nation');
  if (same || isAbout || !LEADING_NAME.test(subject.name)) return [all];
  // Only few countries have states of two letters.
  const hasShortState = subject.siblings.some((other) => isStateOfAddress(other) && lengthOf(other) <= 3 && roleOf(other.text) === roleOf(subject.text));
  if (hasShortState) return [...choiceOf(!isCode ? 'United States:94|Canada:6' : lengthOf(subject) === 3 ? 'USA:94|CAN:6' : 'US:94|CA:6', `${what} with states of two letters`)(subject), all];
  const few = choiceOf(!isCode ? NAMES : lengthOf(subject) === 3 ? ALPHA3 : ALPHA2, `${what}, some more often than others`)(subject);
  return [...few, all];
}

/** A part of an address, in the country of the column with the same role. */
function local(fakerRule: string, what: string, nullRate?: number): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    if (familyOf(subject) !== 'text') return [];
    const plain = fakerOf(fakerRule, what, { nullRate })(subject);
    const countries = subject.siblings.filter((other) => other !== subject && familyOf(other) === 'text' && isCountry(other));
    const own = countries.find(({ text }) => roleOf(text) === roleOf(subject.text)) ?? countries[0];
    if (!own || subject.unique) return plain;
    const reason = `${plain[0].reason.replace(/\.$/, '')}; it fits ${own.name}.`;
    return [{ fill: { ...plain[0].fill, locale_from: own.name }, reason }, { ...plain[0], reason: plain[0].reason }];
  };
}

/** Two letters for a short column, names for a long one. */
function state(subject: Subject): readonly Proposal[] {
  if (familyOf(subject) !== 'text') return [];
  return lengthOf(subject) <= 3 || endsWith(subject.text, 'code|abbreviation') ? local('state_abbr', 'a state\'s abbreviation')(subject) : [...local('state', 'a state')(subject), ...local('state_abbr', 'a state\'s abbreviation')(subject)];
}

/** A state stands beside other parts of an address, or in two letters; elsewhere it is a status. */
function isStateOfAddress(subject: Subject): boolean {
  if (endsWith(subject.text, 'province|state name|province name|province code|state abbreviation|birth state|home state')) return true;
  const isBesidePlaces = subject.siblings.some((other) => other !== subject && endsWith(other.text, 'city|town|zip|zip code|street|address|county|country|country code'));
  return endsWith(subject.text, 'state|state code') && (isBesidePlaces || lengthOf(subject) === 2);
}

const STREET_TYPES = 'Street:30|Avenue:20|Road:15|Drive:10|Lane:8|Boulevard:7|Court:5|Way:5';

/** Addresses and places on the map. */
export const PLACE_RULES: readonly Rule[] = [
  { matches: isCountry, propose: country },
  rule('street type', choiceOf(STREET_TYPES, 'a type of street')),
  rule('street name', local('street_name', 'a street')),
  rule('house number|street number|building number', fakerOf('building_number', 'a house number')),
  rule('suite(?: number)?|apartment(?: number)?|address line 2|secondary address', fakerOf('secondary_address', 'a second line of an address', { nullRate: 0.6 })),
  { matches: ({ text, ordinal }) => ordinal !== undefined && ordinal > 1 && endsWith(text, 'address|address line|street'), propose: fakerOf('secondary_address', 'a second line of an address', { nullRate: 0.6 }) },
  rule('ip address|ip addr|ip', fakerOf('ip_address', 'an IP address')),
  rule('mac address|mac', fakerOf('mac_address', 'a MAC address')),
  rule('full address|mailing address', local('full_address', 'an address')),
  rule('address|street|street address|address line|address street', local('street_address', 'a street and number')),
  rule('city|town|city name|town name|municipality|locality', local('city', 'a city')),
  { matches: ({ text, entity }) => text === 'name' && endsWith(entity, 'city|town'), propose: local('city', 'a city') },
  rule('county|county name|district|district name', local('county', 'a county')),
  { matches: isStateOfAddress, propose: state },
  { matches: ({ text, entity }) => /^(?:name|code|abbreviation|state)$/.test(text) && endsWith(entity, 'state|province'), propose: state },
  rule('zip|zip code|zip number', local('zip_code', 'a postcode')),
  rule('latitude', between(-60, 70, 'a latitude', 6)),
  rule('longitude', between(-180, 180, 'a longitude', 6)),
  rule('region|region name|sales region|area|geography|territory', choiceOf('North America:30|Europe:30|Asia Pacific:20|Latin America:12|Middle East:5|Africa:3', 'a region', { isClosed: true })),
  { matches: ({ text, entity }) => /^(?:name|description)$/.test(text) && endsWith(entity, 'region|continent'), propose: choiceOf('AFRICA|AMERICA|ASIA|EUROPE|MIDDLE EAST', 'a region', { isClosed: true }) },
  rule('continent', choiceOf('Africa|Asia|Europe|North America|South America|Oceania', 'a continent', { isClosed: true })),
  rule('timezone|time zone', fakerOf('timezone', 'a time zone', { isClosed: true })),
  rule('gmt offset|utc offset', between(-8, -5, 'an offset of the clock', 0)),
  rule('locale', fakerOf('locale', 'a locale', { isClosed: true })),
  rule('language code|iso language', fakerOf('language_code', 'a language code', { isClosed: true })),
  { matches: (subject) => endsWith(subject.text, 'language|preferred language') || (subject.text === 'name' && endsWith(subject.entity, 'language')), propose: language },
];

function language(subject: Subject): readonly Proposal[] {
  return lengthOf(subject) < 8
    ? choiceOf('en:50|de:15|fr:12|es:10|it:6|nl:3|ja:2|pt:2', 'a language, some more often than others', { isClosed: true })(subject)
    : choiceOf('English:50|German:15|French:12|Spanish:10|Italian:6|Dutch:3|Japanese:2|Portuguese:2', 'a language, some more often than others', { isClosed: true })(subject);
}
