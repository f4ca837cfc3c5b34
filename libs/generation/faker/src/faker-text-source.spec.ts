import { canonicalLocale, fakerLocales } from './faker-library';
import { FakerTextSource } from './faker-text-source';
import { canonicalRule, knownRules } from './rule-names';

const source = new FakerTextSource();

describe('rules', () => {
  it.each([
    ['first_name', 'person.firstName'],
    ['person.firstName', 'person.firstName'],
    ['faker.email', 'internet.email'],
    ['fake.phone_number', 'phone.number'],
    ['Internet.Email', 'internet.email'],
    ['job', 'person.jobTitle'],
    ['postcode', 'location.zipCode'],
  ])('%s is %s', (rule, canonical) => expect(canonicalRule(rule)).toBe(canonical));

  it('offers the nearest names of an unknown rule', () => {
    expect(canonicalRule('frist_name')).toBeUndefined();
    expect(source.nearestRules('frist_name')[0]).toBe('first_name');
    expect(source.recipe('frist_name', 'en')).toBeUndefined();
  });

  it('has a recipe for every rule that it knows', () => {
    const without = knownRules().filter((rule) => !source.recipe(rule, 'en') && !source.valueRule(rule));
    expect(without).toEqual([]);
  });

  it('makes the same pool twice, whatever was asked in between', () => {
    const first = source.recipe('city', 'en');
    const other = new FakerTextSource();
    other.recipe('company', 'en');
    expect(other.recipe('city', 'en')).toEqual(first);
  });

  it('lists every value of a pool once', () => {
    for (const rule of ['country', 'state', 'first_name', 'color_name', 'currency_code', 'mime_type']) {
      const recipe = source.recipe(rule, 'en');
      if (recipe?.kind !== 'pool') throw new Error(`${rule} has no pool`);
      expect(new Set(recipe.values).size).toBe(recipe.values.length);
      expect(recipe.weights?.length ?? recipe.values.length).toBe(recipe.values.length);
    }
  });

  it('has room for hundreds of millions of e-mails and phone numbers', () => {
    for (const rule of ['email', 'phone_number', 'ipv4', 'uuid4']) {
      const recipe = source.recipe(rule, 'en');
      if (recipe?.kind !== 'composed') throw new Error(`${rule} is not composed`);
      expect(Math.max(...recipe.forms.map(({ parts }) => parts.reduce((product, { values }) => product * values.length, 1)))).toBeGreaterThan(1e8);
    }
  });
});

describe('locales', () => {
  it.each([
    ['de', 'de'],
    ['de_DE', 'de'],
    ['en-US', 'en_US'],
    ['pt_br', 'pt_BR'],
  ])('%s is %s', (name, canonical) => expect(canonicalLocale(name)).toBe(canonical));

  it('knows many and offers the nearest of an unknown one', () => {
    expect(fakerLocales().length).toBeGreaterThan(60);
    expect(source.hasLocale('xx')).toBe(false);
    expect(source.nearestLocales('fr_FRA')[0]).toMatch(/^fr/);
  });

  it('writes names in the locale\'s own script', () => {
    const recipe = source.recipe('first_name', 'ja');
    expect(recipe?.kind === 'pool' && recipe.values[0]).toMatch(/[^\u0000-\u007f]/);
  });

  it.each(['ja', 'ru', 'ar', 'zh_CN'])('makes ASCII e-mail addresses in %s', (locale) => {
    const recipe = source.recipe('email', locale);
    if (recipe?.kind !== 'composed') throw new Error('no recipe');
    expect(recipe.forms[0].parts.map(({ values }) => values[0]).join('')).toMatch(/^[a-z0-9.]+@[a-z0-9.-]+$/);
  });
});
