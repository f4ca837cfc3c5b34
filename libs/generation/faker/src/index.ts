export * from './faker-text-source';
export { canonicalLocale, fakerLocales } from './faker-library';
export { canonicalRule, fakerJsRules, knownRules } from './rule-names';
