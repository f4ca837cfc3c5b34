import type { ColumnType } from '@dw-sim/contracts';
import { mappedKernel, type MappedText, prepareCountry } from '../faker-text/country-codes';
import { checkLocaleFrom, localeOf } from '../faker-text/leaders';
import { columnLength, columnRecipe, fittedRecipe, leadersOf, prepareText, type PreparedText } from '../faker-text/prepared-text';
import { textKernel } from '../faker-text/text-kernel';
import { distinctTexts } from '../faker-text/unique-form';
import { checkDelegate, type Delegate, delegateKind, delegateOf, VALUE_ARGUMENTS } from '../faker-text/value-rules';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { plainText } from '../json-text/value-text';
import { stringOf, type Parameters } from '../parameters';
import type { TextRecipe } from '../text-source';

type Prepared =
  | { readonly kind: 'text'; readonly text: PreparedText }
  | { readonly kind: 'mapped'; readonly mapped: MappedText }
  | { readonly kind: 'value'; readonly delegate: string; readonly prepared: unknown; readonly type: ColumnType };

/** Most values of a column that others may follow. */
const MAX_POSSIBLE_VALUES = 5000;

/** Realistic values by a rule of faker, from pools and parts instead of a call per row. */
export const faker: GeneratorKind<Prepared> = {
  kind: 'faker',
  version: 2,
  description: 'Realistic text by a rule of faker, in the names of faker-js (`internet.email`) or of Python\'s Faker (`email`). Rules of numbers, times and truth values also fill columns of those types.',
  types: ['VARCHAR', 'INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'BOOLEAN', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'UUID'],
  parameters: [
    { name: 'rule', type: 'string', required: true, description: 'Rule, such as `first_name` or `internet.email`.' },
    { name: 'locale', type: 'string', description: 'faker-js locale; the experiment\'s by default. Beside `locale_from`, the one for countries that have none.' },
    { name: 'locale_from', type: 'string', description: 'Column of the same row with countries (`US`, `DEU`, `Germany`) or locales (`de_AT`): each row\'s text is in the locale of its value.' },
    { name: 'length', type: 'integer', minimum: 1, maximum: 1000, description: 'Characters, for rules of random characters such as `password` and `string.alphanumeric`.' },
    { name: 'min', type: 'number', description: 'Smallest value, for rules of numbers.' },
    { name: 'max', type: 'number', description: 'Largest value, for rules of numbers.' },
    { name: 'decimals', type: 'integer', minimum: 0, maximum: 15, description: 'Digits after the point, for rules of numbers with a fraction.' },
    { name: 'start', type: 'time', description: 'First day or moment, for rules of days and moments.' },
    { name: 'end', type: 'time', description: 'Last day or moment, for rules of days and moments.' },
  ],
  example: { rule: 'email', locale: 'en' },
  check,
  summarize: (params, column) => {
    const from = stringOf(params, 'locale_from');
    const locale = from === undefined ? localeOf(params, column) : `locale from ${from}`;
    return `${stringOf(params, 'rule')}${locale === 'en' ? '' : `, ${locale}`}`;
  },
  possibleValues: (params, column) => {
    // Two columns that name each other have no end.
    if (params['locale_from'] !== undefined) return undefined;
    const rule = canonical(params, column);
    const recipe = valueDelegate(params, column) || leadersOf(rule, params, column).length > 0 ? undefined : ownRecipe(params, column);
    return recipe?.kind === 'pool' && recipe.values.length <= MAX_POSSIBLE_VALUES ? recipe.values : undefined;
  },
  distinctCount: (params, column) => {
    const delegate = valueDelegate(params, column);
    if (delegate) return delegate.generator.distinctCount(delegate.params, delegate.column);
    const recipe = ownRecipe(params, column);
    return recipe ? distinctTexts(recipe) : 0;
  },
  prepare: (params, column) => {
    const delegate = valueDelegate(params, column);
    if (delegate) return { kind: 'value', delegate: delegate.generator.kind, prepared: delegate.generator.prepare(delegate.params, delegate.column), type: delegate.column.type };
    const rule = canonical(params, column);
    const mapped = params['locale_from'] === undefined ? prepareCountry(rule, column) : undefined;
    return mapped ? { kind: 'mapped', mapped } : { kind: 'text', text: prepareText(rule, params, column) };
  },
  compile: (prepared, context) => {
    if (prepared.kind === 'text') return textKernel(prepared.text, context);
    if (prepared.kind === 'mapped') return mappedKernel(prepared.mapped, context);
    const kernel = delegateKind(prepared.delegate).compile(prepared.prepared, { ...context, type: prepared.type });
    return context.type.kind === 'VARCHAR' && kernel.lane === 'number' ? plainText(kernel, prepared.type) : kernel;
  },
};

function canonical(params: Parameters, { text }: ColumnContext): string {
  return text.canonicalRule(stringOf(params, 'rule') ?? '') ?? '';
}

/** The column's recipe where nothing leads it. */
function ownRecipe(params: Parameters, column: ColumnContext): TextRecipe | undefined {
  return columnRecipe(canonical(params, column), localeOf(params, column), params, column);
}

/** The generator of a rule that makes no text, or of one that also makes numbers in a column that is no text. */
function valueDelegate(params: Parameters, column: ColumnContext): Delegate | undefined {
  const rule = stringOf(params, 'rule') ?? '';
  const value = column.text.valueRule(rule);
  const isText = column.type.kind === 'VARCHAR' && value !== undefined && column.text.isText(rule);
  return value && !isText ? delegateOf(value, params, column) : undefined;
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const rule = stringOf(params, 'rule') ?? '';
  const faults = [...checkLocale(params, column), ...checkLocaleFrom(params, column)];
  if (!column.text.canonicalRule(rule)) {
    return [...faults, { parameter: 'rule', code: 'unknown_faker_rule', message: `unknown faker rule ${JSON.stringify(rule)}`, allowed: column.text.nearestRules(rule) }];
  }
  if (params['length'] !== undefined && !column.text.hasLength(rule)) faults.push({ parameter: 'length', code: 'not_applicable', message: `the rule ${JSON.stringify(rule)} has no length`, allowed: 'rules of random characters, such as password and string.alphanumeric' });
  if (faults.length > 0) return faults;
  const delegate = valueDelegate(params, column);
  return delegate ? checkDelegate(delegate, rule, columnLength(column)) : checkText(rule, params, column);
}

function checkLocale(params: Parameters, column: ColumnContext): ParameterFault[] {
  const locale = localeOf(params, column);
  return column.text.hasLocale(locale) ? [] : [{ parameter: 'locale', code: 'unknown_locale', message: `unknown locale ${JSON.stringify(locale)}`, allowed: column.text.nearestLocales(locale) }];
}

function checkText(rule: string, params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const arguments_ = VALUE_ARGUMENTS.filter((name) => params[name] !== undefined);
  if (arguments_.length > 0) return arguments_.map((name) => ({ parameter: name, code: 'not_applicable', message: `the rule ${JSON.stringify(rule)} has no ${name}` }));
  if (column.type.kind !== 'VARCHAR') return [{ parameter: 'rule', code: 'wrong_type', message: `the rule ${JSON.stringify(rule)} makes text, and the column is ${column.type.kind}`, allowed: 'VARCHAR' }];
  const locale = localeOf(params, column);
  if (!column.text.recipe(rule, locale)) return [{ parameter: 'rule', code: 'no_data', message: `the locale ${JSON.stringify(locale)} has nothing for the rule ${JSON.stringify(rule)}`, allowed: 'another locale or rule' }];
  if (!fittedRecipe(canonical(params, column), locale, params, column)) {
    return [{ parameter: 'rule', code: 'too_long', message: `no value of ${JSON.stringify(rule)} is short enough for ${columnLength(column)} characters`, allowed: 'a greater varchar_length' }];
  }
  return column.unique ? checkUniqueLocales(params, column) : [];
}

/** Texts of several locales may be the same, unless they hold a number that is nowhere else. */
function checkUniqueLocales(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const hasNumber = ['internet.email', 'internet.username', 'internet.freeEmail', 'internet.exampleEmail'].includes(canonical(params, column));
  if (params['locale_from'] === undefined || hasNumber) return [];
  return [{ parameter: 'locale_from', code: 'not_unique', message: 'texts of different locales may be the same, and the column is unique', allowed: 'the rules email, free_email, safe_email and user_name, or no locale_from' }];
}
