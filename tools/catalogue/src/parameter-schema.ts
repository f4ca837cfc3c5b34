import type { ParameterSpec } from '@dw-sim/generation-generators';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema of an object with these parameters and no others. */
export function parametersSchema(parameters: readonly ParameterSpec[]): JsonSchema {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameterSchema(parameter)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** JSON Schema of one parameter. */
export function parameterSchema(spec: ParameterSpec): JsonSchema {
  const { description, minimum, exclusiveMinimum, maximum, exclusiveMaximum, oneOf } = spec;
  const bounds = { minimum, exclusiveMinimum, maximum, exclusiveMaximum, ...(oneOf ? { enum: oneOf } : {}) };
  return { description, ...shapeOf(spec), ...Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)) };
}

/** A day or moment in ISO 8601, or a time relative to the clock of a run. */
export const TIME_PATTERN = '^(\\d{4}-\\d{2}-\\d{2}|[Nn][Oo][Ww]$|[Tt][Oo][Dd][Aa][Yy]$|[+-] *\\d*(\\.\\d+)? *[A-Za-z]+$)';

const SCALAR: JsonSchema = { type: ['string', 'number', 'boolean'] };

const SHARES: JsonSchema = { anyOf: [{ type: 'array', minItems: 1, items: { type: 'number', minimum: 0 } }, { type: 'object', additionalProperties: { type: 'number', minimum: 0 } }, { type: 'string', pattern: '^(uniform|zipf@.+|head_tail@.+)$' }] };

function shapeOf({ type, fields }: ParameterSpec): JsonSchema {
  switch (type) {
    case 'scalar':
      return SCALAR;
    case 'scalars':
      return { type: 'array', minItems: 1, items: SCALAR };
    case 'numbers':
      return { type: 'array', minItems: 1, items: { type: 'number' } };
    case 'object':
      // Without fields its keys are the user's own.
      return fields ? parametersSchema(fields) : { type };
    case 'objects':
      return { type: 'array', minItems: 1, items: fields ? parametersSchema(fields) : { type: 'object' } };
    case 'any':
      return {};
    case 'shares':
      return SHARES;
    case 'rows':
      return { anyOf: [{ type: 'array', minItems: 1, items: SHARES }, { type: 'object', additionalProperties: SHARES }] };
    case 'time':
      return { type: 'string', pattern: TIME_PATTERN };
    case 'time_of_day':
      return { type: 'string', pattern: '^\\d{2}:\\d{2}' };
    default:
      return { type };
  }
}
