import { formatColumnType } from '@dw-sim/contracts';
import { generatorVersions, type GenerationPlan } from '@dw-sim/generation-plan';
import type { RunDescription } from '@dw-sim/staging';

/** What the manifest of a run says beside its files. */
export function runDescription(plan: GenerationPlan, schemaHash: string, productVersion: string): RunDescription {
  return {
    product_version: productVersion,
    seed: plan.seed,
    clock: new Date(plan.clock).toISOString(),
    schema_hash: schemaHash,
    generators: generatorVersions(plan),
    tables: plan.tables.map(({ name, columns }) => ({
      table: name,
      columns: columns.map((column) => ({ name: column.name, type: formatColumnType(column.type), nullable: column.nullable })),
    })),
  };
}
