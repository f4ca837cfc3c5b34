import type { GenerationPlan } from '@dw-sim/generation-plan';
import { join } from 'node:path';

/** Rows of one file: the unit of work. */
export interface Part {
  /** Index into the plan's tables. */
  readonly tableIndex: number;
  /** Inclusive. */
  readonly rowStart: number;
  /** Exclusive. */
  readonly rowEnd: number;
  readonly file: string;
}

/** Cuts a plan into parts, at least one for each table. It depends on the plan alone, so any number of workers writes the same files. */
export function partsOf(plan: GenerationPlan, outputDirectory: string): readonly Part[] {
  return plan.tables.flatMap(({ name, rowCount, partRows }, tableIndex) =>
    Array.from({ length: Math.max(1, Math.ceil(rowCount / partRows)) }, (_, index): Part => ({
      tableIndex,
      rowStart: index * partRows,
      rowEnd: Math.min(rowCount, (index + 1) * partRows),
      file: join(outputDirectory, name, `part-${String(index).padStart(5, '0')}.parquet`),
    })),
  );
}
