import type { Call, FunctionEntry } from '../function-entry';
import { entriesOf } from './define';
import { integerOf } from './values';

const entry = entriesOf('bit');

function operator(sign: string) {
  return (call: Call): string => {
    if (call.args.some(({ type }) => type === 'binary')) return call.refuse(`${call.name} of binary is not simulated.`, 'Use numbers.');
    const [a, b] = call.args.map(integerOf);
    return sign === 'xor' ? `xor(${a}, ${b})` : `(${a} ${sign} ${b})`;
  };
}

function shift(sign: '<<' | '>>') {
  return ({ args: [value, count] }: Call): string => `(CAST(${integerOf(value)} AS HUGEINT) ${sign} CAST(${integerOf(count)} AS INTEGER))`;
}

/** Bits of whole numbers. */
export const BIT_FUNCTIONS: readonly FunctionEntry[] = [
  entry('BITAND', [2, 3], 'integer', operator('&'), { aliases: ['BIT_AND'] }),
  entry('BITOR', [2, 3], 'integer', operator('|'), { aliases: ['BIT_OR'] }),
  entry('BITXOR', [2, 3], 'integer', operator('xor'), { aliases: ['BIT_XOR'] }),
  entry('BITNOT', [1, 1], 'integer', ({ args: [value] }) => `(~ ${integerOf(value)})`, { aliases: ['BIT_NOT'] }),
  entry('BITSHIFTLEFT', [2, 2], 'integer', shift('<<'), { aliases: ['BIT_SHIFTLEFT'] }),
  entry('BITSHIFTRIGHT', [2, 2], 'integer', shift('>>'), { aliases: ['BIT_SHIFTRIGHT'] }),
  entry('GETBIT', [2, 2], 'integer', ({ args: [value, position] }) => `((CAST(${integerOf(value)} AS HUGEINT) >> CAST(${integerOf(position)} AS INTEGER)) & 1)`),
  entry('BITMAP_BUCKET_NUMBER', [1, 1], 'integer', ({ args: [value] }) => `CASE WHEN ${value.sql} > 0 THEN (${value.sql} - 1) // 32768 + 1 ELSE ${value.sql} // 32768 END`),
  entry('BITMAP_BIT_POSITION', [1, 1], 'integer', ({ args: [value] }) => `(CASE WHEN ${value.sql} > 0 THEN ${value.sql} - 1 ELSE abs(${value.sql}) END % 32768)`),
];
