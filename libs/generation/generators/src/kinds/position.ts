import type { GeneratorKind } from '../generator-kind';
import { formatNumber, numericLimits } from '../numeric-scale';
import { numberOf } from '../parameters';

/** 1, 2, 3, … among the rows of one parent. */
export const position: GeneratorKind<{ readonly start: number }> = {
  kind: 'position',
  description: 'Counts up among the rows of one parent, in a table whose foreign key has `fan_out`: 1, 2, 3, …, and from 1 again for the next parent.',
  types: ['INT', 'BIGINT', 'DECIMAL', 'FLOAT'],
  parameters: [{ name: 'start', type: 'integer', description: 'First value; 1 by default.' }],
  example: {},
  check: (params, { type, unique, fansOut }) => {
    const start = numberOf(params, 'start', 1);
    const { min, max } = numericLimits(type);
    return [
      ...(fansOut ? [] : [{ parameter: '', code: 'not_applicable', message: 'there is no position, since no foreign key of the table has fan_out', allowed: 'a table with fan_out, or the generator sequence' }]),
      ...(unique && fansOut ? [{ parameter: '', code: 'not_unique', message: 'positions begin again for every parent, so the column can\'t be unique', allowed: 'is_unique: false, and a composite key with the foreign key' }] : []),
      ...(start < min || start > max ? [{ parameter: 'start', code: 'out_of_range', value: start, message: `start is ${start}`, allowed: `${formatNumber(min)} to ${formatNumber(max)}` }] : []),
    ];
  },
  summarize: (params) => `position within its parent, from ${formatNumber(numberOf(params, 'start', 1))}`,
  distinctCount: () => Infinity,
  prepare: (params) => ({ start: numberOf(params, 'start', 1) }),
  compile: ({ start }, context) => {
    const rowsOfParents = context.fanOut();
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) {
          rowsOfParents.find(rows[i]);
          out[i] = start + rows[i] - rowsOfParents.start;
        }
      },
    };
  },
};
