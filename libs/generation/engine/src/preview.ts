import { type ColumnType, formatColumnType, type ResultColumn, type TablePreview } from '@dw-sim/contracts';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { PlanKernels } from './plan-kernels';
import { firstCells } from './preview-cells';

const CATEGORIES: Readonly<Partial<Record<ColumnType['kind'], ResultColumn['category']>>> = {
  INT: 'number', BIGINT: 'number', FLOAT: 'number', DECIMAL: 'number', BOOLEAN: 'boolean', DATE: 'time', TIME: 'time', TIMESTAMP: 'time', TIMESTAMPTZ: 'time',
};

/**
 * The first rows of every table of a plan, exactly as a run would make them, without a file, a worker or a database.
 *
 * @param rowCount rows of each table at most
 */
export function previewTables(plan: GenerationPlan, rowCount: number): readonly TablePreview[] {
  const kernels = new PlanKernels(plan);
  return plan.tables.map((table): TablePreview => {
    const made = kernels.kernelsOf(table);
    const count = Math.min(rowCount, table.rowCount);
    const cells = table.columns.map((column, i) => firstCells(column, made[i], kernels.nullsOf(table.name, column.name), count));
    return {
      table: table.name,
      total_rows: table.rowCount,
      columns: table.columns.map(({ name, type }) => ({ name, type: formatColumnType(type), category: CATEGORIES[type.kind] ?? 'text' })),
      rows: Array.from({ length: count }, (_, row) => cells.map((column) => column[row])),
    };
  });
}
