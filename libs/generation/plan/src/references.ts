import { formatColumnType } from '@dw-sim/contracts';
import type { CheckedColumn, CheckedTable } from './checked-column';
import { didYouMean, type FaultList, shown } from './fault-list';
import type { CheckedForeignKey } from './foreign-keys';
import { isDerived } from './nullability';

/** The parent of a foreign key, in the document's own spelling. */
export interface Parent {
  readonly table: CheckedTable;
  /** In the order of the foreign key's columns. */
  readonly columns: readonly CheckedColumn[];
}

/** Parent of a foreign key; undefined where there is no such table or column. */
export function parentOf(key: CheckedForeignKey, tables: readonly CheckedTable[]): Parent | undefined {
  const table = tables.find(({ name }) => same(name, key.table));
  const columns = key.parentColumns.map((parent) => table?.columns.find(({ name }) => same(name, parent)));
  return table && columns.every((column) => column !== undefined) ? { table, columns } : undefined;
}

/** The foreign key that fills a column. */
export function relationOf(column: Pick<CheckedColumn, 'name'>, { relations }: CheckedTable): CheckedForeignKey | undefined {
  return relations.find(({ columns }) => columns.some(({ name }) => name === column.name));
}

/** Table and column that a column's values come from. */
export function resolveReference(column: CheckedColumn, table: CheckedTable, tables: readonly CheckedTable[]): { readonly table: string; readonly column: string } | undefined {
  const key = relationOf(column, table);
  const parent = key && parentOf(key, tables);
  const index = key?.columns.findIndex(({ name }) => name === column.name) ?? -1;
  return parent && { table: parent.table.name, column: parent.columns[index].name };
}

/** Checks that every foreign key has a parent: unique, required columns of the same types, and no required cycle. */
export function checkReferences(tables: readonly CheckedTable[], faults: FaultList): void {
  for (const table of tables) {
    for (const key of [...table.relations, ...table.followers]) checkKey(key, table, tables, faults);
    for (const key of table.followers) checkFollows(key, table, tables, faults);
  }
  checkCycles(tables, faults);
}

function checkKey(key: CheckedForeignKey, table: CheckedTable, tables: readonly CheckedTable[], faults: FaultList): void {
  const parentTable = tables.find(({ name }) => same(name, key.table));
  if (!parentTable) {
    const names = tables.map(({ name }) => name);
    faults.add(key.pathOf('table'), 'unknown_table', `there is no table ${shown(key.table)}${didYouMean(key.table, names)}`, { value: key.table, allowed: names });
    return;
  }
  const parents = key.parentColumns.map((name, index) => findParent(name, key.pathOf(index), parentTable, faults));
  const found = parents.filter((column) => column !== undefined);
  if (found.length < parents.length) return;
  key.columns.forEach((column, index) => checkPair(column, found[index], parentTable, key.pathOf(index), faults));
  checkUnique(key, found, parentTable, faults);
  if (key.params['fan_out'] !== undefined && parentTable === table) {
    faults.add(key.pathOf('fan_out'), 'not_applicable', 'the rows of a table can\'t follow from its own', { value: key.params['fan_out'], allowed: 'another table as the parent' });
  }
}

function findParent(name: string, path: string, { name: table, columns }: CheckedTable, faults: FaultList): CheckedColumn | undefined {
  const parent = columns.find((candidate) => same(candidate.name, name));
  const names = columns.map((candidate) => candidate.name);
  if (!parent) faults.add(path, 'unknown_column', `the table ${table} has no column ${shown(name)}${didYouMean(name, names)}`, { value: name, allowed: names });
  return parent;
}

function checkPair(column: CheckedColumn, parent: CheckedColumn, parentTable: CheckedTable, path: string, faults: FaultList): void {
  const label = `${parentTable.name}.${parent.name}`;
  if (parent.path === column.path) faults.add(path, 'self_reference', `${label} can't refer to itself`, { value: parent.name, allowed: 'another column of the table' });
  else if (parent.nullRate > 0 || hasRoot(parent, parentTable)) faults.add(path, 'nullable_key', `${label} may be NULL, so it can't be referred to`, { value: parent.name, allowed: 'a column with required: true' });
  checkTypes(column, parent, label, faults);
}

