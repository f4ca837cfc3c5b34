import { COLUMN_TYPE_NAMES, NAME_PATTERN } from '@dw-sim/contracts';
import { GENERATOR_KINDS, type GeneratorKind, generatorKind, type ParameterSpec } from '@dw-sim/generation-generators';
import { CORRELATION_KINDS, DISTRIBUTIONS, DISTRIBUTION_SYNONYMS, DOCUMENT_KEYS, type KeySpec, MAX_ROWS, PARAMETER_SYNONYMS } from '@dw-sim/generation-plan';
import { KEY_DESCRIPTIONS } from './key-descriptions';
import { modifierSchema } from './modifier-schema';
import { type JsonSchema, parameterSchema, parametersSchema, TIME_PATTERN } from './parameter-schema';

/**
 * JSON Schema (2020-12) of a definition, for editors. It says less than the check of a definition does: nothing about
 * what tables and columns say of each other.
 */
export function definitionSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Experiment of DW Simulator',
    ...objectSchema('experiment'),
    $defs: {
      timeframe: objectSchema('timeframe'),
      table: objectSchema('table'),
      column: objectSchema('column'),
      correlation: objectSchema('correlation'),
      foreign_key: objectSchema('foreign_key'),
      table_foreign_key: objectSchema('table_foreign_key'),
      distribution: distributionSchema(),
      generator: generatorSchema(),
      modifier: modifierSchema(),
      ...Object.fromEntries(GENERATOR_KINDS.map(({ kind, parameters }) => [paramsName(kind), parametersSchema(parameters)])),
    },
  };
}

function paramsName(kind: string): string {
  return `params_${kind}`;
}

function objectSchema(name: keyof typeof DOCUMENT_KEYS): JsonSchema {
  const keys: Readonly<Record<string, KeySpec>> = DOCUMENT_KEYS[name];
  const required = Object.keys(keys).filter((key) => keys[key].required);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(keys).map(([key, spec]) => [key, keySchema(name, key, spec)])),
    required,
    additionalProperties: false,
  };
}

/** What is narrower than a key's JSON type. */
const NARROWER: Readonly<Record<string, JsonSchema>> = {
  'experiment.name': { pattern: NAME_PATTERN.source },
  'experiment.seed': { minimum: 0 },
  'experiment.tables': { minItems: 1, items: { $ref: '#/$defs/table' } },
  'table.name': { pattern: NAME_PATTERN.source },
  'table.columns': { minItems: 1, items: { $ref: '#/$defs/column' } },
  'table.composite_keys': { items: { type: 'array', minItems: 2, items: { type: 'string' } } },
  'column.modifiers': { items: { $ref: '#/$defs/modifier' } },
  'table.correlations': { items: { $ref: '#/$defs/correlation' } },
  'correlation.columns': { minItems: 2, items: { type: 'string' } },
  'correlation.matrix': { items: { type: 'array', items: { type: 'number', minimum: -1, maximum: 1 } } },
  'correlation.kind': { enum: [...CORRELATION_KINDS, null] },
  'table.foreign_keys': { items: { $ref: '#/$defs/table_foreign_key' } },
  'table.warnings': { items: { type: 'string' } },
  'table_foreign_key.columns': { minItems: 1, items: { type: 'string' } },
  'table_foreign_key.references_columns': { minItems: 1, items: { type: 'string' } },
  'table_foreign_key.null_rate': { minimum: 0, maximum: 1 },
  'column.name': { pattern: NAME_PATTERN.source },
  'column.data_type': { examples: COLUMN_TYPE_NAMES },
  'column.null_rate': { minimum: 0, maximum: 1 },
  'column.varchar_length': { minimum: 1 },
  'column.date_start': { pattern: TIME_PATTERN },
  'column.date_end': { pattern: TIME_PATTERN },
  'timeframe.start': { pattern: TIME_PATTERN },
  'timeframe.end': { pattern: TIME_PATTERN },
};

