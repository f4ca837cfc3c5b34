import type { ColumnType } from '@dw-sim/contracts';
import { DAY_MS, FIRST_MOMENT, LAST_MOMENT } from './expression/calendar';
import { MAX_TEXT_LENGTH, slice } from './expression/text-slices';
import { type CodeVector, distinct, type NumberVector, type TextVector, type Vector } from './expression/vector';
import type { CodeKernel, Kernel, NumberKernel, TextKernel } from './kernel';
import { decimalsOf, numericLimits, type NumberRange } from './numeric-scale';
import { roundTo } from './rounding';
import type { SiblingVectors } from './sibling-vectors';

/**
 * Kernel of computed values, made to fit their column: numbers are rounded to its decimals and moved into its range,
 * texts cut to its length.
 *
 * @param maxByteLength most bytes of a text
 */
export function fittedKernel(vector: Vector, siblings: SiblingVectors, type: ColumnType, maxByteLength: number): Kernel {
  const evaluate = (rows: Uint32Array, count: number, nulls: Uint8Array | undefined): void => {
    if (siblings.select(rows, count)) vector.evaluate(count);
    if (nulls && vector.nullable) for (let i = 0; i < count; i++) nulls[i] |= vector.nulls[i];
  };
  switch (vector.lane) {
    case 'number':
      return fittedNumbers(vector, evaluate, type);
    case 'code':
      return fittedCodes(vector, evaluate, type);
    case 'text':
      return fittedTexts(vector, evaluate, type, maxByteLength);
  }
}

type Evaluate = (rows: Uint32Array, count: number, nulls: Uint8Array | undefined) => void;

function fittedNumbers(vector: NumberVector, evaluate: Evaluate, type: ColumnType): NumberKernel {
  const { min, max } = limitsOf(type);
  const decimals = decimalsOf(type, {});
  return {
    lane: 'number',
    yieldsNull: vector.nullable,
    fill: (out, rows, count, nulls) => {
      evaluate(rows, count, nulls);
      const { values } = vector;
      for (let i = 0; i < count; i++) {
        const value = decimals === undefined ? values[i] : roundTo(values[i], decimals);
        out[i] = value >= max ? max : value > min ? value : min;
      }
    },
  };
}

function limitsOf(type: ColumnType): NumberRange {
  if (type.kind === 'DATE') return { min: FIRST_MOMENT / DAY_MS, max: Math.floor(LAST_MOMENT / DAY_MS) };
  if (type.kind === 'TIME') return { min: 0, max: DAY_MS * 1000 - 1 };
  return type.kind === 'TIMESTAMP' || type.kind === 'TIMESTAMPTZ' ? { min: FIRST_MOMENT, max: LAST_MOMENT } : numericLimits(type);
}

function fittedCodes(vector: CodeVector, evaluate: Evaluate, type: ColumnType): CodeKernel {
  const { values, codeOf } = distinct(vector.dictionary.map((text) => slice(text, 0, lengthOf(type))));
  return {
    lane: 'code',
    yieldsNull: vector.nullable,
    values,
    fill: (out, rows, count, nulls) => {
      evaluate(rows, count, nulls);
      for (let i = 0; i < count; i++) out[i] = codeOf[vector.codes[i]];
    },
  };
}

function fittedTexts(vector: TextVector, evaluate: Evaluate, type: ColumnType, maxByteLength: number): TextKernel {
  const length = lengthOf(type);
  return {
    lane: 'text',
    yieldsNull: vector.nullable,
    maxByteLength: Math.min(maxByteLength, 4 * length),
    fill: (out, rows, count, nulls) => {
      evaluate(rows, count, nulls);
      const buffer = Buffer.from(out.bytes.buffer);
      let position = 0;
      for (let i = 0; i < count; i++) {
        out.offsets[i] = position;
        const text = vector.nulls[i] === 1 ? '' : vector.values[i];
        position += buffer.write(text.length > length ? slice(text, 0, length) : text, position);
      }
      out.offsets[count] = position;
    },
  };
}

function lengthOf(type: ColumnType): number {
  return type.kind === 'VARCHAR' ? (type.length ?? MAX_TEXT_LENGTH) : MAX_TEXT_LENGTH;
}
