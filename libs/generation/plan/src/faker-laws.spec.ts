import type { ColumnDefinition } from '@dw-sim/contracts';
import { FakerTextSource, fakerJsRules, knownRules } from '@dw-sim/generation-faker';
import { generatorKind, type Kernel, type KernelContext, TextBatch } from '@dw-sim/generation-generators';
import { streamKey } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import { checkDefinition } from './check-definition';
import { compilePlan } from './compile-plan';
import type { GenerationPlan } from './generation-plan';

const source = new FakerTextSource();
const LOCALES = ['en', 'ja', 'zh_CN', 'ru', 'en_CA'];
const people = (columns: Partial<ColumnDefinition>[], target_rows = 2000) => ({ name: 'shop', tables: [{ name: 'people', target_rows, columns: columns.map((column) => ({ data_type: 'VARCHAR', required: true, ...column })) }] });

function planOf(columns: Partial<ColumnDefinition>[], rows?: number): GenerationPlan {
  const { model, errors } = checkDefinition(people(columns, rows), { warehouses: [] });
  if (!model) throw new Error(errors.map(({ message }) => message).join('; '));
  return compilePlan(model, { seed: 7 });
}

/** Values of the columns of the plan's only table, by name. */
function rowsOf({ tables: [table], seed }: GenerationPlan, count = Math.min(400, table.rowCount)): Record<string, string[]> {
  const kernels = new Map<string, Kernel>();
  const kernelOf = (name: string): Kernel => {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) throw new Error(`there is no column ${name}`);
    const context: KernelContext = {
      type: column.type, unique: column.unique, nullable: column.nullable, table: table.name, column: name, rowCount: table.rowCount,
      key: (purpose) => streamKey(seed, table.name, name, purpose),
      siblingKernel: kernelOf, kernelOf: (_table, other) => kernelOf(other), nullsOf: () => undefined, rowCountOf: () => table.rowCount,
    } as Partial<KernelContext> as KernelContext;
    const kernel = kernels.get(name) ?? generatorKind(column.kind)?.compile(structuredClone(column.prepared), context);
    if (!kernel) throw new Error(`there is no generator ${column.kind}`);
    kernels.set(name, kernel);
    return kernel;
  };
  const rows = Uint32Array.from({ length: count }, (_, i) => i);
  return Object.fromEntries(table.columns.map(({ name }) => [name, textsOf(kernelOf(name), rows)]));
}

function textsOf(kernel: Kernel, rows: Uint32Array): string[] {
  if (kernel.lane === 'code') {
    const out = new Uint32Array(rows.length);
    kernel.fill(out, rows, rows.length);
    return [...out].map((code) => kernel.values[code]);
  }
  if (kernel.lane !== 'text') throw new Error(`the lane ${kernel.lane} holds no text`);
  const out = new TextBatch(rows.length, kernel.maxByteLength);
  kernel.fill(out, rows, rows.length);
  return Array.from(rows, (_, i) => out.text(i));
}

const slug = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '');

describe.each(LOCALES)('every rule in %s', (locale) => {
  it('makes whole text, without a field or a gap', () => {
    const rules = fakerJsRules().filter((rule) => source.recipe(rule, locale));
    expect(rules.length).toBeGreaterThan(150);
    const textsBy = (rule: string): string[] => rowsOf(planOf([{ name: 'c', faker_rule: rule, locale }], 20))['c'];
    const strange = rules.flatMap((rule) => textsBy(rule).filter((text) => text === '' || /\{\{|\}\}|undefined|\[object|\w_$/.test(text) || (/^(?:phone|location|finance)\./.test(rule) && text.includes('##'))).map((text) => `${rule}: ${text}`));
    expect(strange).toEqual([]);
  });

  it('fits any length that is accepted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...knownRules()), fc.integer({ min: 1, max: 60 }), fc.boolean(), (rule, length, is_unique) => {
        const definition = people([{ name: 'c', data_type: `VARCHAR(${length})`, faker_rule: rule, locale, is_unique }], 50);
        const { model } = checkDefinition(definition, { warehouses: [] });
        if (!model) return true;
        const { c } = rowsOf(compilePlan(model, { seed: 3 }));
        return c.every((text) => [...text].length <= length && text !== '') && (!is_unique || new Set(c).size === c.length);
      }),
      { numRuns: 25 },
    );
  });
});

