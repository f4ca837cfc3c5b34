import { formatColumnType } from '@dw-sim/contracts';
import type { CheckedColumn, CheckedTable } from './checked-column';
import { isDerived } from './nullability';
import { didYouMean, type FaultList, shown } from './fault-list';

/** Parent of a foreign-key column. */
export interface ResolvedReference {
  readonly table: string;
  readonly column: string;
}

/** The table and column that a column's generator refers to, as the user wrote them. */
export function referenceOf(column: CheckedColumn): ResolvedReference | undefined {
  if (column.generator?.kind !== 'foreign_key') return undefined;
  const { table, column: parent } = column.generator.params;
  return typeof table === 'string' && typeof parent === 'string' ? { table, column: parent } : undefined;
}

/** The same in the spelling of the document's own names; undefined where there is no such column. */
export function resolveReference(column: CheckedColumn, tables: readonly CheckedTable[]): ResolvedReference | undefined {
  const reference = referenceOf(column);
  const table = reference && tables.find(({ name }) => same(name, reference.table));
  const parent = table?.columns.find(({ name }) => same(name, reference?.column ?? ''));
  return table && parent ? { table: table.name, column: parent.name } : undefined;
}

/** Checks that every foreign key has a parent: a unique, required column of the same type, and no required cycle. */
export function checkReferences(tables: readonly CheckedTable[], faults: FaultList): void {
  for (const table of tables) {
    for (const column of table.columns) checkReference(column, tables, faults);
  }
  checkCycles(tables, faults);
}

function checkReference(column: CheckedColumn, tables: readonly CheckedTable[], faults: FaultList): void {
  const reference = referenceOf(column);
  if (!reference || !column.generator) return;
  const parentTable = tables.find(({ name }) => same(name, reference.table));
  if (!parentTable) {
    const names = tables.map(({ name }) => name);
    faults.add(column.generator.pathOf('table'), 'unknown_table', `there is no table ${shown(reference.table)}${didYouMean(reference.table, names)}`, { value: reference.table, allowed: names });
    return;
  }
  const parent = parentTable.columns.find(({ name }) => same(name, reference.column));
  const columnPath = column.generator.pathOf('column');
  if (!parent) {
    const names = parentTable.columns.map(({ name }) => name);
    faults.add(columnPath, 'unknown_column', `the table ${parentTable.name} has no column ${shown(reference.column)}${didYouMean(reference.column, names)}`, { value: reference.column, allowed: names });
    return;
  }
  const label = `${parentTable.name}.${parent.name}`;
  if (parentTable.columns.includes(column) && column.generator.params['popularity'] !== undefined) {
    faults.add(column.generator.pathOf('popularity'), 'not_applicable', 'parents in the same table are earlier rows, so their popularity can\'t be chosen', { value: column.generator.params['popularity'], allowed: 'no popularity' });
  }
  if (parent === column) faults.add(columnPath, 'self_reference', `${label} can't refer to itself`, { value: reference.column, allowed: 'another column of the table' });
  else if (!parent.unique) faults.add(columnPath, 'not_unique', `${label} is not unique, so it can't be referred to`, { value: reference.column, allowed: 'a column with is_unique: true' });
  else if (parent.nullRate > 0 || hasRoot(parent, parentTable)) faults.add(columnPath, 'nullable_key', `${label} may be NULL, so it can't be referred to`, { value: reference.column, allowed: 'a column with required: true' });
  checkTypes(column, parent, label, faults);
}

/** A nullable reference to its own table is NULL in the first row, and a derived column where its sources are, whatever the null rate. */
function hasRoot(column: CheckedColumn, table: CheckedTable): boolean {
  return column.nullable && (isDerived(column.definition) || same(referenceOf(column)?.table ?? '', table.name));
}

function checkTypes(column: CheckedColumn, parent: CheckedColumn, label: string, faults: FaultList): void {
  if (!column.type || !parent.type) return;
  const [own, other] = [formatColumnType(column.type), formatColumnType(parent.type)];
  const sameKind = column.type.kind === parent.type.kind;
  // A longer column, a wider integer or a BIGINT for an INT holds every key of the parent.
  const holds = (sameKind && lengthOf(column) >= lengthOf(parent) && (own === other || column.type.kind === 'VARCHAR')) || (column.type.kind === 'BIGINT' && parent.type.kind === 'INT');
  if (!holds) faults.add(`${column.path}.data_type`, 'type_mismatch', `the column is ${own}, but ${label} that it refers to is ${other}`, { value: own, allowed: other });
}

function lengthOf({ type }: CheckedColumn): number {
  return type?.kind === 'VARCHAR' ? (type.length ?? Infinity) : 0;
}

/** Refuses cycles of required foreign keys between tables; a nullable one breaks its cycle. */
function checkCycles(tables: readonly CheckedTable[], faults: FaultList): void {
  const told = new Set<string>();
  const parents = parentsInCycles(tables);
  for (const table of tables) {
    const cycle = findCycle(table.name, parents);
    if (!cycle) continue;
    const key = [...cycle].sort().join(' ');
    if (told.has(key)) continue;
    told.add(key);
    faults.add(table.path, 'required_cycle', `required foreign keys form a cycle: ${[...cycle, cycle[0]].join(' → ')}`, { allowed: 'at least one foreign key of the cycle with nullable: true' });
  }
}

type Parents = ReadonlyMap<string, readonly string[]>;

/** Required parents by table, without the tables whose ancestors come to an end: no cycle leads through those. */
function parentsInCycles(tables: readonly CheckedTable[]): Parents {
  const parents = new Map(tables.map((table) => [table.name, requiredParents(table, tables)]));
  const childrenOf = new Map<string, string[]>(tables.map(({ name }) => [name, []]));
  parents.forEach((names, child) => names.forEach((parent) => childrenOf.get(parent)?.push(child)));
  const waitingFor = new Map([...parents].map(([name, { length }]) => [name, length]));
  const ended = [...waitingFor].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (const name of ended) {
    parents.delete(name);
    for (const child of childrenOf.get(name) ?? []) {
      const left = (waitingFor.get(child) ?? 0) - 1;
      waitingFor.set(child, left);
      if (left === 0) ended.push(child);
    }
  }
  return parents;
}

function findCycle(start: string, parents: Parents): readonly string[] | undefined {
  const visited = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    for (const parent of parents.get(name) ?? []) {
      if (parent === start && path.length > 0 && (path.length > 1 || parent !== name)) return path;
      if (parent === name || visited.has(parent)) continue;
      visited.add(parent);
      const found = walk(parent, [...path, parent]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}

function requiredParents(table: CheckedTable, tables: readonly CheckedTable[]): readonly string[] {
  return table.columns.filter(({ nullable }) => !nullable).flatMap((column) => resolveReference(column, tables)?.table ?? []);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
