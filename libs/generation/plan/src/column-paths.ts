import { type ColumnRelations, generatorKind, type SourceColumn } from '@dw-sim/generation-generators';
import type { ColumnModel, RelationModel } from './model';

/** A table whose columns and foreign keys are known. */
export interface ReachableTable {
  readonly name: string;
  readonly columns: readonly Omit<ColumnModel, 'summary'>[];
  readonly relations: readonly RelationModel[];
}

/** A column at the end of a path of foreign keys. */
interface Reached {
  /** `order_id.customer_id.country`, in the definition's own spelling. */
  readonly path: string;
  readonly table: ReachableTable;
  readonly column: ReachableTable['columns'][number];
  /** True where a foreign key on the way, or the column itself, may be NULL. */
  readonly mayBeNull: boolean;
}

/** Most foreign keys on the way from a row to another table's. */
const MAX_HOPS = 8;

/** Every value that a column of a table can have; undefined where they are not known before a run. */
export type ValuesOf = (table: ReachableTable, column: ReachableTable['columns'][number]) => readonly string[] | undefined;

/** What the columns of one table may know of the columns of others. */
export function columnRelations(own: ReachableTable, tables: readonly ReachableTable[], valuesOf: ValuesOf): ColumnRelations {
  return {
    reach: (path) => sourceOf(reach(path, own, tables), valuesOf),
    pathsTo: (via, table, column) => pathsTo(via, table, column, own, tables),
    source: (table, column) => {
      const found = tables.find(({ name }) => same(name, table));
      const target = found?.columns.find(({ name }) => same(name, column));
      return found && target && sourceOf({ path: target.name, table: found, column: target, mayBeNull: mayBeNull(target) }, valuesOf);
    },
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    foreignKeys: own.relations.map(({ columns, table, parentColumns, fanOut }) => ({ columns, table, parentColumns, fansOut: fanOut !== null })),
  };
}

/** Follows a path such as `customer_id.country` from a row; undefined where it leads nowhere. */
export function reach(path: string, own: ReachableTable, tables: readonly ReachableTable[]): Reached | undefined {
  const [first, ...more] = path.split('.');
  const column = own.columns.find(({ name }) => same(name, first));
  if (!column) return undefined;
  if (more.length === 0) return { path: column.name, table: own, column, mayBeNull: mayBeNull(column) };
  const hop = parentOf(column.name, own, tables);
  if (!hop) return undefined;
  // A key that refers to a key leads to where that one does, too.
  const next = reach(more.join('.'), hop.table, tables) ?? (isForeignKey(hop) ? reach([hop.column, ...more].join('.'), hop.table, tables) : undefined);
  return next && { ...next, path: `${column.name}.${next.path}`, mayBeNull: next.mayBeNull || mayBeNull(column) };
}

function parentOf(column: string, own: ReachableTable, tables: readonly ReachableTable[]): { readonly table: ReachableTable; readonly column: string } | undefined {
  const relation = own.relations.find(({ columns }) => columns.includes(column));
  const table = tables.find(({ name }) => name === relation?.table);
  return relation && table && { table, column: relation.parentColumns[relation.columns.indexOf(column)] };
}

/** A foreign key that refers to itself has a fault of its own. */
function isForeignKey({ table, column }: { readonly table: ReachableTable; readonly column: string }): boolean {
  return table.relations.some(({ columns, table: parent }) => columns.includes(column) && parent !== table.name);
}

/** Shortest paths that begin with `via` and end at a column of a table; several where they are equally short. */
function pathsTo(via: string, table: string, column: string, own: ReachableTable, tables: readonly ReachableTable[]): readonly string[] {
  const start = reach(via, own, tables);
  const hop = start && parentOf(start.column.name, start.table, tables);
  if (!start || !hop) return [];
  let reached = [{ path: start.path, table: hop.table }];
  const visited = new Set([hop.table.name]);
  for (let hops = 0; hops < MAX_HOPS && reached.length > 0; hops++) {
    const found = reached.filter((end) => same(end.table.name, table));
    if (found.length > 0) return found.flatMap((end) => end.table.columns.filter(({ name }) => same(name, column)).map(({ name }) => `${end.path}.${name}`));
    reached = reached.flatMap((end) =>
      end.table.relations.flatMap(({ columns, table: name }) => {
        const parent = tables.find((other) => other.name === name);
        return parent && !visited.has(name) ? [{ path: `${end.path}.${columns[0]}`, table: parent }] : [];
      }),
    );
    for (const end of reached) visited.add(end.table.name);
  }
  return [];
}

function sourceOf(reached: Reached | undefined, valuesOf: ValuesOf): SourceColumn | undefined {
  if (!reached) return undefined;
  const { path, table, column, mayBeNull: isNullable } = reached;
  return { path, table: table.name, name: column.name, type: column.type, unique: column.unique, mayBeNull: isNullable, kind: column.generator.kind, params: column.generator.params, possibleValues: () => valuesOf(table, column) };
}

/** True where some row of a column may be NULL. */
export function mayBeNull({ nullRate, nullable, generator }: Pick<ColumnModel, 'nullRate' | 'nullable' | 'generator'>): boolean {
  return nullRate > 0 || (nullable && (generator.kind === 'foreign_key' || generatorKind(generator.kind)?.dependsOn !== undefined));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
