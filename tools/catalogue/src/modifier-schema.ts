import { MODIFIER_KINDS, type ModifierKind } from '@dw-sim/generation-generators';
import { type JsonSchema, parameterSchema, parametersSchema } from './parameter-schema';

/** JSON Schema of a modifier: its parameters beside `type`, or inside `params` or `args`. */
export function modifierSchema(): JsonSchema {
  return {
    type: 'object',
    properties: { type: { description: 'Name of the modifier.', enum: MODIFIER_KINDS.map(({ kind }) => kind) } },
    required: ['type'],
    allOf: MODIFIER_KINDS.map((modifier) => ({ if: { properties: { type: { const: modifier.kind } }, required: ['type'] }, then: oneModifier(modifier) })),
  };
}

function oneModifier({ parameters }: ModifierKind): JsonSchema {
  const nested = { type: 'object', properties: parametersSchema(parameters)['properties'], additionalProperties: false };
  const properties = Object.fromEntries(parameters.filter(({ name }) => name !== 'type').map((parameter) => [parameter.name, parameterSchema(parameter)]));
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    properties: { type: true, ...properties, params: nested, args: nested },
    additionalProperties: false,
    ...(required.length > 0 ? { allOf: required.map((name) => ({ anyOf: [name, 'params', 'args'].map((key) => ({ required: [key] })) })) } : {}),
  };
}