it('knows every method of faker-js that makes a cell', () => {
  expect(fakerJsRules().filter((rule) => !source.recipe(rule, 'en') && !source.valueRule(rule))).toEqual([]);
});

it.each(['email', 'user_name', 'name', 'phone_number', 'company', 'url', 'first_name', 'product_name', 'city'])('%s is unique over more rows than a pool has', (rule) => {
  const { c } = rowsOf(planOf([{ name: 'c', faker_rule: rule, is_unique: true }], 20_000), 20_000);
  expect(new Set(c).size).toBe(20_000);
});

it.each([
  ['credit_card_number', (text: string) => [...text].reverse().reduce((sum, digit, i) => sum + (i % 2 === 0 ? Number(digit) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]), 0) % 10 === 0],
  ['isbn13', (text: string) => [...text.replaceAll('-', '')].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0],
  ['isbn10', (text: string) => [...text.replaceAll('-', '')].reduce((sum, digit, i) => sum + (digit === 'X' ? 10 : Number(digit)) * (10 - i), 0) % 11 === 0],
  ['iban', (text: string) => BigInt([...text.slice(4), ...text.slice(0, 4)].map((letter) => parseInt(letter, 36)).join('')) % 97n === 1n],
  ['aba', (text: string) => [...text].reduce((sum, digit, i) => sum + Number(digit) * [3, 7, 1][i % 3], 0) % 10 === 0],
] as const)('%s has its check digit', (rule, isValid) => {
  const { c } = rowsOf(planOf([{ name: 'c', faker_rule: rule }]));
  expect(c.filter((text) => !isValid(text))).toEqual([]);
});

describe('a row is one person', () => {
  it.each([false, true])('the e-mail holds the first and last name (unique: %s)', (is_unique) => {
    const rows = rowsOf(planOf([{ name: 'first_name', faker_rule: 'first_name' }, { name: 'last_name', faker_rule: 'last_name' }, { name: 'email', faker_rule: 'email', is_unique }, { name: 'full_name', faker_rule: 'name' }]));
    rows['email'].forEach((email, i) => expect(email.startsWith(`${slug(rows['first_name'][i])}.${slug(rows['last_name'][i])}`)).toBe(true));
    rows['full_name'].forEach((name, i) => expect(name).toBe(`${rows['first_name'][i]} ${rows['last_name'][i]}`));
  });

  it('the e-mail and the user name hold the parts of a full name', () => {
    const rows = rowsOf(planOf([{ name: 'name', faker_rule: 'name' }, { name: 'email', faker_rule: 'email', is_unique: true }, { name: 'login', faker_rule: 'user_name' }]));
    rows['name'].forEach((name, i) => {
      const folded = slug(name);
      expect(slug(rows['email'][i].split('@')[0])).toBe(folded);
      expect(slug(rows['login'][i])).toBe(folded);
    });
  });

  it('the first name fits the sex', () => {
    const rows = rowsOf(planOf([{ name: 'gender', generator: { type: 'choice', params: { values: ['F', 'M', 'other'] } } }, { name: 'first_name', faker_rule: 'first_name' }, { name: 'title', faker_rule: 'prefix' }]));
    const names = { F: poolOf('first_name_female'), M: poolOf('first_name_male'), other: poolOf('first_name') };
    rows['gender'].forEach((sex, i) => expect(names[sex as 'F'].has(rows['first_name'][i])).toBe(true));
    rows['gender'].forEach((sex, i) => expect(sex === 'F' && rows['title'][i] === 'Mr.').toBe(false));
  });
});

