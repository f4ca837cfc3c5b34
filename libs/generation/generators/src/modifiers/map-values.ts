import { formatColumnType, type ColumnType } from '@dw-sim/contracts';
import { distinct } from '../expression/vector';
import type { ParameterFault } from '../generator-kind';
import type { CodeKernel, TextKernel } from '../kernel';
import { formatNumber, numericLimits } from '../numeric-scale';
import { isObject, type Parameters } from '../parameters';
import { TextBatch } from '../text-batch';
import { characterCount } from '../text-length';
import type { ModifiedColumn, ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';

type Scalar = string | number;

interface Prepared {
  /** Texts of a text column, numbers of any other. */
  readonly pairs: readonly (readonly [from: Scalar, to: Scalar])[];
  /** What all other values become; null where they stay. */
  readonly otherwise: Scalar | null;
}

/** Replaces values by others. */
export const mapValues: ModifierKind<Prepared> = {
  kind: 'map_values',
  description: 'Replaces values by others; what the mapping does not name stays, or becomes the default.',
  types: [...NUMERIC_TYPES, 'VARCHAR', 'BOOLEAN'],
  parameters: [
    { name: 'mapping', type: 'object', required: true, description: 'New values by old ones: `{"a": "b"}`; numbers and booleans stand as text where they are keys.' },
    { name: 'default', type: 'scalar', description: 'What all other values become; they stay by default.' },
  ],
  example: { mapping: { US: 'United States', DE: 'Germany' }, default: 'Elsewhere' },
  check,
  summarize: ({ mapping }) => `${Object.keys(isObject(mapping) ? mapping : {}).length} values mapped`,
  prepare: ({ mapping, default: otherwise }, { type }) => ({
    pairs: Object.entries(isObject(mapping) ? mapping : {}).map(([from, to]) => [keyOf(from, type) ?? from, valueOf(to, type) ?? ''] as const),
    otherwise: otherwise === undefined ? null : (valueOf(otherwise, type) ?? null),
  }),
  compile: ({ pairs, otherwise }, kernel) => {
    const mapping = new Map<Scalar, Scalar>(pairs);
    const mapped = (value: Scalar): Scalar => mapping.get(value) ?? otherwise ?? value;
    if (kernel.lane === 'code') return mappedCodes(kernel, (text) => String(mapped(text)));
    if (kernel.lane === 'text') return mappedTexts(kernel, (text) => String(mapped(text)), [...mapping.values(), otherwise ?? '']);
    return onNumbers(kernel, (values, _rows, count) => {
      for (let i = 0; i < count; i++) values[i] = mapped(values[i]) as number;
    });
  },
};

/** A key of the mapping as the column holds it; undefined where it can't. */
function keyOf(text: string, type: ColumnType): Scalar | undefined {
  if (type.kind === 'VARCHAR') return text;
  if (type.kind === 'BOOLEAN') return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function valueOf(value: unknown, type: ColumnType): Scalar | undefined {
  if (type.kind === 'VARCHAR') return typeof value === 'string' && characterCount(value) <= (type.length ?? Infinity) && !/\0|\p{Surrogate}/u.test(value) ? value : undefined;
  if (type.kind === 'BOOLEAN') return typeof value === 'boolean' ? Number(value) : undefined;
  const { min, max } = numericLimits(type);
  return typeof value === 'number' && value >= min && value <= max ? value : undefined;
}

function allowedOf(type: ColumnType): string {
  if (type.kind === 'VARCHAR') return type.length === undefined ? 'text in quotes' : `text of at most ${type.length} characters`;
  if (type.kind === 'BOOLEAN') return 'true or false';
  const { min, max } = numericLimits(type);
  return `a number from ${formatNumber(min)} to ${formatNumber(max)}`;
}

function check({ mapping, default: otherwise }: Parameters, { type }: ModifiedColumn): readonly ParameterFault[] {
  const entries = Object.entries(isObject(mapping) ? mapping : {});
  const fault = (parameter: string, value: unknown): ParameterFault => ({ parameter, value, code: 'wrong_type', message: `${JSON.stringify(value)} is no value of a ${formatColumnType(type)} column`, allowed: allowedOf(type) });
  return [
    ...(entries.length === 0 && otherwise === undefined ? [{ parameter: 'mapping', code: 'empty', message: 'the mapping is empty', allowed: 'at least one value, or a default' }] : []),
    ...entries.filter(([from]) => keyOf(from, type) === undefined).map(([from]) => fault(`mapping.${from}`, from)),
    ...entries.filter(([, to]) => valueOf(to, type) === undefined).map(([from, to]) => fault(`mapping.${from}`, to)),
    ...(otherwise !== undefined && valueOf(otherwise, type) === undefined ? [fault('default', otherwise)] : []),
  ];
}

function mappedCodes(kernel: CodeKernel, mapped: (text: string) => string): CodeKernel {
  const { values, codeOf } = distinct(kernel.values.map(mapped));
  return {
    ...kernel,
    values,
    fill: (out, rows, count, nulls) => {
      kernel.fill(out, rows, count, nulls);
      for (let i = 0; i < count; i++) out[i] = codeOf[out[i]];
    },
  };
}

function mappedTexts(kernel: TextKernel, mapped: (text: string) => string, results: readonly Scalar[]): TextKernel {
  let [batch, capacity] = [new TextBatch(0, 0), 0];
  const longest = results.reduce<number>((most, text) => Math.max(most, Buffer.byteLength(String(text))), 0);
  return {
    ...kernel,
    maxByteLength: Math.max(longest, kernel.maxByteLength),
    fill: (out, rows, count, nulls) => {
      if (capacity < count) batch = new TextBatch((capacity = count), kernel.maxByteLength);
      kernel.fill(batch, rows, count, nulls);
      // The source may have made more room than it said.
      out.reserve(batch.offsets[count] + count * longest);
      const source = Buffer.from(batch.bytes.buffer);
      const target = Buffer.from(out.bytes.buffer);
      let position = 0;
      for (let i = 0; i < count; i++) {
        out.offsets[i] = position;
        position += target.write(mapped(source.toString('utf8', batch.offsets[i], batch.offsets[i + 1])), position);
      }
      out.offsets[count] = position;
    },
  };
}
