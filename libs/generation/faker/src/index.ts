export * from './faker-text-source';
export { canonicalLocale, fakerLocales } from './faker-library';
export { canonicalRule, knownRules } from './rule-names';
