import { caseOperation } from './case-operation';
import { INNER_FUNCTIONS, ROW_FUNCTIONS, type RowFunction } from './functions';
import { extremeOperation, logicOperation, numberOperation, unaryOperation } from './number-operations';
import { rowOperation } from './row-operation';
import { compareText } from './text-slices';
import type { CallNode, Typed } from './typed';
import { constantNumber, constantText, NumberVector, type Vector } from './vector';

/** Compiles a typed expression to a tree of vectors over the vectors of its columns. */
export function compileExpression(typed: Typed, column: (name: string) => Vector): Vector {
  switch (typed.kind) {
    case 'literal':
      return typed.type === 'text' || typed.type === 'null' ? constantText(typed.value === null ? null : String(typed.value)) : constantNumber(typed.value as number | null);
    case 'column':
      return column(typed.name);
    case 'call':
      return compileCall(typed, typed.args.map((arg) => compileExpression(arg, column)));
  }
}

function compileCall({ name, nullable }: CallNode, args: readonly Vector[]): Vector {
  const numbers = args as readonly NumberVector[];
  switch (name) {
    case 'case':
      return caseOperation(args, nullable);
    case 'and':
    case 'or':
      return logicOperation(name, numbers);
    case 'negate':
    case 'not':
      return unaryOperation(name, numbers[0]);
    case 'least':
    case 'greatest':
      return extremeOperation(name, numbers, nullable);
    case 'is null':
      return isNull(args[0]);
    case 'concat':
      return concat(args);
  }
  if (Object.hasOwn(TEXT_COMPARISONS, name)) return rowOperation({ apply: TEXT_COMPARISONS[name], result: 'boolean' }, args, nullable);
  const operation = numberOperation(name, numbers, nullable);
  return operation ?? rowOperation(functionOf(name), args, nullable);
}

function functionOf(name: string): RowFunction {
  if (Object.hasOwn(ROW_FUNCTIONS, name)) return ROW_FUNCTIONS[name];
  if (Object.hasOwn(INNER_FUNCTIONS, name)) return INNER_FUNCTIONS[name];
  throw new Error(`no function ${name}`);
}

const TEXT_COMPARISONS: Readonly<Record<string, (a: string, b: string) => number>> = {
  'text equal': (a, b) => (a === b ? 1 : 0),
  'text unequal': (a, b) => (a === b ? 0 : 1),
  'text less': (a, b) => (compareText(a, b) < 0 ? 1 : 0),
  'text at most': (a, b) => (compareText(a, b) <= 0 ? 1 : 0),
  'text greater': (a, b) => (compareText(a, b) > 0 ? 1 : 0),
  'text at least': (a, b) => (compareText(a, b) >= 0 ? 1 : 0),
};

function isNull(operand: Vector): NumberVector {
  return new NumberVector(false, (values, _nulls, count) => {
    operand.evaluate(count);
    for (let i = 0; i < count; i++) values[i] = operand.nulls[i];
  });
}

function concat([first, ...more]: readonly Vector[]): Vector {
  const join = (a: string, b: string): string => a + b;
  return more.reduce((left, right) => rowOperation({ apply: join, result: 'text' }, [left, right], left.nullable || right.nullable), first);
}
