import type { TableDefinition } from '@dw-sim/contracts';
import { generatorKind } from '@dw-sim/generation-generators';
import { MAX_PERMUTATION_SIZE } from '@dw-sim/generation-rng';
import type { CheckedColumn } from './checked-column';
import { alone, columnContext } from './column-context';
import { didYouMean, type FaultList, shown } from './fault-list';
import type { CheckedForeignKey } from './foreign-keys';
import type { PlannedMember } from './generation-plan';
import type { ColumnModel, ExperimentModel, RelationModel, TableModel } from './model';
import { isDerived } from './nullability';

/** Resolves a table's `composite_keys` to the names of its columns, with a fault for everything that can't be a key. */
export function checkCompositeKeys({ composite_keys: keys = [] }: TableDefinition, columns: readonly CheckedColumn[], relations: readonly CheckedForeignKey[], path: string, faults: FaultList): readonly (readonly string[])[] {
  const used = new Set<string>();
  return keys.flatMap((key: unknown, index) => {
    const at = `${path}.composite_keys[${index}]`;
    if (!Array.isArray(key) || key.length < 2 || key.some((name) => typeof name !== 'string')) {
      faults.add(at, 'wrong_type', `the composite key is ${shown(key)}`, { value: key, allowed: 'a list of two or more names of columns' });
      return [];
    }
    const members = (key as string[]).map((name, member) => findMember(name, columns, used, `${at}[${member}]`, faults));
    const found = members.filter((column) => column !== undefined);
    found.forEach((column) => checkMember(column, relations, faults));
    checkWholeRelations(found, relations, at, faults);
    return found.length === key.length ? [found.map(({ name }) => name)] : [];
  });
}

function findMember(name: string, columns: readonly CheckedColumn[], used: Set<string>, path: string, faults: FaultList): CheckedColumn | undefined {
  const column = columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const names = columns.map((candidate) => candidate.name);
  if (!column) {
    faults.add(path, 'unknown_column', `the table has no column ${shown(name)}${didYouMean(name, names)}`, { value: name, allowed: names });
  } else if (used.has(column.name)) {
    faults.add(path, 'duplicate_name', `${column.name} is a member of a composite key already`, { value: name, allowed: 'each column in one composite key' });
  } else {
    used.add(column.name);
    return column;
  }
  return undefined;
}

function checkMember({ definition, path, name }: CheckedColumn, relations: readonly CheckedForeignKey[], faults: FaultList): void {
  if (isDerived(definition)) faults.add(`${path}.generator`, 'contradiction', `${name} is a member of a composite key, so it can't be made of other columns`, { allowed: 'a generator of its own' });
  const key = relations.find(({ columns }) => columns.some((column) => column.name === name));
  const isShared = key !== undefined && key.columns.length > 1 && key.nullable;
  const nullable = definition.required === false || (definition.null_rate ?? 0) > 0 || definition.foreign_key?.nullable === true || isShared;
  if (nullable) faults.add(path, 'contradiction', `${name} is a member of a composite key, so it can't be NULL`, { allowed: 'required: true' });
}

/** Different parents have different keys, but not different parts of them. */
function checkWholeRelations(members: readonly CheckedColumn[], relations: readonly CheckedForeignKey[], path: string, faults: FaultList): void {
  const names = members.map(({ name }) => name);
  for (const { columns } of relations) {
    const inside = columns.filter(({ name }) => names.includes(name));
    if (inside.length === 0 || inside.length === columns.length) continue;
    const all = columns.map(({ name }) => name).join(', ');
    faults.add(path, 'contradiction', `the foreign key (${all}) is a member in part, and parts of it repeat`, { value: names, allowed: `all of ${all} in the key, or none` });
  }
}

/**
 * True where nothing has to be drawn for the key: it holds a unique column, or the parent and the position among its rows,
 * which no two rows share.
 */
export function isUniqueAnyway(key: readonly string[], columns: readonly Pick<ColumnModel, 'name' | 'generator' | 'unique'>[], fanOutColumns: readonly string[] | undefined): boolean {
  if (columns.some(({ name, unique }) => unique && key.includes(name))) return true;
  const hasPosition = columns.some(({ name, generator }) => key.includes(name) && generator.kind === 'position');
  return hasPosition && fanOutColumns !== undefined && fanOutColumns.every((name) => key.includes(name));
}

/**
 * Members of a key, each with the number of its values (at most 2^32): the columns of a foreign key are one member with
 * as many values as the parent has rows.
 */
export function compositeMembers(model: ExperimentModel, table: TableModel, key: readonly string[], rowsOf: (table: TableModel) => number): readonly PlannedMember[] {
  const members: PlannedMember[] = [];
  for (const name of key) {
    if (members.some(({ columns }) => columns.includes(name))) continue;
    const relation = table.relations.find(({ columns }) => columns.includes(name));
    const column = table.columns.find((candidate) => candidate.name === name);
    const radix = relation ? parentCount(model, relation, rowsOf) : column ? valueCount(model, table, column, rowsOf) : 0;
    members.push({ columns: relation?.columns ?? [name], radix: Math.min(radix, MAX_PERMUTATION_SIZE) });
  }
  return members;
}

function parentCount(model: ExperimentModel, relation: RelationModel, rowsOf: (table: TableModel) => number): number {
  const parent = model.tables.find(({ name }) => name === relation.table);
  return parent ? rowsOf(parent) : 0;
}

function valueCount(model: ExperimentModel, table: TableModel, column: ColumnModel, rowsOf: (table: TableModel) => number): number {
  const context = columnContext({ ...column, unique: true, isMember: true }, alone(rowsOf(table), model));
  return generatorKind(column.generator.kind)?.distinctCount(column.generator.params, context) ?? 0;
}

/** Composite keys of a table whose uniqueness has to be seen to, with their indexes. */
export function drawnKeys({ compositeKeys, columns, relations }: TableModel): readonly { readonly key: readonly string[]; readonly index: number }[] {
  const fanOut = relations.find((relation) => relation.fanOut)?.columns;
  return compositeKeys.map((key, index) => ({ key, index })).filter(({ key }) => !isUniqueAnyway(key, columns, fanOut));
}
