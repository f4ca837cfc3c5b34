import { generatorKind } from '@dw-sim/generation-generators';
import type { GenerationPlan } from './generation-plan';

/** Version of every generator kind of a plan's columns: with it, the seed and the definition, the same rows come again. */
export function generatorVersions({ tables }: GenerationPlan): Readonly<Record<string, number>> {
  const kinds = new Set(tables.flatMap(({ columns }) => columns.map(({ kind }) => kind)));
  return Object.fromEntries([...kinds].sort().map((kind) => [kind, generatorKind(kind)?.version ?? 1]));
}
