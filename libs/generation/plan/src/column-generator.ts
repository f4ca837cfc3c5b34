import { entryOf } from '@dw-sim/contracts';
import type { ColumnDefinition, ColumnType } from '@dw-sim/contracts';
import { GENERATOR_KINDS, generatorKind } from '@dw-sim/generation-generators';
import { didYouMean, type FaultList, shown } from './fault-list';
import type { GeneratorSpec } from './model';
import { addUnknownGenerator } from './unknown-generator';

/** A generator and where its parameters stand in the user's document. */
export interface PlacedGenerator extends GeneratorSpec {
  /** JSON path of a parameter. */
  pathOf(parameter: string): string;
}

/** Distributions that the short form names. */
export const DISTRIBUTIONS = GENERATOR_KINDS.filter(({ isDistribution }) => isDistribution).map(({ kind }) => kind);
/** Other spellings that users bring. */
export const DISTRIBUTION_SYNONYMS: Readonly<Record<string, string>> = { gaussian: 'normal', log_normal: 'lognormal', 'log-normal': 'lognormal' };
/** Other names of parameters, each with those that it may stand for. */
export const PARAMETER_SYNONYMS: Readonly<Record<string, readonly string[]>> = { std: ['stddev', 'sigma'], stddev: ['sigma'], sigma: ['stddev'], mu: ['mean'], rate: ['lambda'], xm: ['minimum'] };

/** Keys of the short form that choose a generator; at most one of them. */
const CHOOSERS = ['foreign_key', 'generator', 'distribution', 'faker_rule'] as const;

/**
 * Turns the short forms of a column into one generator with parameters. Adds a fault for every key that does not go
 * with the type or with another key.
 */
export function columnGenerator(column: ColumnDefinition, type: ColumnType, path: string, faults: FaultList): PlacedGenerator | undefined {
  const chosen = CHOOSERS.filter((key) => column[key] !== undefined);
  if (chosen.length > 1) {
    faults.add(`${path}.${chosen[1]}`, 'contradiction', `${chosen.join(' and ')} both say how the column is filled`, { allowed: 'one of them' });
    return undefined;
  }
  checkApplicable(column, type, path, faults);
  switch (chosen[0]) {
    case 'foreign_key':
      return byForeignKey(column, path);
    case 'generator':
      return byName(column, path, faults);
    case 'distribution':
      return byDistribution(column, type, path, faults);
    case 'faker_rule':
      return byRule(column, path);
    default:
      return byType(column, type, path);
  }
}

function placed(kind: string, params: Record<string, unknown>, path: string, keys: Readonly<Record<string, string>> = {}): PlacedGenerator {
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
  return { kind, params: given, pathOf: (parameter) => (parameter === '' ? path : `${path}.${documentKey(parameter, keys)}`) };
}

