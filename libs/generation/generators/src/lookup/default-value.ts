import { computedKernel } from '../computed-column';
import { Checker, parseExpression } from '../expression';
import { convert } from '../expression/conversion';
import type { ValueType } from '../expression/typed';
import type { KernelContext } from '../generator-kind';
import type { Kernel } from '../kernel';

/** Name of the looked-up value in the expression. No column has it. */
const LOOKED_UP = 'looked.up';

/** A kernel with a value where another has NULL. */
export function withDefault(kernel: Kernel, value: string | number | boolean, type: ValueType | undefined, context: KernelContext): Kernel {
  const parsed = parseExpression(`coalesce(${LOOKED_UP}, ${literalOf(value)})`);
  const checker = new Checker([{ name: LOOKED_UP, type: type ?? 'text', nullable: true }]);
  const checked = 'syntax' in parsed ? checker.check(parsed.syntax) : undefined;
  const typed = checked && convert(checked, type ?? 'text', 0, checker, true);
  if (!typed) throw new Error(`the default ${String(value)} does not fit ${context.type.kind}`);
  return computedKernel(typed, {
    ...context,
    kernelOf: (table, column) => (column === LOOKED_UP ? kernel : context.kernelOf(table, column)),
    nullsOf: (table, column) => (column === LOOKED_UP ? undefined : context.nullsOf(table, column)),
  });
}

function literalOf(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
