import type { DraftKey, DraftTable } from '../draft';
import { groupBy } from '../group-by';
import type { ImportContext } from '../import-context';
import { labelOf, type Relation } from './relation';

/**
 * Breaks cycles of required foreign keys: the last one of the text that may be NULL becomes nullable. Where none may,
 * the cycle is refused.
 */
export function fitCycles(relations: readonly Relation[], compositeKeys: ReadonlyMap<DraftTable, readonly DraftKey[]>, context: ImportContext): void {
  const from = groupBy(relations.filter((relation) => relation.table !== relation.parent && isRequired(relation)), ({ table }) => table);
  const broken = new Set<Relation>();
  const done = new Set<DraftTable>();
  for (let cycle = findCycle(from, broken, done); cycle; cycle = findCycle(from, broken, done)) {
    const yielding = [...cycle].sort((a, b) => b.at.start - a.at.start).find((relation) => mayBeNull(relation, compositeKeys));
    if (yielding) makeNullable(yielding, cycle, context);
    else refuse(cycle, context);
    broken.add(yielding ?? cycle[0]);
  }
}

function isRequired({ columns }: Relation): boolean {
  return columns.some((column) => column.isRequired);
}

function mayBeNull({ table, columns }: Relation, compositeKeys: ReadonlyMap<DraftTable, readonly DraftKey[]>): boolean {
  const members = [...(compositeKeys.get(table) ?? []), ...table.keys.filter(({ isPrimary }) => isPrimary)].flatMap((key) => key.columns);
  return !columns.some((column) => members.includes(column));
}

function makeNullable({ table, columns, parent, at }: Relation, cycle: readonly Relation[], { report }: ImportContext): void {
  for (const column of columns) column.isRequired = false;
  report.warn('made_nullable', at, `${labelOf(table, columns)} may be NULL in the import, since required foreign keys form a cycle: ${pathOf(cycle)}; its key to ${parent.name} breaks it`, { table, column: columns[0] });
}

function refuse(cycle: readonly Relation[], context: ImportContext): void {
  const [first] = cycle;
  context.refuse(first.table, 'required_cycle', first.at, `required foreign keys form a cycle: ${pathOf(cycle)}`, 'leave NOT NULL out at a column of one of them that is in no key');
}

function pathOf(cycle: readonly Relation[]): string {
  return [...cycle.map(({ table }) => table.name), cycle[0].table.name].join(' → ');
}

/**
 * A cycle of relations, each leading to the table of the next; undefined where there is none.
 *
 * @param broken relations that form no cycle any more
 * @param done tables from which no cycle is reached; more are added
 */
function findCycle(from: ReadonlyMap<DraftTable, readonly Relation[]>, broken: ReadonlySet<Relation>, done: Set<DraftTable>): readonly Relation[] | undefined {
  for (const start of from.keys()) {
    const path: { readonly table: DraftTable; readonly ways: Iterator<Relation>; readonly by?: Relation }[] = [];
    const onPath = new Set<DraftTable>();
    const enter = (table: DraftTable, by?: Relation): void => {
      path.push({ table, ways: (from.get(table) ?? [])[Symbol.iterator](), by });
      onPath.add(table);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value: way, done: isOver } = top.ways.next();
      if (isOver) {
        done.add(top.table);
        onPath.delete(top.table);
        path.pop();
      } else if (broken.has(way)) continue;
      else if (onPath.has(way.parent)) {
        const begin = path.findIndex(({ table }) => table === way.parent);
        return [...path.slice(begin + 1).flatMap(({ by }) => by ?? []), way];
      } else if (!done.has(way.parent)) enter(way.parent, way);
    }
  }
  return undefined;
}
