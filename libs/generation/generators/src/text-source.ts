/** Where text generators get their words from: pools and recipes by rule and locale. */
export interface TextSource {
  /** The recipe of a rule in any of its spellings; undefined where there is no such rule. */
  recipe(rule: string, locale: string): TextRecipe | undefined;
  /** One canonical name for all spellings of a rule, such as `person.firstName` for `first_name`. */
  canonicalRule(rule: string): string | undefined;
  /** Known rules that are spelled most like this one. */
  nearestRules(rule: string): readonly string[];
  hasLocale(locale: string): boolean;
  nearestLocales(locale: string): readonly string[];
}

/** How a text value is made: one string of a pool, or several drawn parts end to end. */
export type TextRecipe = PoolRecipe | ComposedRecipe;

export interface PoolRecipe {
  readonly kind: 'pool';
  /** Distinct. */
  readonly values: readonly string[];
  /** Relative frequencies; equal where absent. */
  readonly weights?: readonly number[];
}

/** Different choices of parts always give different text, so that uniqueness of the choice is uniqueness of the text. */
export interface ComposedRecipe {
  readonly kind: 'composed';
  readonly parts: readonly RecipePart[];
}

export interface RecipePart {
  readonly values: readonly string[];
  /** Canonical rule of which this part is a spelling, so that it can follow a column of the same row. */
  readonly follows?: string;
  /** Applied to each value of a followed column. */
  readonly spelling?: 'slug' | 'slug-dot';
  /** Digits that may grow longer where uniqueness asks for more of them. */
  readonly extendable?: boolean;
}
