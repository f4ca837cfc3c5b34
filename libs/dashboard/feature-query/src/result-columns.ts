import type { CellValue, QueryResult, ResultColumn } from '@dw-sim/contracts';
import type { ColDef } from 'ag-grid-community';

/** A row of a result as the grid holds it: the cells in the order of the columns. */
export type ResultRow = readonly CellValue[];

/** The grid's columns for a result. */
export function gridColumns(result: Pick<QueryResult, 'columns'>): ColDef<ResultRow>[] {
  return result.columns.map(gridColumn);
}

function gridColumn(column: ResultColumn, index: number): ColDef<ResultRow> {
  const isNumber = column.category === 'number';
  return {
    colId: String(index),
    headerName: column.name,
    headerTooltip: column.type,
    valueGetter: ({ data }) => data?.[index],
    valueFormatter: ({ value }) => formatCell(value),
    comparator: isNumber ? compareNumbers : compareTexts,
    type: isNumber ? 'rightAligned' : undefined,
    cellClassRules: { 'null-cell': ({ value }) => value === null, 'number-cell': () => isNumber },
  };
}

/** A cell as text; a NULL is written out, so that it is not taken for an empty text. */
export function formatCell(value: CellValue | undefined): string {
  return value === null || value === undefined ? 'NULL' : String(value);
}

/** Order of numbers, also of those that came as text for their digits; NULL comes first. */
export function compareNumbers(left: CellValue, right: CellValue): number {
  if (left === null || right === null) return nullsFirst(left, right);
  return Number(left) - Number(right);
}

/** Order of everything else by its text; NULL comes first. */
export function compareTexts(left: CellValue, right: CellValue): number {
  if (left === null || right === null) return nullsFirst(left, right);
  return String(left).localeCompare(String(right));
}

function nullsFirst(left: CellValue, right: CellValue): number {
  return Number(left !== null) - Number(right !== null);
}
