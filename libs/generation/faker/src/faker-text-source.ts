import type { Country, TextRecipe, TextSource, ValueRule } from '@dw-sim/generation-generators';
import { closest, distance } from 'fastest-levenshtein';
import { countryOf, localeNamed } from './countries';
import { canonicalLocale, fakerLocales, seededFaker } from './faker-library';
import { hasLength, LocaleRecipes } from './recipes';
import { canonicalRule, knownRules } from './rule-names';
import { NUMERIC_TEXTS, VALUE_RULES } from './value-rules';

/** Text by the rules of faker-js. Recipes depend on rule, locale and faker's version alone, and are kept once made. */
export class FakerTextSource implements TextSource {
  private readonly locales = new Map<string, LocaleRecipes>();

  recipe(rule: string, locale: string, length?: number): TextRecipe | undefined {
    const canonical = canonicalRule(rule);
    const known = canonicalLocale(locale);
    if (!canonical || !known || Object.hasOwn(VALUE_RULES, canonical)) return undefined;
    const recipes = this.locales.get(known) ?? new LocaleRecipes(seededFaker(known));
    this.locales.set(known, recipes);
    return length === undefined ? recipes.field(canonical) : recipes.ofLength(canonical, length);
  }

  canonicalRule(rule: string): string | undefined {
    return canonicalRule(rule);
  }

  valueRule(rule: string): ValueRule | undefined {
    const canonical = canonicalRule(rule) ?? '';
    if (Object.hasOwn(VALUE_RULES, canonical)) return VALUE_RULES[canonical];
    return Object.hasOwn(NUMERIC_TEXTS, canonical) ? NUMERIC_TEXTS[canonical] : undefined;
  }

  isText(rule: string): boolean {
    return !Object.hasOwn(VALUE_RULES, canonicalRule(rule) ?? '');
  }

  hasLength(rule: string): boolean {
    return hasLength(canonicalRule(rule) ?? '');
  }

  nearestRules(rule: string): readonly string[] {
    return nearest(rule, knownRules());
  }

  hasLocale(locale: string): boolean {
    return canonicalLocale(locale) !== undefined;
  }

  nearestLocales(locale: string): readonly string[] {
    return nearest(locale, fakerLocales());
  }

  localeNamed(text: string): { readonly locale: string | undefined } | undefined {
    return localeNamed(text);
  }

  country(text: string): Country | undefined {
    return countryOf(text);
  }
}

/** The three names that differ least, the nearest first. */
function nearest(name: string, known: readonly string[]): readonly string[] {
  if (known.length === 0) return [];
  const wanted = name.toLowerCase();
  const first = closest(wanted, known);
  const others = known
    .filter((candidate) => candidate !== first)
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return [first, ...others.slice(0, 2).map(({ candidate }) => candidate)];
}
