import { GENERATOR_KINDS, type GeneratorKind, MODIFIER_KINDS, type ModifierKind, type ParameterSpec } from '@dw-sim/generation-generators';

const HEAD = `# Generators and modifiers

<!-- Written by \`npm run catalogue\` from the registry in libs/generation/generators/src; edits here are lost. -->

What fills a column: \`"generator": {"type": …, "params": {…}}\` in its [definition](definition.md). Short forms such as
\`faker_rule\` and \`distribution\` stand for one of these. Every value depends on the seed, the table, the column and the row
alone ([how](determinism.md)); relative times on the clock of the run, too. [Adding one](how-to/add-a-generator.md) takes a file and a line. [Modifiers](#modifiers) change what it makes.
`;

const MODIFIERS_HEAD = `## Modifiers

What changes the values of a column: \`"modifiers": [{"type": …, …}, …]\`, applied in their order, with the parameters beside \`type\` or
inside \`params\` (or \`args\`). Afterwards numbers are rounded to the column's decimals and kept inside its type and its \`min_value\` and
\`max_value\`, days and moments inside \`date_start\` and \`date_end\`. NULL stays NULL. Columns that are made of this one see the changed
values. Keys can't be changed: unique columns, members of composite keys, foreign keys, and columns that one refers to.
`;

/** The page docs/generators.md: every kind of both registries with its parameters and an example. */
export function generatorsPage(): string {
  return [HEAD, indexTable(), ...GENERATOR_KINDS.map(section), MODIFIERS_HEAD, ...MODIFIER_KINDS.map(modifierSection)].join('\n');
}

function indexTable(): string {
  const rows = GENERATOR_KINDS.map(({ kind, types, isDistribution }) => `| [\`${kind}\`](#${kind}) | ${isDistribution ? 'yes' : ''} | ${types.join(', ')} |`);
  return ['| type | also as `distribution` | fills |', '|---|---|---|', ...rows, ''].join('\n');
}

function section(generator: GeneratorKind): string {
  const example = JSON.stringify({ type: generator.kind, params: generator.example });
  return [`## ${generator.kind}`, '', generator.description, '', ...parameterTable(generator.parameters), 'Example:', '', '```json', example, '```', ''].join('\n');
}

function modifierSection({ kind, description, types, parameters, example }: ModifierKind): string {
  return [`### ${kind}`, '', `${description} Changes ${types.join(', ')}.`, '', ...parameterTable(parameters), 'Example:', '', '```json', JSON.stringify({ type: kind, ...example }), '```', ''].join('\n');
}

function parameterTable(parameters: readonly ParameterSpec[]): readonly string[] {
  if (parameters.length === 0) return [];
  return ['| parameter | type | required | |', '|---|---|---|---|', ...parameters.flatMap((spec) => parameterRows(spec, '')), ''];
}

/** A row for the parameter, and one for each of its fields. */
function parameterRows(spec: ParameterSpec, prefix: string): readonly string[] {
  const name = prefix + spec.name;
  const fieldPrefix = spec.type === 'objects' ? `${name}[].` : `${name}.`;
  return [`| \`${name}\` | ${typeOf(spec)} | ${spec.required ? 'yes' : ''} | ${cell(spec.description)} |`, ...(spec.fields ?? []).flatMap((field) => parameterRows(field, fieldPrefix))];
}

const TYPE_NAMES: Readonly<Record<ParameterSpec['type'], string>> = {
  number: 'number',
  integer: 'whole number',
  string: 'text',
  boolean: 'true or false',
  time: 'day or moment, ISO 8601 or relative',
  time_of_day: 'time of day',
  scalar: 'text, number, true or false',
  scalars: 'list of texts, numbers, true or false',
  numbers: 'list of numbers',
  object: 'object',
  objects: 'list of objects',
  any: 'any value',
  shares: 'list or object of numbers, or text',
  rows: 'list or object of lists or objects of numbers',
};

function typeOf({ type, form, oneOf, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: ParameterSpec): string {
  if (oneOf) return oneOf.map((value) => `\`${value}\``).join(' or ');
  if (form) return form;
  const bounds = [
    minimum !== undefined && `from ${shortNumber(minimum)}`,
    exclusiveMinimum !== undefined && `above ${shortNumber(exclusiveMinimum)}`,
    maximum !== undefined && `to ${shortNumber(maximum)}`,
    exclusiveMaximum !== undefined && `below ${shortNumber(exclusiveMaximum)}`,
  ].filter(Boolean);
  return [TYPE_NAMES[type], ...bounds].join(' ');
}

function shortNumber(value: number): string {
  return Math.abs(value) >= 1e-6 || value === 0 ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(value);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
