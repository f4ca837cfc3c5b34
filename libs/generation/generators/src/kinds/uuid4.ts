import { hash32, makePermutation, MAX_PERMUTATION_SIZE } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { Kernel, TextKernel, WordsKernel } from '../kernel';
import { UUID_TEXT_LENGTH, writeUuidText } from '../uuid-text';

/** Bits that every UUID of version 4, variant 1 has (RFC 9562, section 5.4). */
const VERSION = 0x4000;
const VARIANT = 0x80000000;

/** Random UUIDs of version 4 that never repeat: their first 32 bits are a permutation of the row numbers. */
export const uuid4: GeneratorKind<null> = {
  kind: 'uuid4',
  description: 'UUIDs of version 4 from the seed, such as `0d3f6a52-7c1e-4b09-9f2d-5a8e64c1b7d3`; none comes twice.',
  types: ['UUID', 'VARCHAR'],
  parameters: [],
  example: {},
  check: checkLength,
  summarize: () => 'UUID version 4',
  distinctCount: () => MAX_PERMUTATION_SIZE,
  prepare: () => null,
  compile: (_prepared, context): Kernel => {
    const words = uuidWords(context);
    return context.type.kind === 'UUID' ? words : uuidText(words);
  },
};

function checkLength(_params: unknown, { type }: ColumnContext): readonly ParameterFault[] {
  if (type.kind !== 'VARCHAR' || type.length === undefined || type.length >= UUID_TEXT_LENGTH) return [];
  return [{ parameter: '', code: 'too_long', message: `a UUID of ${UUID_TEXT_LENGTH} characters does not fit into ${type.length}`, allowed: `VARCHAR(${UUID_TEXT_LENGTH}) or longer, or UUID` }];
}

function uuidWords({ key }: KernelContext): WordsKernel {
  const first = makePermutation(MAX_PERMUTATION_SIZE, key('value'));
  const [b0, b1] = key('word 1');
  const [c0, c1] = key('word 2');
  const [d0, d1] = key('word 3');
  return {
    lane: 'words',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) {
        const row = rows[i];
        out[4 * i] = first(row);
        out[4 * i + 1] = (hash32(row, b0, b1) & 0xffff0fff) | VERSION;
        out[4 * i + 2] = (hash32(row, c0, c1) & 0x3fffffff) | VARIANT;
        out[4 * i + 3] = hash32(row, d0, d1);
      }
    },
  };
}

function uuidText(kernel: WordsKernel): TextKernel {
  let words = new Uint32Array(0);
  return {
    lane: 'text',
    maxByteLength: UUID_TEXT_LENGTH,
    fill: ({ view, offsets }, rows, count) => {
      if (words.length < 4 * count) words = new Uint32Array(4 * count);
      kernel.fill(words, rows, count);
      for (let i = 0; i < count; i++) {
        offsets[i] = i * UUID_TEXT_LENGTH;
        writeUuidText(view, i * UUID_TEXT_LENGTH, words, 4 * i);
      }
      offsets[count] = count * UUID_TEXT_LENGTH;
    },
  };
}
