import type { TextRecipe, TextSource } from '@dw-sim/generation-generators';
import { closest, distance } from 'fastest-levenshtein';
import { canonicalLocale, fakerLocales, seededFaker } from './faker-library';
import { COMPOSED_RULES, firstNames, lastNames } from './recipes';
import { canonicalRule, knownRules } from './rule-names';
import { sampledPool } from './sampled-pool';

/** Text by the rules of faker-js. Recipes depend on rule, locale and faker's version alone, and are kept once made. */
export class FakerTextSource implements TextSource {
  private readonly recipes = new Map<string, TextRecipe | undefined>();

  recipe(rule: string, locale: string): TextRecipe | undefined {
    const canonical = canonicalRule(rule);
    const known = canonicalLocale(locale);
    if (!canonical || !known) return undefined;
    const key = `${known}/${canonical}`;
    if (!this.recipes.has(key)) this.recipes.set(key, makeRecipe(canonical, known));
    return this.recipes.get(key);
  }

  canonicalRule(rule: string): string | undefined {
    return canonicalRule(rule);
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
}

function makeRecipe(rule: string, locale: string): TextRecipe | undefined {
  const faker = seededFaker(locale);
  if (rule === 'person.firstName') return { kind: 'pool', values: firstNames(faker) };
  if (rule === 'person.lastName') return { kind: 'pool', values: lastNames(faker) };
  return COMPOSED_RULES[rule]?.(faker) ?? sampledPool(faker, rule);
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
