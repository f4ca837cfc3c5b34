import type { ColumnContext, ParameterFault, SiblingColumn } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';

/** A column of the row whose value decides from which of several groups of texts another is drawn. */
export interface Leader {
  readonly column: string;
  /** Names of the groups: locales or sexes. */
  readonly groups: readonly string[];
  /** Group of each value, by its index. */
  readonly groupOf: Readonly<Record<string, number>>;
}

/** Rules whose values belong to a country. */
const COUNTRY_RULES: ReadonlySet<string> = new Set([
  'location.city', 'location.state', 'location.state_abbr', 'location.county', 'location.street', 'location.streetAddress', 'location.fullAddress',
  'location.zipCode', 'phone.number', 'phone.mobile', 'phone.international',
]);
const COUNTRY_NAME = /^(?:.+_)?(?:country|nation)(?:_?(?:code|name|iso|iso2|iso3|alpha2|alpha3))?$/i;

const SEX_RULES: ReadonlySet<string> = new Set(['person.firstName', 'person.lastName', 'person.middleName', 'person.fullName', 'person.prefix']);
const SEX_NAME = /^(?:.+_)?(?:sex|gender)$/i;
const FEMALE = new Set(['f', 'female', 'w', 'woman', 'girl', 'weiblich', 'femme', 'mujer', 'feminino', 'femminile']);
const MALE = new Set(['m', 'male', 'man', 'boy', 'männlich', 'homme', 'hombre', 'masculino', 'maschile']);

/** Locale of text without a leader. */
export function localeOf(params: Parameters, column: Pick<ColumnContext, 'locale'>): string {
  return stringOf(params, 'locale') ?? column.locale;
}

/** The column that a `locale_from` names, as it is written or in another case. */
function namedSibling(params: Parameters, { siblings }: ColumnContext): SiblingColumn | undefined {
  const wanted = stringOf(params, 'locale_from')?.toLowerCase();
  return siblings.find(({ name }) => name.toLowerCase() === wanted);
}

/** Faults of a `locale_from`: an unknown column, one whose values are not known, values that name no locale. */
export function checkLocaleFrom(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const name = stringOf(params, 'locale_from');
  if (name === undefined) return [];
  const parameter = 'locale_from';
  const sibling = namedSibling(params, column);
  if (!sibling) return [{ parameter, code: 'unknown_column', message: `the row has no other column ${JSON.stringify(name)}`, allowed: column.siblings.map((other) => other.name) }];
  const values = sibling.possibleValues();
  if (!values) return [{ parameter, code: 'unknown_values', message: `the values of ${JSON.stringify(name)} are not known before a run`, allowed: 'a column of countries or locales: choice, const, the faker rules country and country_code, or a lookup or foreign key of such a column' }];
  const strange = values.filter((value) => !column.text.localeNamed(value));
  if (strange.length === 0) return [];
  const shown = strange.slice(0, 5).map((value) => JSON.stringify(value)).join(', ');
  return [{ parameter, code: 'unknown_locale', message: `${shown}${strange.length > 5 ? ` and ${strange.length - 5} more values` : ''} of ${JSON.stringify(name)} name no country and no locale`, allowed: 'US, DEU, Germany, de_AT' }];
}

/**
 * Leader of the locale: the column of `locale_from`, and for addresses and phones without a locale of their own the
 * row's column of countries. Countries without a locale take the fallback.
 */
export function localeLeader(rule: string, params: Parameters, column: ColumnContext): Leader | undefined {
  const named = namedSibling(params, column);
  const isFree = params['locale'] === undefined && params['locale_from'] === undefined;
  const sibling = named ?? (isFree && COUNTRY_RULES.has(rule) ? column.siblings.find((other) => !other.isModified && isCountryColumn(other, column)) : undefined);
  const values = sibling?.possibleValues();
  if (!sibling || !values) return undefined;
  return leader(sibling.name, values, (value) => column.text.localeNamed(value)?.locale ?? localeOf(params, column));
}

/** True for a column that holds countries, by a rule of faker or by its name and values. */
export function isCountryColumn(sibling: SiblingColumn, { text }: ColumnContext): boolean {
  if (sibling.type.kind !== 'VARCHAR') return false;
  if (sibling.kind === 'faker') {
    const rule = text.canonicalRule(stringOf(sibling.params, 'rule') ?? '') ?? '';
    return ['location.country', 'location.countryCode', 'location.countryCodeAlpha3'].includes(rule) && sibling.params['locale_from'] === undefined && sibling.possibleValues()?.every((value) => text.country(value)) === true;
  }
  return COUNTRY_NAME.test(sibling.name) && sibling.possibleValues()?.every((value) => text.country(value)) === true;
}

/** Leader of a person's sex: a column of that rule of faker, or one of that name with such values. */
export function sexLeader(rule: string, column: ColumnContext): Leader | undefined {
  if (!SEX_RULES.has(rule)) return undefined;
  const sibling = column.siblings.find((other) => !other.isModified && other.type.kind === 'VARCHAR' && (other.kind === 'faker' ? isSexRule(other, column) : SEX_NAME.test(other.name)));
  const values = sibling?.possibleValues();
  if (!sibling || !values || !values.some((value) => sexOf(value) !== '')) return undefined;
  return leader(sibling.name, values, sexOf);
}

function isSexRule({ params }: SiblingColumn, { text }: ColumnContext): boolean {
  return ['person.sex', 'person.sexType', 'person.sexLetter'].includes(text.canonicalRule(stringOf(params, 'rule') ?? '') ?? '');
}

/** Empty for every other value: names of all. */
function sexOf(value: string): string {
  const folded = value.trim().toLowerCase();
  return FEMALE.has(folded) ? 'female' : MALE.has(folded) ? 'male' : '';
}

function leader(column: string, values: readonly string[], nameOf: (value: string) => string): Leader {
  const groups = [...new Set(values.map(nameOf))];
  return { column, groups, groupOf: Object.fromEntries(values.map((value) => [value, groups.indexOf(nameOf(value))])) };
}
