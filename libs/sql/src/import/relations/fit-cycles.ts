import type { DraftColumn, DraftKey, DraftTable } from '../draft';
import type { ImportContext } from '../import-context';
import type { ImportReport } from '../import-report';
import { CycleFinder } from './find-cycle';
import { labelOf, type Relation } from './relation';

/**
 * Breaks cycles of required foreign keys: the last one of the text that may be NULL becomes nullable. Where none may,
 * the cycle is refused.
 */
export function fitCycles(relations: readonly Relation[], compositeKeys: ReadonlyMap<DraftTable, readonly DraftKey[]>, context: ImportContext): void {
  const required = relations.filter((relation) => relation.table !== relation.parent && isRequired(relation));
  const referred = new Set(relations.flatMap(({ parentColumns }) => parentColumns));
  const mayYield = ({ relation }: { readonly relation: Relation }) => mayBeNull(relation, compositeKeys) && !relation.columns.some((column) => referred.has(column));
  const finder = new CycleFinder(required.map((relation) => ({ from: relation.table, to: relation.parent, relation })));
  for (let cycle = finder.next(); cycle; cycle = finder.next()) {
    const members = cycle.map(({ relation }) => relation);
    const yielding = lastOf(cycle.filter(mayYield));
    if (yielding) makeNullable(yielding.relation, members, context.report);
    else refuse(members, context);
    finder.break(yielding ?? cycle[0]);
  }
}

/** Leaves foreign keys out whose columns take their values from each other all around: none of them has any. */
export function fitValueCycles(relations: readonly Relation[], report: ImportReport): readonly Relation[] {
  const leftOut = new Set<Relation>();
  const ways = relations.flatMap((relation) => relation.columns.map((column, index) => ({ from: column, to: relation.parentColumns[index], relation })));
  const finder = new CycleFinder<DraftColumn, (typeof ways)[number]>(ways);
  for (let cycle = finder.next(); cycle; cycle = finder.next()) {
    const { relation } = lastOf(cycle) ?? cycle[0];
    if (!leftOut.has(relation)) {
      const { table, columns, parent, parentColumns, at } = relation;
      report.warn('foreign_key_ignored', at, `the foreign key of ${labelOf(table, columns)} to ${labelOf(parent, parentColumns)} is left out, since the columns would take their values from each other`, { table, column: columns[0] });
    }
    leftOut.add(relation);
    for (const way of ways) if (way.relation === relation) finder.break(way);
  }
  return relations.filter((relation) => !leftOut.has(relation));
}

/** The one that stands last in the text: people close a cycle with a later ALTER TABLE. */
function lastOf<Way extends { readonly relation: Relation }>(ways: readonly Way[]): Way | undefined {
  return [...ways].sort((a, b) => b.relation.at.start - a.relation.at.start)[0];
}

function isRequired({ columns }: Relation): boolean {
  return columns.some((column) => column.isRequired);
}

function mayBeNull({ table, columns }: Relation, compositeKeys: ReadonlyMap<DraftTable, readonly DraftKey[]>): boolean {
  const members = [...(compositeKeys.get(table) ?? []), ...table.keys.filter(({ isPrimary }) => isPrimary)].flatMap((key) => key.columns);
  return !columns.some((column) => members.includes(column));
}

function makeNullable({ table, columns, parent, at }: Relation, cycle: readonly Relation[], report: ImportReport): void {
  for (const column of columns) column.isRequired = false;
  report.warn('made_nullable', at, `${labelOf(table, columns)} may be NULL in the import, since required foreign keys form a cycle: ${pathOf(cycle)}; its key to ${parent.name} breaks it`, { table, column: columns[0] });
}

function refuse(cycle: readonly Relation[], context: ImportContext): void {
  const [first] = cycle;
  context.refuse(first.table, 'required_cycle', first.at, `required foreign keys form a cycle: ${pathOf(cycle)}`, 'leave NOT NULL out at a column of one of them that is in no key');
}

const MOST_SHOWN = 6;

function pathOf(cycle: readonly Relation[]): string {
  const names = [...cycle.map(({ table }) => table.name), cycle[0].table.name];
  return names.length <= MOST_SHOWN ? names.join(' → ') : [...names.slice(0, MOST_SHOWN - 1), '…', names[0]].join(' → ');
}
