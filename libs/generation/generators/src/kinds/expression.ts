import type { ColumnType } from '@dw-sim/contracts';
import { Checker, columnNames, compileExpression, parseExpression, positionOf, type ExpressionFault, type ReadableColumn } from '../expression';
import { convert } from '../expression/conversion';
import { textBound } from '../expression/text-bound';
import type { Typed, ValueType } from '../expression/typed';
import { fittedKernel } from '../fitted-kernel';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';
import { SiblingVectors } from '../sibling-vectors';

const VALUE_TYPES: Readonly<Record<string, ValueType>> = {
  INT: 'number', BIGINT: 'number', FLOAT: 'number', DECIMAL: 'number', VARCHAR: 'text', DATE: 'date', TIMESTAMP: 'timestamp', BOOLEAN: 'boolean',
};

const SHOWN_LENGTH = 80;

/** A value computed from other columns of the row. */
export const expression: GeneratorKind<{ readonly typed: Typed }> = {
  kind: 'expression',
  description: 'A value computed from other columns of the row, in a small language close to SQL.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIMESTAMP', 'BOOLEAN'],
  parameters: [{ name: 'code', type: 'string', required: true, description: 'The expression, such as `quantity * unit_price`.' }],
  example: { code: 'quantity * unit_price * (1 - discount)' },
  check,
  summarize: (params) => {
    const code = codeOf(params).replace(/\s+/g, ' ').trim();
    return code.length > SHOWN_LENGTH ? `${code.slice(0, SHOWN_LENGTH)}…` : code;
  },
  distinctCount: () => Infinity,
  dependsOn: (params) => {
    const parsed = parseExpression(codeOf(params));
    return 'syntax' in parsed ? columnNames(parsed.syntax) : [];
  },
  prepare: (params, column) => {
    const { typed } = typedExpression(codeOf(params), column);
    if (!typed) throw new Error(`the expression ${codeOf(params)} was not checked`);
    return { typed };
  },
  compile: ({ typed }, context) => compile(typed, context),
};

function codeOf(params: Parameters): string {
  return stringOf(params, 'code') ?? '';
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  if (column.unique) return [{ parameter: '', code: 'not_unique', message: 'an expression repeats values, so the column can\'t be unique', allowed: 'is_unique: false' }];
  const code = codeOf(params);
  const { typed, faults } = typedExpression(code, column);
  if (!typed) return faults.map(({ at, message, ...fault }) => ({ parameter: 'code', ...fault, message: `code:${positionOf(code, at)}: ${message}` }));
  if (column.nullable || !typed.nullable) return [];
  const names = [...new Set(nullableColumns(typed))];
  const where = names.length > 0 ? `where ${names.join(' or ')} is NULL` : 'where it divides by 0 or is not defined';
  return [{ parameter: 'code', code: 'nullable_value', message: `the column is required, but its expression is NULL ${where}`, allowed: 'coalesce(…, value), or required: false' }];
}

function typedExpression(code: string, column: ColumnContext): { readonly typed?: Typed; readonly faults: readonly ExpressionFault[] } {
  const parsed = parseExpression(code);
  if ('fault' in parsed) return { faults: [parsed.fault] };
  const checker = new Checker(column.siblings.map(readable));
  const typed = checker.check(parsed.syntax);
  return { typed: typed && convert(typed, valueType(column.type) ?? 'text', 0, columnScope(checker, column.type), false), faults: checker.faults };
}

/** Faults of the expression as a whole, told in terms of its column. */
function columnScope(checker: Checker, { kind }: ColumnType) {
  return {
    fault: (at: number, code: string, message: string): undefined => checker.fault(at, code, message.replace(/stands where .* is needed/, `does not fit the column's type ${kind}`), `cast(… as ${kind.toLowerCase()}) converts`),
  };
}

function readable({ name, type, mayBeNull }: ColumnContext['siblings'][number]): ReadableColumn {
  return { name, type: valueType(type), nullable: mayBeNull };
}

function valueType({ kind }: ColumnType): ValueType | undefined {
  return Object.hasOwn(VALUE_TYPES, kind) ? VALUE_TYPES[kind] : undefined;
}

function nullableColumns(typed: Typed): readonly string[] {
  if (!typed.nullable) return [];
  if (typed.kind === 'column') return [typed.name];
  return typed.kind === 'call' ? typed.args.flatMap(nullableColumns) : [];
}

function compile(typed: Typed, context: KernelContext): Kernel {
  const siblings = new SiblingVectors(context);
  const vector = compileExpression(typed, (name) => siblings.column(name));
  return fittedKernel(vector, siblings, context.type, textBound(typed, (name) => columnBytes(context.kernelOf(context.table, name))));
}

function columnBytes(kernel: Kernel): number {
  if (kernel.lane === 'text') return kernel.maxByteLength;
  return kernel.lane === 'code' ? kernel.values.reduce((max, value) => Math.max(max, Buffer.byteLength(value)), 0) : 0;
}
