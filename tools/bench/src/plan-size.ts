import type { GenerationPlan } from '@dw-sim/generation-plan';

/** Tables, rows and values (rows times columns) of a plan. */
export function sizeOf({ tables }: GenerationPlan): { readonly tables: number; readonly rows: number; readonly cells: number } {
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rowCount }) => sum + rowCount, 0),
    cells: tables.reduce((sum, { rowCount, columns }) => sum + rowCount * columns.length, 0),
  };
}
