import type { DraftColumn, DraftTable } from '../draft';
import { groupBy } from '../group-by';
import type { ImportReport } from '../import-report';
import { labelOf, type Relation } from './relation';

/** Foreign keys by what fills the columns. */
export interface SortedRelations {
  /** Each column is filled by one of them at most. */
  readonly filling: readonly Relation[];
  /** Those that hold since others do: returns refer to items as their sales do. */
  readonly following: readonly Relation[];
}

/**
 * Leaves each column to one foreign key, the longest first. A further one of the same columns stays where it follows
 * from the others; what can't hold beside them is left out, with a warning.
 */
export function fitOverlaps(relations: readonly Relation[], report: ImportReport): SortedRelations {
  const byTable = groupBy(relations, ({ table }) => table);
  const filling = new Map<DraftTable, readonly Relation[]>();
  let following: readonly Relation[] = [];
  for (const [table, own] of byTable) {
    const sorted = withoutTwins([...own].sort((a, b) => b.columns.length - a.columns.length));
    const taken: Relation[] = [];
    for (const relation of sorted) {
      const shared = relation.columns.filter((column) => taken.some(({ columns }) => columns.includes(column)));
      if (shared.length === 0) taken.push(relation);
      else if (shared.length === relation.columns.length) following = [...following, relation];
      else tellLeftOut(relation, `${shared.map(({ name }) => name).join(', ')} belongs to another foreign key, too`, report);
    }
    filling.set(table, taken);
  }
  return { filling: [...filling.values()].flat(), following: keepFollowing(following, filling, report) };
}

function withoutTwins(relations: readonly Relation[]): readonly Relation[] {
  return relations.filter((relation, index) => !relations.slice(0, index).some((other) => isTwin(relation, other)));
}

function isTwin(a: Relation, b: Relation): boolean {
  if (a.parent !== b.parent || a.columns.length !== b.columns.length) return false;
  return a.columns.every((column, index) => {
    const at = b.columns.indexOf(column);
    return at >= 0 && b.parentColumns[at] === a.parentColumns[index];
  });
}

/** Leaving one out may take away what another one follows from. */
function keepFollowing(candidates: readonly Relation[], filling: ReadonlyMap<DraftTable, readonly Relation[]>, report: ImportReport): readonly Relation[] {
  let kept = candidates;
  for (let count = -1; count !== kept.length; ) {
    count = kept.length;
    const current = kept;
    kept = current.filter((relation) => leadsTo(relation.table, relation.columns, relation, filling, current, new Set()));
  }
  for (const relation of candidates) {
    if (!kept.includes(relation)) tellLeftOut(relation, `${relation.columns.map(({ name }) => name).join(', ')} refers to another table already, whose values differ`, report);
  }
  return kept;
}

function leadsTo(table: DraftTable, columns: readonly DraftColumn[], target: Relation, filling: ReadonlyMap<DraftTable, readonly Relation[]>, following: readonly Relation[], visited: Set<DraftTable>): boolean {
  if (visited.size > 0 && table === target.parent && columns.every((column, index) => column === target.parentColumns[index])) return true;
  if (visited.has(table)) return false;
  const isStart = visited.size === 0;
  visited.add(table);
  const ways = [...(filling.get(table) ?? []), ...(isStart ? [] : following.filter((relation) => relation.table === table))];
  return ways.some((way) => {
    const places = columns.map((column) => way.columns.indexOf(column));
    return places.every((place) => place >= 0) && leadsTo(way.parent, places.map((place) => way.parentColumns[place]), target, filling, following, visited);
  });
}

function tellLeftOut({ table, columns, parent, parentColumns, at }: Relation, why: string, report: ImportReport): void {
  report.warn('foreign_key_ignored', at, `the foreign key of ${labelOf(table, columns)} to ${labelOf(parent, parentColumns)} is left out: ${why}`, { table, column: columns[0] });
}
