import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Faker } from '@faker-js/faker';

const load = createRequire(__filename);
const LOCALE_MODULE = '@faker-js/faker/locale/';

let localeNames: readonly string[] | undefined;

/** Names of all locales that faker-js ships. */
export function fakerLocales(): readonly string[] {
  localeNames ??= readdirSync(dirname(load.resolve(`${LOCALE_MODULE}en`)))
    .map((file) => /^([a-z]{2,3}(?:_[A-Za-z_]+)?)\.js$/.exec(file)?.[1])
    .filter((name): name is string => name !== undefined && name !== 'base')
    .sort();
  return localeNames;
}

/** Languages and countries as Python's Faker and POSIX spell them, in faker-js's spelling: `en_US`, `de-DE`, `pt_br`. */
export function canonicalLocale(name: string): string | undefined {
  const wanted = name.replace('-', '_').toLowerCase();
  const names = fakerLocales();
  const exact = names.find((locale) => locale.toLowerCase() === wanted);
  if (exact) return exact;
  const language = wanted.split('_')[0];
  // de_DE, fr_FR, it_IT: the country whose language it is.
  return wanted === `${language}_${language}` ? names.find((locale) => locale === language) : undefined;
}

/**
 * A locale's faker with a fixed seed of its own, so that pools never depend on what was drawn before. Each locale is
 * loaded when it is first asked for: one takes 20 ms and 6 MB, all of them 155 ms and 37 MB.
 */
export function seededFaker(locale: string): Faker {
  const { faker } = load(`${LOCALE_MODULE}${locale}`) as { faker: Faker };
  faker.seed(20_201_101);
  faker.setDefaultRefDate('2024-01-01T00:00:00.000Z');
  return faker;
}
