import { formatColumnType } from '@dw-sim/contracts';
import type { DraftColumn } from '../draft';
import type { ImportReport } from '../import-report';
import { holdsType, type Relation } from './relation';

/** Gives the columns of foreign keys a type that holds the values of their parents, with a warning. */
export function fitTypes(relations: readonly Relation[], report: ImportReport): void {
  const before = new Map<DraftColumn, string>();
  // A type passes on over chains of columns, at most as far as there are columns.
  const mostPasses = relations.reduce((count, { columns }) => count + columns.length, 0);
  for (let pass = 0, changed = true; changed && pass <= mostPasses; pass++) {
    changed = false;
    for (const { columns, parentColumns } of relations) {
      columns.forEach((column, index) => {
        const parent = parentColumns[index];
        if (holdsType(column.type, parent.type)) return;
        if (!before.has(column)) before.set(column, formatColumnType(column.type));
        column.type = parent.type;
        changed = true;
      });
    }
  }
  tellChanges(relations, before, report);
}

function tellChanges(relations: readonly Relation[], before: Map<DraftColumn, string>, report: ImportReport): void {
  for (const { table, columns, parent, parentColumns } of relations) {
    columns.forEach((column, index) => {
      const was = before.get(column);
      if (was === undefined || was === formatColumnType(column.type)) return;
      before.delete(column);
      report.warn('adapted_type', column.at, `${column.name} is imported as ${formatColumnType(column.type)}, not ${was}, since it refers to ${parent.name}.${parentColumns[index].name}`, { table, column });
    });
  }
}