/** Where a parameter, or a part of one such as `popularity.alpha`, stands in the document. */
function documentKey(parameter: string, keys: Readonly<Record<string, string>>): string {
  const [, name, part] = /^([^.[]*)([^]*)$/.exec(parameter) ?? [];
  return `${Object.hasOwn(keys, name) ? keys[name] : name}${part}`;
}

/** What a JSON column holds that says nothing more. */
const DEFAULT_OBJECT = {
  label: { type: 'faker', params: { rule: 'lorem.word' } },
  value: { type: 'uniform_int', params: { min: 1, max: 1000 } },
  active: { type: 'boolean' },
};

const RANGE_KEYS = { min: 'min_value', max: 'max_value' };
const TIME_KEYS = { start: 'date_start', end: 'date_end' };

function byType(column: ColumnDefinition, type: ColumnType, path: string): PlacedGenerator {
  const range = { min: column.min_value, max: column.max_value };
  switch (type.kind) {
    case 'INT':
    case 'BIGINT':
      // A key without a range counts up, as an identity column does.
      return column.is_unique && column.max_value === undefined
        ? placed('sequence', { start: column.min_value }, path, { start: 'min_value' })
        : placed('uniform_int', range, path, RANGE_KEYS);
    case 'FLOAT':
    case 'DECIMAL':
      return placed('uniform_float', range, path, RANGE_KEYS);
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      return placed('time_range', { start: column.date_start, end: column.date_end }, path, TIME_KEYS);
    case 'TIME':
      return placed('time_of_day', {}, path);
    case 'BOOLEAN':
      return placed('boolean', {}, path);
    case 'UUID':
      return placed('uuid4', {}, path);
    case 'JSON':
      return placed('json', { object: DEFAULT_OBJECT }, path);
    case 'VARCHAR':
      return column.is_unique ? placed('code', {}, path) : placed('faker', { rule: type.length !== undefined && type.length < 12 ? 'lorem.word' : 'lorem.words', locale: column.locale }, path);
  }
}

function byRule(column: ColumnDefinition, path: string): PlacedGenerator {
  const params = { rule: column.faker_rule, locale: column.locale, locale_from: column.locale_from, min: column.min_value, max: column.max_value, start: column.date_start, end: column.date_end };
  return placed('faker', params, path, { rule: 'faker_rule', ...RANGE_KEYS, ...TIME_KEYS });
}

function byForeignKey({ foreign_key: reference }: ColumnDefinition, path: string): PlacedGenerator {
  const params = { table: reference?.references_table, column: reference?.references_column, popularity: reference?.popularity, fan_out: reference?.fan_out };
  return placed('foreign_key', params, path, { table: 'foreign_key.references_table', column: 'foreign_key.references_column', popularity: 'foreign_key.popularity', fan_out: 'foreign_key.fan_out' });
}

function byName({ generator }: ColumnDefinition, path: string, faults: FaultList): PlacedGenerator | undefined {
  const kind = generator?.type ?? '';
  const rule = /^faker[_.](.+)$/i.exec(kind)?.[1];
  if (rule !== undefined && generator?.params?.['rule'] === undefined) {
    return { kind: 'faker', params: { rule, ...generator?.params }, pathOf: (parameter) => `${path}.generator${parameter === '' ? '' : parameter === 'rule' ? '.type' : `.params.${parameter}`}` };
  }
  if (generatorKind(kind)) {
    return { kind, params: generator?.params ?? {}, pathOf: (parameter) => `${path}.generator${parameter === '' ? '' : `.params.${parameter}`}` };
  }
  addUnknownGenerator(kind, `${path}.generator.type`, faults);
  return undefined;
}

/** `{"type": "normal", "mean": 5}` and `{"type": "normal", "params": {"mean": 5}}` say the same. */
function byDistribution(column: ColumnDefinition, type: ColumnType, path: string, faults: FaultList): PlacedGenerator | undefined {
  const { type: name, params: nested, ...flat } = column.distribution ?? { type: '' };
  const kind = typeof name === 'string' ? (entryOf(DISTRIBUTION_SYNONYMS, name.toLowerCase()) ?? name.toLowerCase()) : '';
  const at = `${path}.distribution`;
  if (!DISTRIBUTIONS.includes(kind)) {
    faults.add(`${at}.type`, 'unknown_distribution', `unknown distribution ${shown(name)}${didYouMean(String(name), DISTRIBUTIONS)}`, { value: name, allowed: DISTRIBUTIONS });
    return undefined;
  }
  if (!['INT', 'BIGINT', 'FLOAT', 'DECIMAL'].includes(type.kind)) return undefined;
  const known = generatorKind(kind)?.parameters.map((parameter) => parameter.name) ?? [];
  const isNested = typeof nested === 'object' && nested !== null;
  const keys: Record<string, string> = { ...RANGE_KEYS };
  const params: Record<string, unknown> = { min: column.min_value, max: column.max_value };
  for (const [key, value] of Object.entries({ ...flat, ...(isNested ? nested : {}) })) {
    const parameter = parameterName(key, known);
    params[parameter] = value;
    keys[parameter] = `distribution.${isNested && Object.hasOwn(nested, key) ? 'params.' : ''}${key}`;
  }
  const generator = placed(kind, params, path, keys);
  return { ...generator, pathOf: (parameter) => (parameter === '' || Object.hasOwn(keys, parameter.split(/[.[]/)[0]) ? generator.pathOf(parameter) : `${at}.${parameter}`) };
}

/** The parameter that a key means: itself, or one of its synonyms that the distribution has. */
function parameterName(key: string, known: readonly string[]): string {
  const synonyms = Object.hasOwn(PARAMETER_SYNONYMS, key) ? PARAMETER_SYNONYMS[key] : [];
  return known.includes(key) ? key : (synonyms.find((name) => known.includes(name)) ?? key);
}

const NUMERIC_KEYS = ['min_value', 'max_value', 'distribution'] as const;
const TIME_ONLY_KEYS = ['date_start', 'date_end'] as const;
const LOCALE_KEYS = ['locale', 'locale_from'] as const;

function checkApplicable(column: ColumnDefinition, type: ColumnType, path: string, faults: FaultList): void {
  const refuse = (keys: readonly (keyof ColumnDefinition)[], where: string): void => {
    for (const key of keys) {
      if (column[key] !== undefined) faults.add(`${path}.${key}`, 'not_applicable', `${key} belongs to ${where} columns, and this one is ${shown(column.data_type)}`, { value: column[key] });
    }
  };
  if (!['INT', 'BIGINT', 'FLOAT', 'DECIMAL'].includes(type.kind)) refuse(NUMERIC_KEYS, 'numeric');
  if (!['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'].includes(type.kind)) refuse(TIME_ONLY_KEYS, 'DATE and TIMESTAMP');
  if (type.kind !== 'VARCHAR') refuse(LOCALE_KEYS, 'VARCHAR');
  if (column.foreign_key || column.generator) refuseBeside(column, path, faults);
}

/** A foreign key takes its values from the parent, a named generator from its params: ranges beside them would be ignored. */
function refuseBeside(column: ColumnDefinition, path: string, faults: FaultList): void {
  const chooser = column.foreign_key ? 'foreign_key' : 'generator';
  // Changed values keep to the bounds of their column.
  if (column.modifiers && column.modifiers.length > 0) return;
  for (const key of ['min_value', 'max_value', 'date_start', 'date_end'] as const) {
    if (column[key] !== undefined) {
      faults.add(`${path}.${key}`, 'contradiction', `${key} would be ignored beside ${chooser}`, { value: column[key], allowed: chooser === 'generator' ? 'the same in generator.params' : `no ${key}` });
    }
  }
}
