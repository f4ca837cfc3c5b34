import { formatColumnType } from '@dw-sim/contracts';
import type { GeneratorKind } from '../generator-kind';
import type { Kernel } from '../kernel';
import { fits } from './choice';

type Scalar = string | number | boolean;

/** The same value in every row. */
export const constant: GeneratorKind<{ readonly value: Scalar }> = {
  kind: 'const',
  description: 'The same value in every row.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'BOOLEAN'],
  parameters: [{ name: 'value', type: 'scalar', required: true, description: 'The value.' }],
  example: { value: 'EUR' },
  check: (params, { type }) =>
    fits(params['value'] as Scalar, type)
      ? []
      : [{ parameter: 'value', code: 'wrong_type', message: `the value ${JSON.stringify(params['value'])} does not fit the column's type ${formatColumnType(type)}` }],
  summarize: (params) => `always ${JSON.stringify(params['value'])}`,
  distinctCount: () => 1,
  possibleValues: (params) => [String(params['value'])],
  prepare: (params) => ({ value: params['value'] as Scalar }),
  compile: ({ value }, { type }): Kernel =>
    type.kind === 'VARCHAR'
      ? { lane: 'code', values: [String(value)], fill: (out, _rows, count) => void out.fill(0, 0, count) }
      : { lane: 'number', fill: (out, _rows, count) => void out.fill(Number(value), 0, count) },
};
