import { formatTable } from './table';
import { truncate, visible } from './visible-text';
import type { CellValue, QueryResult } from '@dw-sim/contracts';

/** Longest cell on a screen; files and pipes get everything. */
const MAX_CELL_WIDTH = 60;

export interface QueryTableStyle {
  readonly title: (text: string) => string;
  readonly null: (text: string) => string;
  readonly shorten: boolean;
}

/** A result as text: numbers to the right, NULL marked, control characters visible. */
export function formatQueryTable(result: Pick<QueryResult, 'columns' | 'rows'>, style: QueryTableStyle): string {
  const columns = result.columns.map((column) => ({ title: cell(column.name, style), align: column.category === 'number' ? ('right' as const) : ('left' as const) }));
  const rows = result.rows.map((row) => row.map((value) => cell(value, style)));
  return formatTable(columns, rows, style.title);
}

function cell(value: CellValue, style: QueryTableStyle): string {
  if (value === null) return style.null('NULL');
  const text = visible(String(value));
  return style.shorten ? truncate(text, MAX_CELL_WIDTH) : text;
}
