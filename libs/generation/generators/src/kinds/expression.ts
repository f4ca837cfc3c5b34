import type { ColumnType } from '@dw-sim/contracts';
import { checkRequired, computedKernel, readableColumns, valueType } from '../computed-column';
import { Checker, columnNames, parseExpression, positionOf, type ExpressionFault } from '../expression';
import { convert } from '../expression/conversion';
import type { Typed } from '../expression/typed';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';

const SHOWN_LENGTH = 80;

/** A value computed from other columns of the row. */
export const expression: GeneratorKind<{ readonly typed: Typed }> = {
  kind: 'expression',
  description: 'A value computed from other columns of the row, in a small language close to SQL.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN'],
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
  compile: ({ typed }, context) => computedKernel(typed, context),
};

function codeOf(params: Parameters): string {
  return stringOf(params, 'code') ?? '';
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  if (column.unique) return [{ parameter: '', code: 'not_unique', message: 'an expression repeats values, so the column can\'t be unique', allowed: 'is_unique: false' }];
  const code = codeOf(params);
  const { typed, faults } = typedExpression(code, column);
  if (!typed) return faults.map(({ at, message, ...fault }) => ({ parameter: 'code', ...fault, message: `code:${positionOf(code, at)}: ${message}` }));
  return checkRequired(typed, 'code', column);
}

function typedExpression(code: string, column: ColumnContext): { readonly typed?: Typed; readonly faults: readonly ExpressionFault[] } {
  const parsed = parseExpression(code);
  if ('fault' in parsed) return { faults: [parsed.fault] };
  const checker = new Checker(readableColumns(column));
  const typed = checker.check(parsed.syntax);
  return { typed: typed && convert(typed, valueType(column.type) ?? 'text', 0, columnScope(checker, column.type), false), faults: checker.faults };
}

/** Faults of the expression as a whole, told in terms of its column. */
function columnScope(checker: Checker, { kind }: ColumnType) {
  return {
    fault: (at: number, code: string, message: string): undefined => checker.fault(at, code, message.replace(/stands where .* is needed/, `does not fit the column's type ${kind}`), `cast(… as ${kind.toLowerCase()}) converts`),
  };
}
