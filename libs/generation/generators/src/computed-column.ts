import type { ColumnType } from '@dw-sim/contracts';
import { compileExpression, type ReadableColumn } from './expression';
import { textBound } from './expression/text-bound';
import type { Typed, ValueType } from './expression/typed';
import { fittedKernel } from './fitted-kernel';
import type { ColumnContext, KernelContext, ParameterFault } from './generator-kind';
import type { Kernel } from './kernel';
import { SiblingVectors } from './sibling-vectors';
import { UUID_TEXT_LENGTH } from './uuid-text';

const VALUE_TYPES: Readonly<Record<string, ValueType>> = {
  INT: 'number', BIGINT: 'number', FLOAT: 'number', DECIMAL: 'number', VARCHAR: 'text', DATE: 'date', TIMESTAMP: 'timestamp', TIMESTAMPTZ: 'timestamp', TIME: 'time', BOOLEAN: 'boolean',
};

/** Type of a column's values in expressions; undefined where those can't make it. */
export function valueType({ kind }: ColumnType): ValueType | undefined {
  return Object.hasOwn(VALUE_TYPES, kind) ? VALUE_TYPES[kind] : undefined;
}

function readableType(type: ColumnType): ValueType {
  return valueType(type) ?? (type.kind === 'JSON' ? 'json' : 'text');
}

/** The other columns of the row, for expressions to read. */
export function readableColumns({ siblings }: ColumnContext): readonly ReadableColumn[] {
  return siblings.map(({ name, type, mayBeNull }) => ({ name, type: readableType(type), nullable: mayBeNull }));
}

/** The fault of a required column whose values may be NULL. */
export function checkRequired(typed: Typed, parameter: string, { nullable }: ColumnContext): readonly ParameterFault[] {
  if (nullable || !typed.nullable) return [];
  const names = [...new Set(nullableColumns(typed))];
  const where = names.length > 0 ? `where ${names.join(' or ')} is NULL` : 'where it divides by 0 or is not defined';
  return [{ parameter, code: 'nullable_value', message: `the column is required, but its ${parameter} is NULL ${where}`, allowed: parameter === 'code' ? 'coalesce(…, value), or required: false' : 'required columns, or required: false' }];
}

function nullableColumns(typed: Typed): readonly string[] {
  if (!typed.nullable) return [];
  if (typed.kind === 'column') return [typed.name];
  return typed.kind === 'call' ? typed.args.flatMap(nullableColumns) : [];
}

/** Kernel of a typed expression over the columns of the row. */
export function computedKernel(typed: Typed, context: KernelContext): Kernel {
  const siblings = new SiblingVectors(context);
  const vector = compileExpression(typed, (name) => siblings.column(name));
  return fittedKernel(vector, siblings, context.type, textBound(typed, (name) => columnBytes(context.kernelOf(context.table, name))));
}

/** Most bytes of a text of a column. */
export function columnBytes(kernel: Kernel): number {
  if (kernel.lane === 'text') return kernel.maxByteLength;
  if (kernel.lane === 'words') return UUID_TEXT_LENGTH;
  return kernel.lane === 'code' ? kernel.values.reduce((max, value) => Math.max(max, Buffer.byteLength(value)), 0) : 0;
}
