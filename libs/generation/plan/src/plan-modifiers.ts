import { fitOf, type ModifiedColumn, modifierKind, type PreparedModifiers } from '@dw-sim/generation-generators';
import type { ColumnModel } from './model';

/** Prepares the modifiers of a column; undefined where it has none. */
export function planModifiers({ modifiers, generator, declared }: ColumnModel, column: ModifiedColumn): PreparedModifiers | undefined {
  if (modifiers.length === 0) return undefined;
  const steps = modifiers.map(({ kind, params }) => {
    const modifier = modifierKind(kind);
    if (!modifier) throw new Error(`the model holds the unknown modifier ${kind}`);
    return { kind, prepared: modifier.prepare(params, column) };
  });
  return { steps, fit: fitOf(column.type, generator.params, declared, column.clock) };
}
