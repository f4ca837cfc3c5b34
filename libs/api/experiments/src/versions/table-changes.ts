import type { TableAction } from '@dw-sim/contracts';
import { canonicalJson } from '@dw-sim/generation-plan';
import type { PhysicalTable } from '@dw-sim/warehouse-core';

/** What becomes of a table of an experiment when its definition changes. */
export interface PlannedTableChange {
  /** Physical name. */
  readonly name: string;
  readonly action: TableAction;
  /** Why, in a sentence; empty for `keep`. */
  readonly reason: string;
}

/**
 * Compares the tables of two versions: those that differ in columns or keys are rebuilt, later ones first, then those that go. Where
 * the engine enforces foreign keys, so are the tables that refer to one that is dropped.
 */
export function tableChanges(before: readonly PhysicalTable[], after: readonly PhysicalTable[], enforcesForeignKeys: boolean): readonly PlannedTableChange[] {
  const earlier = new Map(before.map((table) => [table.name, table]));
  const later = new Set(after.map(({ name }) => name));
  const changes = new Map<string, PlannedTableChange>(after.map((table) => [table.name, changeOf(earlier.get(table.name), table)]));
  for (const { name } of before) if (!later.has(name)) changes.set(name, { name, action: 'drop', reason: 'It is no longer in the definition.' });
  if (enforcesForeignKeys) rebuildReferring(before, changes);
  return [...changes.values()];
}

function changeOf(before: PhysicalTable | undefined, after: PhysicalTable): PlannedTableChange {
  const { name } = after;
  if (!before) return { name, action: 'create', reason: 'It is new.' };
  const reason = differenceOf(before, after);
  return { name, action: reason === '' ? 'keep' : 'rebuild', reason };
}

/** In words; empty where both hold the same rows. */
function differenceOf(before: PhysicalTable, after: PhysicalTable): string {
  const earlier = new Map(before.columns.map((column) => [column.name, column]));
  const later = new Set(after.columns.map(({ name }) => name));
  const parts = [
    listed('new', after.columns.filter(({ name }) => !earlier.has(name)).map(({ name }) => name)),
    listed('gone', before.columns.filter(({ name }) => !later.has(name)).map(({ name }) => name)),
    listed('changed', after.columns.filter(({ name, type, nullable }) => {
      const column = earlier.get(name);
      return column && canonicalJson({ type, nullable }) !== canonicalJson({ type: column.type, nullable: column.nullable });
    }).map(({ name }) => name)),
  ].filter((part) => part !== '');
  if (parts.length > 0) return `Columns ${parts.join('; ')}.`;
  if (before.columns.some(({ name }, index) => name !== after.columns[index]?.name)) return 'Its columns are in another order.';
  return keysOf(before) === keysOf(after) ? '' : 'Its keys have changed.';
}

function listed(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what}: ${names.join(', ')}`;
}

function keysOf({ primaryKey, uniqueKeys, foreignKeys }: PhysicalTable): string {
  return canonicalJson({ primaryKey: primaryKey ?? [], uniqueKeys, foreignKeys });
}

/** A table can't be dropped while another one refers to it. */
function rebuildReferring(before: readonly PhysicalTable[], changes: Map<string, PlannedTableChange>): void {
  for (let found = true; found;) {
    found = false;
    for (const { name, foreignKeys } of before) {
      const parent = foreignKeys.map(({ referencesTable }) => referencesTable).find((other) => other !== name && ['rebuild', 'drop'].includes(changes.get(other)?.action ?? ''));
      if (parent === undefined || changes.get(name)?.action !== 'keep') continue;
      changes.set(name, { name, action: 'rebuild', reason: `It refers to ${parent}, which is dropped.` });
      found = true;
    }
  }
}