/** Objects that have a schema of their own. */
const REFERRED: Readonly<Record<string, JsonSchema>> = {
  'experiment.timeframe': { $ref: '#/$defs/timeframe' },
  'column.foreign_key': { $ref: '#/$defs/foreign_key' },
  'column.distribution': { $ref: '#/$defs/distribution' },
  'column.generator': { $ref: '#/$defs/generator' },
  'foreign_key.popularity': keyParameterSchema('popularity'),
  'foreign_key.fan_out': keyParameterSchema('fan_out'),
  'table_foreign_key.popularity': keyParameterSchema('popularity'),
  'table_foreign_key.fan_out': keyParameterSchema('fan_out'),
};

/** A parameter of foreign keys, which columns and tables give beside other keys. */
function keyParameterSchema(parameter: string): JsonSchema {
  const spec = generatorKind('foreign_key')?.parameters.find(({ name }) => name === parameter);
  return spec ? parameterSchema(spec) : { type: 'object' };
}

const JSON_TYPES: Readonly<Record<KeySpec['type'], string>> = { string: 'string', integer: 'integer', number: 'number', boolean: 'boolean', list: 'array', object: 'object', rows: 'integer' };

/** JSON written by a program may say null for what is not given. */
function keySchema(object: string, key: string, { type, required }: KeySpec): JsonSchema {
  const description = KEY_DESCRIPTIONS[object]?.[key];
  const referred = REFERRED[`${object}.${key}`];
  if (referred) return { description, anyOf: [referred, { type: 'null' }] };
  const rows = type === 'rows' ? { minimum: 1, maximum: MAX_ROWS } : {};
  return { description, type: required ? JSON_TYPES[type] : [JSON_TYPES[type], 'null'], ...rows, ...NARROWER[`${object}.${key}`] };
}

function generatorSchema(): JsonSchema {
  return {
    type: 'object',
    properties: { type: { description: KEY_DESCRIPTIONS['generator']['type'], enum: GENERATOR_KINDS.map(({ kind }) => kind) }, params: { description: KEY_DESCRIPTIONS['generator']['params'], type: ['object', 'null'] } },
    required: ['type'],
    additionalProperties: false,
    allOf: GENERATOR_KINDS.map(({ kind, parameters }) => ({
      if: { properties: { type: { const: kind } }, required: ['type'] },
      then: { properties: { params: { anyOf: [{ $ref: `#/$defs/${paramsName(kind)}` }, { type: 'null' }] } }, ...(parameters.some((parameter) => parameter.required) ? { required: ['params'] } : {}) },
    })),
  };
}

function distributionSchema(): JsonSchema {
  const kinds = GENERATOR_KINDS.filter(({ kind }) => DISTRIBUTIONS.includes(kind));
  return {
    type: 'object',
    properties: { type: { description: 'Name of the distribution.', enum: [...DISTRIBUTIONS, ...Object.keys(DISTRIBUTION_SYNONYMS)] } },
    required: ['type'],
    allOf: kinds.map((generator) => ({ if: { properties: { type: { enum: namesOf(generator) } }, required: ['type'] }, then: oneDistribution(generator) })),
  };
}

function namesOf({ kind }: GeneratorKind): readonly string[] {
  return [kind, ...Object.keys(DISTRIBUTION_SYNONYMS).filter((synonym) => DISTRIBUTION_SYNONYMS[synonym] === kind)];
}

/** Parameters beside `type`, or all of them in `params`; min and max may come from min_value and max_value. */
function oneDistribution({ parameters }: GeneratorKind): JsonSchema {
  const spelled = parameters.flatMap((parameter) => spellingsOf(parameter, parameters).map((name) => [name, parameterSchema(parameter)] as const));
  const properties = Object.fromEntries(spelled);
  const needed = parameters.filter(({ name, required }) => required && name !== 'min' && name !== 'max');
  return {
    properties: { type: true, ...properties, params: { type: 'object', properties, additionalProperties: false } },
    additionalProperties: false,
    ...(needed.length > 0 ? { allOf: needed.map((parameter) => ({ anyOf: [...spellingsOf(parameter, parameters), 'params'].map((name) => ({ required: [name] })) })) } : {}),
  };
}

function spellingsOf({ name }: ParameterSpec, parameters: readonly ParameterSpec[]): readonly string[] {
  const taken = parameters.map((parameter) => parameter.name);
  return [name, ...Object.keys(PARAMETER_SYNONYMS).filter((synonym) => !taken.includes(synonym) && PARAMETER_SYNONYMS[synonym].includes(name))];
}
