import { generatorKind } from '@dw-sim/generation-generators';
import { columnContext } from './column-context';
import type { ColumnModel, ExperimentModel, TableModel } from './model';
import { shown } from './fault-list';

/** A unique column whose generator has fewer values than the table has rows. */
export interface CapacityFault {
  readonly table: TableModel;
  readonly column: ColumnModel;
  readonly rows: number;
  readonly distinct: number;
  readonly what: string;
}

/** Finds every column whose uniqueness the given row counts make impossible. */
export function capacityFaults(model: ExperimentModel, rowsOf: (table: TableModel) => number): readonly CapacityFault[] {
  return model.tables.flatMap((table) =>
    table.columns
      .filter(({ unique }) => unique)
      .map((column) => ({ table, column, rows: rowsOf(table), distinct: distinctCount(model, table, column, rowsOf) }))
      .filter(({ rows, distinct }) => rows > distinct)
      .map((fault) => ({ ...fault, what: describe(fault) })),
  );
}

function distinctCount(model: ExperimentModel, table: TableModel, column: ColumnModel, rowsOf: (table: TableModel) => number): number {
  if (column.references) {
    const parent = model.tables.find(({ name }) => name === column.references?.table);
    return parent ? rowsOf(parent) : 0;
  }
  const generator = generatorKind(column.generator.kind);
  return generator?.distinctCount(column.generator.params, columnContext(column, table.columns, rowsOf(table), model.locale)) ?? 0;
}

function describe({ column, rows, distinct }: Omit<CapacityFault, 'what'>): string {
  const source = column.references ? `${column.references.table} has only ${distinct.toLocaleString('en-US')} rows to refer to` : `${shown(column.summary)} has only ${distinct.toLocaleString('en-US')}`;
  return `${rows.toLocaleString('en-US')} unique values are asked of ${column.name}, but ${source}`;
}
