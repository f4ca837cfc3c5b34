import { evaluateAll, NumberVector } from './vector';

type Loop = (out: Float64Array, a: Float64Array, b: Float64Array, count: number) => void;

/** A loop of its own for each operator, so that none calls a function per row. */
const LOOPS: Readonly<Record<string, Loop>> = {
  add: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] + b[i]; },
  subtract: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] - b[i]; },
  multiply: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] * b[i]; },
  divide: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] / b[i]; },
  equal: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] === b[i] ? 1 : 0; },
  unequal: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] !== b[i] ? 1 : 0; },
  less: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] < b[i] ? 1 : 0; },
  'at most': (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] <= b[i] ? 1 : 0; },
  greater: (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] > b[i] ? 1 : 0; },
  'at least': (out, a, b, count) => { for (let i = 0; i < count; i++) out[i] = a[i] >= b[i] ? 1 : 0; },
};

/** Arithmetic and comparison of two numbers; undefined for other names. A division by 0 is NULL. */
export function numberOperation(name: string, [a, b]: readonly NumberVector[], nullable: boolean): NumberVector | undefined {
  if (!Object.hasOwn(LOOPS, name)) return undefined;
  const loop = LOOPS[name];
  return new NumberVector(nullable, (values, nulls, count) => {
    evaluateAll([a, b], nulls, count);
    loop(values, a.values, b.values, count);
    if (name === 'divide' && nullable) nullWhereUndefined(values, nulls, count);
  });
}

/** Marks what is no finite number as NULL. */
export function nullWhereUndefined(values: Float64Array, nulls: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) {
    if (values[i] - values[i] !== 0) {
      values[i] = 0;
      nulls[i] = 1;
    }
  }
}

/** `negate` and `not`. */
export function unaryOperation(name: 'negate' | 'not', operand: NumberVector): NumberVector {
  const [offset, factor] = name === 'negate' ? [0, -1] : [1, -1];
  return new NumberVector(operand.nullable, (values, nulls, count) => {
    evaluateAll([operand], nulls, count);
    for (let i = 0; i < count; i++) values[i] = offset + factor * operand.values[i];
  });
}

/** AND and OR of SQL: a false operand decides an AND, a true one an OR, whatever else is NULL. */
export function logicOperation(name: 'and' | 'or', operands: readonly NumberVector[]): NumberVector {
  const decisive = name === 'and' ? 0 : 1;
  return new NumberVector(operands.some(({ nullable }) => nullable), (values, nulls, count) => {
    values.fill(1 - decisive, 0, count);
    nulls.fill(0, 0, count);
    for (const operand of operands) {
      operand.evaluate(count);
      for (let i = 0; i < count; i++) {
        if (operand.nulls[i] === 1) nulls[i] = 1;
        else if (operand.values[i] === decisive) values[i] = decisive;
      }
    }
    for (let i = 0; i < count; i++) if (values[i] === decisive) nulls[i] = 0;
  });
}

/** The smallest or largest of the operands that are not NULL. */
export function extremeOperation(name: 'least' | 'greatest', operands: readonly NumberVector[], nullable: boolean): NumberVector {
  const sign = name === 'least' ? 1 : -1;
  return new NumberVector(nullable, (values, nulls, count) => {
    nulls.fill(1, 0, count);
    values.fill(0, 0, count);
    for (const operand of operands) {
      operand.evaluate(count);
      for (let i = 0; i < count; i++) {
        if (operand.nulls[i] === 1 || (nulls[i] === 0 && sign * operand.values[i] >= sign * values[i])) continue;
        values[i] = operand.values[i];
        nulls[i] = 0;
      }
    }
  });
}
