import type { ColumnDefinition } from '@dw-sim/contracts';
import { generatorKind } from '@dw-sim/generation-generators';
import type { FaultList } from './fault-list';

/** Share of NULLs in a nullable column that does not say one. */
export const DEFAULT_NULL_RATE = 0.1;

/**
 * Resolves `required`, `foreign_key.nullable` and `null_rate`. Unique columns are keys and hold
 * no NULLs unless they say so; derived ones hold those of the columns that they are made of.
 */
export function resolveNullability(column: ColumnDefinition, path: string, faults: FaultList): { nullable: boolean; nullRate: number } {
  const { required, null_rate: rate, foreign_key: reference } = column;
  if (rate !== undefined && !(rate >= 0 && rate <= 1)) {
    faults.add(`${path}.null_rate`, 'out_of_range', `null_rate is ${rate}`, { value: rate, allowed: '0 to 1' });
  }
  if (required === true && reference?.nullable === true) {
    faults.add(`${path}.foreign_key.nullable`, 'contradiction', 'the column is required and its foreign key nullable', { value: true, allowed: 'one of them' });
  }
  if (required === true && rate !== undefined && rate > 0) {
    faults.add(`${path}.null_rate`, 'contradiction', `the column is required, so ${rate * 100} % NULLs are impossible`, { value: rate, allowed: '0, or required: false' });
  }
  const nullable = isNullable(column);
  return { nullable, nullRate: nullable ? (rate ?? (column.is_unique || isDerived(column) ? 0 : DEFAULT_NULL_RATE)) : 0 };
}

function isNullable({ required, null_rate: rate, foreign_key: reference, is_unique: unique }: ColumnDefinition): boolean {
  if (required === true) return false;
  if (rate !== undefined && rate > 0) return true;
  // A foreign key says itself whether it may be NULL; a key without a word is one.
  if (reference) return reference.nullable ?? required === false;
  return unique ? required === false : true;
}

/** True where the values are made of other columns of the row. */
export function isDerived({ generator }: Pick<ColumnDefinition, 'generator'>): boolean {
  return generatorKind(generator?.type ?? '')?.dependsOn !== undefined;
}
