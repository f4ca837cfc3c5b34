import { generatorKind, MAX_JOINED_ROWS, resolveLookup } from '@dw-sim/generation-generators';
import { alone, columnContext, placeIn } from './column-context';
import { compositeMembers, drawnKeys } from './composite-keys';
import type { RowCounts } from './derived-rows';
import type { ColumnModel, ExperimentModel, TableModel } from './model';
import { shown } from './fault-list';

/** A column whose generator has fewer values than the table has rows, and that may not repeat them. */
export interface CapacityFault {
  readonly table: TableModel;
  readonly column: ColumnModel;
  readonly rows: number;
  readonly distinct: number;
  readonly what: string;
}

/** Finds every column that the given row counts make impossible. */
export function capacityFaults(model: ExperimentModel, rowsOf: (table: TableModel) => number): readonly CapacityFault[] {
  return model.tables.flatMap((table) =>
    table.columns
      .map((column) => ({ table, column, rows: rowsOf(table), distinct: mostRows(model, table, column, rowsOf) }))
      .filter(({ rows, distinct }) => rows > distinct)
      .map((fault) => ({ ...fault, what: describe(fault) })),
  );
}

/** A composite key with fewer combinations than the table has rows. */
export interface CompositeCapacityFault {
  readonly table: TableModel;
  /** Of the key among the table's composite keys. */
  readonly index: number;
  readonly rows: number;
  readonly combinations: number;
  readonly what: string;
}

/** Finds every composite key that the given row counts make impossible. */
export function compositeCapacityFaults(model: ExperimentModel, rowsOf: (table: TableModel) => number): readonly CompositeCapacityFault[] {
  return model.tables.flatMap((table) =>
    drawnKeys(table).flatMap(({ key, index }) => {
      const rows = rowsOf(table);
      const combinations = compositeMembers(model, table, key, rowsOf).reduce((product, { radix }) => product * radix, 1);
      if (rows <= combinations) return [];
      const what = `${rows.toLocaleString('en-US')} different combinations are asked of (${key.join(', ')}), but there are only ${combinations.toLocaleString('en-US')}`;
      return [{ table, index, rows, combinations, what }];
    }),
  );
}

function mostRows(model: ExperimentModel, table: TableModel, column: ColumnModel, rowsOf: (table: TableModel) => number): number {
  const generator = generatorKind(column.generator.kind);
  if (!column.unique && !generator?.rowLimit) return Infinity;
  if (column.references) {
    if (table.relations.some(({ columns, isUnique, fanOut }) => columns.includes(column.name) && (fanOut || !isUnique))) return Infinity;
    const parent = model.tables.find(({ name }) => name === column.references?.table);
    return parent ? rowsOf(parent) : 0;
  }
  const context = columnContext(column, alone(rowsOf(table), model));
  return (column.unique ? generator?.distinctCount(column.generator.params, context) : generator?.rowLimit?.(column.generator.params, context)) ?? 0;
}

function describe({ column, rows, distinct }: Omit<CapacityFault, 'what'>): string {
  if (!column.unique) return `${column.name} is to count over ${rows.toLocaleString('en-US')} rows, but ${shown(column.summary)} ends after ${distinct.toLocaleString('en-US')}`;
  const source = column.references ? `${column.references.table} has only ${distinct.toLocaleString('en-US')} rows to refer to` : `${shown(column.summary)} has only ${distinct.toLocaleString('en-US')}`;
  return `${rows.toLocaleString('en-US')} unique values are asked of ${column.name}, but ${source}`;
}

/** A composite key that does not tell the rows of some parent apart. */
export interface CrowdedParent {
  readonly table: TableModel;
  readonly key: readonly string[];
  /** Parent table, most rows of one of its rows, and combinations of the key's other members. */
  readonly most: string;
  readonly largest: number;
  readonly rest: number;
}

/** Finds every composite key with a fan-out's parent in it and too few values beside that. */
export function crowdedParents(model: ExperimentModel, rowsOf: RowCounts['rowsOf'], fanOutOf: RowCounts['fanOutOf']): readonly CrowdedParent[] {
  return model.tables.flatMap((table) => {
    const relation = table.relations.find(({ fanOut }) => fanOut);
    const largest = fanOutOf(table)?.largest ?? 0;
    if (!relation) return [];
    return drawnKeys(table)
      .filter(({ key }) => key.includes(relation.columns[0]))
      .map(({ key }) => {
        const others = compositeMembers(model, table, key, rowsOf).filter(({ columns }) => columns !== relation.columns);
        return { table, key, most: relation.table, largest, rest: others.reduce((product, { radix }) => product * radix, 1) };
      })
      .filter(({ rest }) => largest > rest);
  });
}

/** A look-up by value in a table that is too long for an index. */
export interface LongJoin {
  readonly table: TableModel;
  readonly column: ColumnModel;
  /** Table that is looked up in, and its rows. */
  readonly source: string;
  readonly rows: number;
}

/** Finds every look-up by value whose other table has too many rows. */
export function longJoins(model: ExperimentModel, rowsOf: (table: TableModel) => number): readonly LongJoin[] {
  return model.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      if (column.generator.kind !== 'lookup') return [];
      const { lookup } = resolveLookup(column.generator.params, columnContext(column, placeIn(table, model.tables, rowsOf(table), model)));
      const source = lookup?.kind === 'join' ? model.tables.find(({ name }) => name === lookup.table) : undefined;
      return source && rowsOf(source) > MAX_JOINED_ROWS ? [{ table, column, source: source.name, rows: rowsOf(source) }] : [];
    }),
  );
}

/** What such a look-up is told. */
export function describeJoin({ column, source, rows }: LongJoin): { readonly what: string; readonly allowed: string } {
  return { what: `${column.name} looks values up in ${rows.toLocaleString('en-US')} rows of ${source}, of which each worker would keep an index`, allowed: `at most ${MAX_JOINED_ROWS.toLocaleString('en-US')} rows, or a foreign key and via` };
}