describe('a row is in one country', () => {
  const countries = ['Germany', 'FR', 'USA', 'japan'];

  it.each(['choice', 'faker'])('city and postcode follow a column of countries by %s', (kind) => {
    const country = kind === 'choice' ? { generator: { type: 'choice', params: { values: countries } } } : { faker_rule: 'country' };
    const rows = rowsOf(planOf([{ name: 'country', ...country }, { name: 'code', faker_rule: 'country_code' }, { name: 'state', faker_rule: 'state' }, { name: 'zip', faker_rule: 'postcode' }]));
    rows['country'].forEach((name, i) => {
      const { code, locale = 'en' } = source.country(name) ?? {};
      expect(rows['code'][i]).toBe(code);
      const states = poolOf('state', locale);
      if (states.size > 0) expect(states.has(rows['state'][i])).toBe(true);
      if (code === 'JP') expect(rows['zip'][i]).toMatch(/^\d{3}-\d{4}$/);
    });
  });

  it('takes the locale from a column, and tells values that name none', () => {
    const from = (values: string[]) => [{ name: 'market', generator: { type: 'choice', params: { values } } }, { name: 'first_name', faker_rule: 'first_name', locale_from: 'Market' }];
    const rows = rowsOf(planOf(from(['de_AT', 'ru', 'Japan', 'Peru'])));
    const locales: Record<string, string> = { de_AT: 'de_AT', ru: 'ru', Japan: 'ja', Peru: 'en' };
    rows['market'].forEach((market, i) => expect(poolOf('first_name', locales[market]).has(rows['first_name'][i])).toBe(true));
    const { errors } = checkDefinition(people(from(['Atlantis', 'DE', 'Middle-earth'])), { warehouses: [] });
    expect(errors).toMatchObject([{ path: '$.tables[0].columns[1].locale_from', code: 'unknown_locale', message: expect.stringMatching(/"Atlantis", "Middle-earth" of "Market"/) as unknown }]);
  });

  it.each([
    ['an unknown column', { faker_rule: 'city', locale_from: 'contry' }, 'unknown_column'],
    ['values that are not known', { faker_rule: 'city', locale_from: 'email' }, 'unknown_values'],
    ['unique text of several locales', { faker_rule: 'city', locale_from: 'country', is_unique: true }, 'not_unique'],
  ])('refuses %s', (_what, column, code) => {
    const { errors } = checkDefinition(people([{ name: 'country', faker_rule: 'country' }, { name: 'email', faker_rule: 'email' }, { name: 'c', ...column }], 10), { warehouses: [] });
    expect(errors.map((fault) => [fault.path, fault.code])).toEqual([['$.tables[0].columns[2].locale_from', code]]);
  });
});

function poolOf(rule: string, locale = 'en'): ReadonlySet<string> {
  const recipe = source.recipe(rule, locale);
  return new Set(recipe?.kind === 'pool' ? recipe.values : []);
}

it.each([
  [{ data_type: 'INT', faker_rule: 'email' }, 'faker_rule', 'wrong_type'],
  [{ faker_rule: 'emial' }, 'faker_rule', 'unknown_faker_rule'],
  [{ data_type: 'VARCHAR(4)', faker_rule: 'date_time' }, 'faker_rule', 'too_long'],
  [{ data_type: 'DATE', faker_rule: 'latitude' }, 'faker_rule', 'wrong_type'],
  [{ generator: { type: 'faker_nmae' } }, 'generator.type', 'unknown_faker_rule'],
  [{ generator: { type: 'faker', params: { rule: 'email', length: 5 } } }, 'generator.params.length', 'not_applicable'],
  [{ generator: { type: 'faker', params: { rule: 'email', min: 5 } } }, 'generator.params.min', 'not_applicable'],
])('refuses %j', (column, key, code) => {
  const { errors } = checkDefinition(people([{ name: 'c', ...column }]), { warehouses: [] });
  expect(errors.map((fault) => [fault.path, fault.code])).toEqual([[`$.tables[0].columns[0].${key}`, code]]);
});
