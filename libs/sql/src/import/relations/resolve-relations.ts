import { addKey, type DraftColumn, type DraftForeignKey, type DraftTable, findColumn, isUnique } from '../draft';
import { didYouMean, type ImportContext, listed } from '../import-context';
import type { SortedRelations } from './fit-overlaps';
import { labelOf, type Relation } from './relation';

/** Finds the parent of every foreign key. What has none in the text becomes an ordinary column, with a warning. */
export function resolveRelations(tables: readonly DraftTable[], context: ImportContext): readonly Relation[] {
  return tables.flatMap((table) => table.foreignKeys.flatMap((key) => resolveRelation(table, key, context) ?? []));
}

function resolveRelation(table: DraftTable, key: DraftForeignKey, context: ImportContext): Relation | undefined {
  const parent = context.findTable(key.parent, table.writtenName);
  if (!parent) {
    if (!context.isUnreadable(key.parent)) {
      const names = context.tables.map(({ writtenName }) => writtenName.parts.at(-1) ?? '');
      context.report.warn('no_parent', key.at, `${key.parent.written} is not created in this text${didYouMean(key.parent.parts.at(-1) ?? '', names)}, so ${labelOf(table, key.columns)} is imported without its foreign key`, { table, column: key.columns[0] });
    }
    return undefined;
  }
  if (parent.isFaulty && parent !== table) return undefined;
  const parentColumns = parentColumnsOf(table, key, parent, context);
  if (!parentColumns) return undefined;
  if (parentColumns.length !== key.columns.length) {
    context.refuse(table, 'column_count', key.at, `${key.columns.length} columns refer to ${parentColumns.length}: ${labelOf(parent, parentColumns)}`, 'write as many columns on both sides');
    return undefined;
  }
  if (parent === table && key.columns.every((column, index) => column === parentColumns[index])) {
    context.report.warn('self_key', key.at, `${labelOf(table, key.columns)} refers to itself, which says nothing`, { table });
    return undefined;
  }
  return { table, columns: key.columns, parent, parentColumns, at: key.at };
}

/** The columns that are referred to: those of the text, or the primary key, or else the only unique one. */
function parentColumnsOf(table: DraftTable, { parentColumns: names, parent: written, at }: DraftForeignKey, parent: DraftTable, context: ImportContext): readonly DraftColumn[] | undefined {
  if (names === undefined) {
    const key = parent.keys.find(({ isPrimary }) => isPrimary) ?? parent.keys[0];
    if (key) return key.columns;
    context.report.warn('no_parent', at, `${written.written} has no primary key, so the foreign key of ${table.name} to it is left out`, { table });
    return undefined;
  }
  const known = parent.columns.map(({ writtenName }) => writtenName);
  const columns = names.map((name) => {
    const column = findColumn(parent.columns, name);
    if (!column) context.refuse(table, 'unknown_column', at, `${written.written} has no column ${name}${didYouMean(name, known)}`, `refer to one of ${listed(known)}`);
    return column;
  });
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** Makes what is referred to unique and required, as a foreign key demands; what can't be is left out. */
export function keepSoundParents(relations: readonly Relation[], { report }: ImportContext): readonly Relation[] {
  return relations.filter(({ table, columns, parent, parentColumns, at }) => {
    const json = [...columns, ...parentColumns].find(({ type }) => type.kind === 'JSON');
    if (json) {
      report.warn('no_parent', at, `${json.name} is JSON, so the foreign key of ${labelOf(table, columns)} is left out`, { table });
      return false;
    }
    const isKey = parent.keys.some((key) => key.columns.every((column) => parentColumns.includes(column)));
    if (!isKey) {
      addKey(parent, { columns: parentColumns, isPrimary: false, at });
      report.warn('made_unique', at, `${labelOf(parent, parentColumns)} is made unique, since ${table.name} refers to it`, { table: parent, column: parentColumns[0] });
    }
    return true;
  });
}

/** Columns that are referred to hold no NULLs; a unique column with a generator of its own never does. */
export function requireParents({ filling, following }: SortedRelations, { report }: ImportContext): void {
  const filled = new Set(filling.flatMap(({ columns }) => columns));
  for (const { table, parent, parentColumns, at } of [...filling, ...following]) {
    const nullable = parentColumns.filter((column) => !column.isRequired && (filled.has(column) || !isUnique(parent, column)));
    if (nullable.length === 0) continue;
    for (const column of nullable) column.isRequired = true;
    report.warn('made_required', at, `${labelOf(parent, nullable)} gets no NULLs, since ${table.name} refers to it`, { table: parent, column: nullable[0] });
  }
}
