import type { ColumnType } from '@dw-sim/contracts';
import type { Parameters } from './parameters';

/** Where text generators get their words from: pools and recipes by rule and locale. */
export interface TextSource {
  /**
   * The recipe of a rule in any of its spellings; undefined where there is no such rule, or none that makes text.
   *
   * @param length characters of a value, for rules that have a choice of it
   */
  recipe(rule: string, locale: string, length?: number): TextRecipe | undefined;
  /** One canonical name for all spellings of a rule, such as `person.firstName` for `first_name`. */
  canonicalRule(rule: string): string | undefined;
  /** The generator that makes a rule's numbers, days, moments or truth values; undefined where it makes text. */
  valueRule(rule: string): ValueRule | undefined;
  /** True for a rule whose values are text in the first place. */
  isText(rule: string): boolean;
  /** True where values of a rule can be asked for in a length of one's own. */
  hasLength(rule: string): boolean;
  /** Known rules that are spelled most like this one. */
  nearestRules(rule: string): readonly string[];
  hasLocale(locale: string): boolean;
  nearestLocales(locale: string): readonly string[];
  /**
   * The locale that a text names by its own name, or by that of a country; undefined where it names neither. Its locale
   * is undefined where there is none for the country.
   */
  localeNamed(text: string): { readonly locale: string | undefined } | undefined;
  /** The country that a text names by its code or name; undefined where it names none. */
  country(text: string): Country | undefined;
}

/** A country, with the locale of most of its people where faker-js has it. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly alpha3: string;
  readonly name: string;
  readonly locale: string | undefined;
}

/** A rule whose values are no text: the generator that makes them, and the types that it makes them in. */
export interface ValueRule {
  readonly kind: string;
  readonly params: Parameters;
  /** Of the column that holds them where the user's is a VARCHAR. */
  readonly natural: ColumnType;
}

/** How a text value is made: one string of a pool, or several drawn parts end to end. */
export type TextRecipe = PoolRecipe | ComposedRecipe;

interface Alternatives {
  /** Recipes of more values, for columns that must be unique, the most natural first. */
  readonly wider?: readonly RecipeForm[];
  /** What stands in where the column is too short. */
  readonly shorter?: TextRecipe;
}

export interface PoolRecipe extends Alternatives {
  readonly kind: 'pool';
  /** Distinct. */
  readonly values: readonly string[];
  /** Relative frequencies; equal where absent. */
  readonly weights?: readonly number[];
}

/** Text in one of several forms. */
export interface ComposedRecipe extends Alternatives {
  readonly kind: 'composed';
  readonly forms: readonly RecipeForm[];
}

/** Parts end to end. */
export interface RecipeForm {
  /** How often the form is taken, relative to the others. */
  readonly weight: number;
  readonly parts: readonly RecipePart[];
  /** A digit of the text that follows from the others. */
  readonly check?: CheckDigit;
}

/**
 * Check digits: of cards and IMEIs (`luhn`), of GTIN, EAN, UPC and ISBN-13 (`gtin`), of ISBN-10, of routing numbers
 * (`aba`), and the two behind the country of an IBAN.
 */
export type CheckDigit = 'luhn' | 'gtin' | 'isbn10' | 'aba' | 'iban';

export interface RecipePart {
  readonly values: readonly string[];
  /** Relative frequencies; equal where absent. */
  readonly weights?: readonly number[];
  /** Canonical rule of which this part is a spelling, so that it can follow a column of the same row, or lead one. */
  readonly follows?: string;
  /** Applied to each value of a followed column. */
  readonly spelling?: 'slug' | 'slug-dot';
  /** A number that may grow longer where uniqueness asks for more of them. */
  readonly extendable?: boolean;
}
