import type { TableDefinition } from '@dw-sim/contracts';
import { generatorKind } from '@dw-sim/generation-generators';
import { MAX_PERMUTATION_SIZE } from '@dw-sim/generation-rng';
import type { CheckedColumn } from './checked-column';
import { columnContext, settingOf } from './column-context';
import { didYouMean, type FaultList, shown } from './fault-list';
import type { ColumnModel, ExperimentModel, TableModel } from './model';
import { isDerived } from './nullability';

/** Resolves a table's `composite_keys` to the names of its columns, with a fault for everything that can't be a key. */
export function checkCompositeKeys({ composite_keys: keys = [] }: TableDefinition, columns: readonly CheckedColumn[], path: string, faults: FaultList): readonly (readonly string[])[] {
  const used = new Set<string>();
  return keys.flatMap((key: unknown, index) => {
    const at = `${path}.composite_keys[${index}]`;
    if (!Array.isArray(key) || key.length < 2 || key.some((name) => typeof name !== 'string')) {
      faults.add(at, 'wrong_type', `the composite key is ${shown(key)}`, { value: key, allowed: 'a list of two or more names of columns' });
      return [];
    }
    const members = (key as string[]).map((name, member) => findMember(name, columns, used, `${at}[${member}]`, faults));
    const found = members.filter((column) => column !== undefined);
    found.forEach((column) => checkMember(column, faults));
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

function checkMember({ definition, path, name }: CheckedColumn, faults: FaultList): void {
  if (isDerived(definition)) faults.add(`${path}.generator`, 'contradiction', `${name} is a member of a composite key, so it can't be made of other columns`, { allowed: 'a generator of its own' });
  const nullable = definition.required === false || (definition.null_rate ?? 0) > 0 || definition.foreign_key?.nullable === true;
  if (nullable) faults.add(path, 'contradiction', `${name} is a member of a composite key, so it can't be NULL`, { allowed: 'required: true' });
}

/** Number of values of each member, of which a key takes combinations; at most 2^32 each. */
export function compositeRadices(model: ExperimentModel, table: TableModel, key: readonly string[], rowsOf: (table: TableModel) => number, clock: number): readonly number[] {
  return key.map((name) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    return column ? Math.min(memberCount(model, table, column, rowsOf, clock), MAX_PERMUTATION_SIZE) : 0;
  });
}

function memberCount(model: ExperimentModel, table: TableModel, column: ColumnModel, rowsOf: (table: TableModel) => number, clock: number): number {
  if (column.references) {
    const parent = model.tables.find(({ name }) => name === column.references?.table);
    return parent ? rowsOf(parent) : 0;
  }
  const context = columnContext({ ...column, unique: true }, [], rowsOf(table), settingOf(model, clock));
  return generatorKind(column.generator.kind)?.distinctCount(column.generator.params, context) ?? 0;
}
