import type { DraftColumn, DraftKey, DraftTable } from '../draft';
import { isUnique } from '../draft';
import type { ImportReport } from '../import-report';
import { labelOf, type Relation } from './relation';

/**
 * Keys of several columns that can be generated, the primary one first: disjoint, required, and with all columns of a
 * foreign key or none. What can't be a key is told, or follows from a column that is made unique.
 */
export function fitCompositeKeys(table: DraftTable, filling: readonly Relation[], report: ImportReport): readonly DraftKey[] {
  const kept: DraftKey[] = [];
  for (const key of table.keys) {
    if (key.columns.length < 2) continue;
    if (!key.isPrimary && isImplied(key, table, kept)) continue;
    if (kept.some(({ columns }) => columns.some((column) => key.columns.includes(column)))) {
      tellIgnored(key, table, 'another key has some of these columns', report);
    } else if (isGenerated(key, table, filling, report)) kept.push(key);
  }
  return kept;
}

/** A key with a unique column, or with all columns of a smaller key, needs nothing more. */
function isImplied(key: DraftKey, table: DraftTable, kept: readonly DraftKey[]): boolean {
  return key.columns.some((column) => isUnique(table, column)) || kept.some(({ columns }) => columns.every((column) => key.columns.includes(column)));
}

function isGenerated(key: DraftKey, table: DraftTable, filling: readonly Relation[], report: ImportReport): boolean {
  const json = key.columns.find(({ type }) => type.kind === 'JSON');
  if (json) {
    tellIgnored(key, table, `${json.name} is JSON`, report);
    return false;
  }
  const partial = filling.find(({ table: own, columns }) => own === table && columns.some((column) => key.columns.includes(column)) && !columns.every((column) => key.columns.includes(column)));
  if (partial) {
    makeMemberUnique(key, partial, table, filling, report);
    return false;
  }
  requireMembers(key, table, report);
  return true;
}

/** A part of a foreign key repeats, so that some other member has to tell the rows apart: `(tenant_id, id)`. */
function makeMemberUnique(key: DraftKey, partial: Relation, table: DraftTable, filling: readonly Relation[], report: ImportReport): void {
  if (key.columns.some((column) => isUnique(table, column))) return;
  const member = memberToMakeUnique(key.columns, filling);
  const keyColumns = partial.columns.map(({ name }) => name).join(', ');
  if (!member) return tellIgnored(key, table, `its columns are filled by the foreign key (${keyColumns})`, report);
  table.keys.push({ columns: [member], isPrimary: false, at: key.at });
  member.isRequired = true;
  report.warn('key_by_column', key.at, `${labelOf(table, key.columns)} is kept unique by ${member.name} alone, since the foreign key (${keyColumns}) fills a part of it`, { table, column: member });
}

/** The member that is most of a key by itself; undefined where other keys fill all, or where there are few values. */
function memberToMakeUnique(columns: readonly DraftColumn[], filling: readonly Relation[]): DraftColumn | undefined {
  const isFilled = (column: DraftColumn) => filling.some((relation) => relation.columns.includes(column));
  const free = columns.filter((column) => !isFilled(column) && column.values === undefined && column.type.kind !== 'BOOLEAN');
  return free.find(({ name }) => /id$|key$|no$|num/i.test(name)) ?? free.at(-1);
}

/**
 * Foreign keys whose parents are unique together, alone or by a key that is generated; elsewhere a column of the parent is
 * made unique. What can't be is left out.
 */
export function withUniqueParents(relations: readonly Relation[], filling: readonly Relation[], compositeKeys: ReadonlyMap<DraftTable, readonly DraftKey[]>, report: ImportReport): readonly Relation[] {
  return relations.filter((relation) => {
    const { table, columns, parent, parentColumns, at } = relation;
    for (const candidates of parentsToMakeUnique(relation, compositeKeys.get(parent) ?? [])) {
      const member = memberToMakeUnique(candidates, filling);
      if (!member) {
        report.warn('foreign_key_ignored', at, `the foreign key of ${labelOf(table, columns)} is left out: ${labelOf(parent, parentColumns)} is not kept unique`, { table, column: columns[0] });
        return false;
      }
      parent.keys.push({ columns: [member], isPrimary: false, at });
      report.warn('made_unique', at, `${labelOf(parent, [member])} is made unique, since ${table.name} refers to it`, { table: parent, column: member });
    }
    return true;
  });
}

/** Columns of the parent of which one has to be unique: of each list one. */
function parentsToMakeUnique({ table, columns, parent, parentColumns }: Relation, kept: readonly DraftKey[]): readonly (readonly DraftColumn[])[] {
  // A column that is unique here takes its values from one that is unique there, too.
  const single = parentColumns.filter((column, index) => isUnique(table, columns[index]) && !isUnique(parent, column));
  if (single.length > 0) return single.map((column) => [column]);
  const isKey = kept.some((key) => key.columns.every((column) => parentColumns.includes(column)));
  return isKey || parentColumns.some((column) => isUnique(parent, column)) ? [] : [parentColumns];
}

function requireMembers(key: DraftKey, table: DraftTable, report: ImportReport): void {
  const nullable = key.columns.filter(({ isRequired }) => !isRequired);
  for (const column of nullable) column.isRequired = true;
  if (nullable.length > 0 && !key.isPrimary) {
    report.warn('made_required', key.at, `${nullable.map(({ name }) => name).join(', ')} of ${table.name} get no NULLs, since (${key.columns.map(({ name }) => name).join(', ')}) is unique`, { table, column: nullable[0] });
  }
}

function tellIgnored({ columns, at }: DraftKey, table: DraftTable, why: string, report: ImportReport): void {
  report.warn('key_ignored', at, `${labelOf(table, columns)} is not kept unique: ${why}`, { table });
}
