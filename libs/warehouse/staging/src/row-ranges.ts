/** Rows of a file, `rowStart` inclusive and `rowEnd` exclusive. */
export interface RowRange {
  readonly rowStart: number;
  readonly rowEnd: number;
}

/**
 * Cuts a file into ranges that keep to its row groups, so that reading one decodes no other. Larger groups are cut
 * into several ranges, smaller ones are joined.
 * @param rowGroups rows of each group, in order
 * @param rowCount rows of a range at most
 */
export function rowRanges(rowGroups: readonly number[], rowCount: number): readonly RowRange[] {
  const ranges: RowRange[] = [];
  let rowStart = 0;
  let rowEnd = 0;
  for (const size of rowGroups) {
    if (rowEnd > rowStart && rowEnd - rowStart + size > rowCount) {
      ranges.push({ rowStart, rowEnd });
      rowStart = rowEnd;
    }
    rowEnd += size;
    for (; rowEnd - rowStart > rowCount; rowStart += rowCount) ranges.push({ rowStart, rowEnd: rowStart + rowCount });
  }
  return rowEnd > rowStart ? [...ranges, { rowStart, rowEnd }] : ranges;
}