/** The parent's columns are unique, alone or together. */
function checkUnique(key: CheckedForeignKey, parents: readonly CheckedColumn[], parentTable: CheckedTable, faults: FaultList): void {
  const names = parents.map(({ name }) => name);
  const isUnique = parents.some(({ unique }) => unique) || parentTable.compositeKeys.some((members) => members.every((name) => names.includes(name)));
  if (isUnique || parents.some((parent) => key.columns.some(({ path }) => path === parent.path))) return;
  if (parents.length === 1) faults.add(key.pathOf(0), 'not_unique', `${parentTable.name}.${names[0]} is not unique, so it can't be referred to`, { value: names[0], allowed: 'a column with is_unique: true' });
  else faults.add(key.path, 'not_unique', `(${names.join(', ')}) of ${parentTable.name} are not unique together, so they can't be referred to`, { value: names, allowed: 'a composite key of that table, or columns with a unique one among them' });
}

/** A nullable reference to its own table is NULL in the first row, and a derived column where its sources are, whatever the null rate. */
function hasRoot(column: CheckedColumn, table: CheckedTable): boolean {
  return column.nullable && (isDerived(column.definition) || same(relationOf(column, table)?.table ?? '', table.name));
}

function checkTypes(column: CheckedColumn, parent: CheckedColumn, label: string, faults: FaultList): void {
  if (!column.type || !parent.type || holdsType(column, parent)) return;
  const [own, other] = [formatColumnType(column.type), formatColumnType(parent.type)];
  faults.add(`${column.path}.data_type`, 'type_mismatch', `the column is ${own}, but ${label} that it refers to is ${other}`, { value: own, allowed: other });
}

/** A longer text or a BIGINT for an INT holds every value of the other column. */
export function holdsType(column: Pick<CheckedColumn, 'type'>, other: Pick<CheckedColumn, 'type'>): boolean {
  if (!column.type || !other.type) return true;
  const isSame = formatColumnType(column.type) === formatColumnType(other.type);
  const isLonger = column.type.kind === 'VARCHAR' && other.type.kind === 'VARCHAR' && (column.type.length ?? Infinity) >= (other.type.length ?? Infinity);
  return isSame || isLonger || (column.type.kind === 'BIGINT' && other.type.kind === 'INT');
}

/** A foreign key beside another one of the same columns must hold by itself: what it refers to is where the other one leads. */
function checkFollows(key: CheckedForeignKey, table: CheckedTable, tables: readonly CheckedTable[], faults: FaultList): void {
  const target = parentOf(key, tables);
  const relation = relationOf(key.columns[0], table);
  if (!target || !relation || !parentOf(relation, tables) || leadsTo(table, key.columns, target, tables, new Set())) return;
  const names = key.columns.map(({ name }) => name).join(', ');
  const label = target.columns.map(({ name }) => `${target.table.name}.${name}`).join(', ');
  faults.add(key.path, 'contradiction', `${names} ${key.columns.length === 1 ? 'comes' : 'come'} from ${relation.table} through the foreign key at ${relation.path}, and what it refers to there is not a key of ${label}`, {
    allowed: `a foreign key to ${label} in ${relation.table} too, or only one of the two`,
  });
}

function leadsTo(table: CheckedTable, columns: readonly CheckedColumn[], target: Parent, tables: readonly CheckedTable[], visited: Set<string>): boolean {
  const names = columns.map(({ name }) => name);
  if (table.name === target.table.name && names.every((name, index) => name === target.columns[index].name)) return true;
  const id = `${table.name} ${names.join(' ')}`;
  if (visited.has(id)) return false;
  visited.add(id);
  return [...table.relations, ...(visited.size > 1 ? table.followers : [])].some((key) => {
    const parent = parentOf(key, tables);
    const indexes = names.map((name) => key.columns.findIndex((column) => column.name === name));
    return parent !== undefined && indexes.every((index) => index >= 0) && leadsTo(parent.table, indexes.map((index) => parent.columns[index]), target, tables, visited);
  });
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
  return table.relations.filter(({ nullable, columns }) => !nullable || columns.some((column) => isRequired(column, table))).flatMap((key) => parentOf(key, tables)?.table.name ?? []);
}

/** Members of composite keys are required whatever their foreign key says. */
function isRequired(column: CheckedColumn, table: CheckedTable): boolean {
  return table.columns.find(({ name }) => name === column.name)?.nullable === false;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
