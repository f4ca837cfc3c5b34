import { FanOutRows, parentRowDraw, rememberedRows, type RowMap, rowMap } from '@dw-sim/generation-generators';
import type { GenerationPlan, PlannedCompositeKey, PlannedRelation, PlannedTable } from '@dw-sim/generation-plan';
import { makeTuplesWithin, makeUniqueTuples, streamKey } from '@dw-sim/generation-rng';

/** The foreign key that fills a column. */
export function relationOf({ relations }: PlannedTable, column: string): PlannedRelation | undefined {
  return relations.find(({ columns }) => columns.includes(column));
}

/** Which row of which table the columns of a plan take their values from: one map for each relation. */
export class PlanRelations {
  private readonly maps = new Map<PlannedRelation, RowMap>();
  private readonly digits = new Map<PlannedCompositeKey, readonly RowMap[]>();

  constructor(private readonly plan: GenerationPlan) {}

  /** Parent row of each row. */
  parentRows(table: PlannedTable, relation: PlannedRelation): RowMap {
    let map = this.maps.get(relation);
    if (!map) {
      map = rememberedRows(this.drawnParents(table, relation));
      this.maps.set(relation, map);
    }
    return map;
  }

  /** Rows of each parent; undefined where the table's rows follow from none. A finder of its own for each caller. */
  fanOut(table: PlannedTable): FanOutRows | undefined {
    const relation = table.relations.find(({ fanOut }) => fanOut);
    return relation?.fanOut ? new FanOutRows(relation.fanOut, this.key(table, relation, 'fan out')) : undefined;
  }

  /** Row to take a composite key's member from, different in some member for any two rows; undefined for what is no member. */
  digitsOf(table: PlannedTable, column: string): RowMap | undefined {
    const key = table.compositeKeys.find(({ columns }) => columns.includes(column));
    if (!key) return undefined;
    let digits = this.digits.get(key);
    if (!digits) {
      digits = this.uniqueDigits(table, key);
      this.digits.set(key, digits);
    }
    return digits[key.members.findIndex(({ columns }) => columns.includes(column))];
  }

  private drawnParents(table: PlannedTable, relation: PlannedRelation): RowMap {
    const found = relation.fanOut && this.fanOut(table);
    if (found) {
      return rowMap((row) => {
        found.find(row);
        return found.parent;
      });
    }
    const isOwnTable = relation.table === table.name;
    const digits = this.digitsOf(table, relation.columns[0]);
    const draw = parentRowDraw({
      parentCount: Math.max(1, this.plan.tables.find(({ name }) => name === relation.table)?.rowCount ?? 0),
      isUnique: relation.isUnique || digits !== undefined,
      isOwnTable,
      popularity: relation.popularity ?? undefined,
      key: (purpose) => this.key(table, relation, purpose),
    });
    // The root of a hierarchy has no parent.
    const markRoot = isOwnTable && relation.nullable ? markFirst : undefined;
    return digits ? through(digits, draw) : rowMap(draw, markRoot);
  }

  private uniqueDigits(table: PlannedTable, { columns, members }: PlannedCompositeKey): readonly RowMap[] {
    const key = streamKey(this.plan.seed, table.name, columns.join(' '), 'tuple');
    const relation = table.relations.find(({ fanOut }) => fanOut);
    const fixed = relation ? members.findIndex((member) => member.columns.includes(relation.columns[0])) : -1;
    if (fixed < 0) return makeUniqueTuples(members.map(({ radix }) => radix), key).map((digit) => rowMap(digit));
    // The parents are given: the other members are different among the rows of each.
    const others = members.filter((_, index) => index !== fixed);
    const within = makeTuplesWithin(others.map(({ radix }) => radix), key);
    return members.map((_, index) => {
      const found = this.fanOut(table);
      const digit = within[index < fixed ? index : index - 1];
      return rowMap((row) => {
        if (!found || index === fixed) return row;
        found.find(row);
        return digit(found.parent, row - found.start);
      });
    });
  }

  private key(table: PlannedTable, { name }: PlannedRelation, purpose: string) {
    return streamKey(this.plan.seed, table.name, name, purpose);
  }
}

function markFirst(nulls: Uint8Array, rows: Uint32Array, count: number): void {
  for (let i = 0; i < count; i++) if (rows[i] === 0) nulls[i] = 1;
}

function through(first: RowMap, then: (row: number) => number): RowMap {
  return {
    fill: (out, rows, count) => {
      first.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = then(out[i]);
    },
  };
}
