import type { KeySuggestion } from '@dw-sim/contracts';
import type { Subject } from './subject';
import { mayRefer, typesAgree, type SubjectTable } from './suggest-keys';

const CONFIDENCE = 0.9;

/**
 * Foreign keys of several columns that names suggest: columns of the same names and types as a composite key of another table. Offered
 * where one key alone fits best, and the columns are no key of their own table, since nothing says then which of the two comes first.
 */
export function suggestCompositeKeys(tables: readonly SubjectTable[]): readonly KeySuggestion[] {
  return tables.flatMap((child) => {
    const found = tables.filter((parent) => parent !== child).flatMap((parent) => parent.compositeKeys.flatMap((key) => suggestion(child, parent, key)));
    return found.filter((one) => !found.some((other) => other !== one && overlaps(one, other) && other.columns!.length >= one.columns!.length));
  });
}

function suggestion(child: SubjectTable, parent: SubjectTable, key: readonly string[]): readonly KeySuggestion[] {
  const pairs = key.map((name) => ({ from: columnOf(child, name), to: columnOf(parent, name) }));
  const fits = pairs.every(({ from, to }) => from !== undefined && to !== undefined && mayRefer(from) && typesAgree(from, to));
  if (!fits || child.compositeKeys.some((own) => isSame(own, key))) return [];
  const columns = pairs.map(({ from }) => from!.name);
  const reason = `They have the names of the key of ${parent.name}.`;
  return [{ table: child.name, column: columns.join(', '), references_table: parent.name, references_column: key.join(', '), columns, references_columns: key, confidence: CONFIDENCE, reason }];
}

function columnOf({ columns }: SubjectTable, name: string): Subject | undefined {
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const names = new Set(other.map((name) => name.toLowerCase()));
  return one.length === other.length && one.every((name) => names.has(name.toLowerCase()));
}

function overlaps(one: KeySuggestion, other: KeySuggestion): boolean {
  return one.columns!.some((column) => other.columns!.includes(column));
}

/** Suggestions of both kinds; a key of several columns leaves no room for another one of any of them. */
export function joinSuggestions(composite: readonly KeySuggestion[], single: readonly KeySuggestion[]): readonly KeySuggestion[] {
  return [...composite, ...single.filter(({ table, column }) => !composite.some((key) => key.table === table && key.columns!.includes(column)))];
}
