import type { ColumnType, ColumnTypeKind } from '@dw-sim/contracts';
import type { ColumnContext, GeneratorKind } from './generator-kind';
import type { JsonValue } from './json-parameters';

/** Types of which a value inside JSON takes the first that its generator serves. */
const PREFERRED: readonly ColumnTypeKind[] = ['JSON', 'VARCHAR', 'BOOLEAN', 'FLOAT', 'TIMESTAMP', 'TIME'];
/** Generators of whole numbers, whose ranges are those of integers. */
const WHOLE = ['sequence', 'uniform_int'];

/** Type of a value inside JSON: as the user says, or the natural one of its generator and of the values that it lists. */
export function jsonValueType({ kind, params, dataType }: JsonValue, generator: GeneratorKind | undefined, column: ColumnContext): ColumnType {
  const given = dataType === undefined ? undefined : column.parseType(dataType);
  if (given) return given;
  if (WHOLE.includes(kind)) return { kind: 'BIGINT' };
  const listed = listedType(params['values'] ?? [params['value']]);
  if (listed && generator?.types.includes(listed.kind)) return listed;
  return { kind: PREFERRED.find((type) => generator?.types.includes(type)) ?? 'VARCHAR' } as ColumnType;
}

/** FLOAT for a list of numbers, BOOLEAN for one of booleans. */
function listedType(values: unknown): ColumnType | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  if (values.every((value) => typeof value === 'number')) return { kind: 'FLOAT' };
  return values.every((value) => typeof value === 'boolean') ? { kind: 'BOOLEAN' } : undefined;
}
