import type { Expression, OrderItem, Tuple, WindowSpec } from './expression';
import type { Name, NodeBase, Span } from './node';
import type { JoinTree, TableName } from './source';

export interface SelectItem extends NodeBase {
  readonly kind: 'item';
  readonly value: Expression;
  readonly alias?: Name;
  /** AS stands before the alias. */
  readonly as: boolean;
}

export interface Cte extends NodeBase {
  readonly kind: 'cte';
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
}

export interface With extends NodeBase {
  readonly kind: 'with';
  readonly recursive: boolean;
  readonly ctes: readonly Cte[];
}

/** WHERE, HAVING, QUALIFY, LIMIT, OFFSET, FETCH, TOP, DISTINCT ON, START WITH, CONNECT BY: a word with values. */
export interface Clause extends NodeBase {
  readonly kind: 'clause';
  readonly word: string;
  readonly values: readonly Expression[];
  /** PERCENT or WITH TIES behind TOP or FETCH. */
  readonly modifier?: string;
}

export interface GroupBy extends NodeBase {
  readonly kind: 'group-by';
  readonly all: boolean;
  readonly items: readonly (Expression | GroupingSet)[];
}

export interface GroupingSet extends NodeBase {
  readonly kind: 'grouping';
  readonly word: 'ROLLUP' | 'CUBE' | 'GROUPING SETS';
  readonly items: readonly (Expression | GroupingSet)[];
}

export interface NamedWindow extends NodeBase {
  readonly kind: 'named-window';
  readonly name: Name;
  readonly window: WindowSpec;
}

export interface Select extends NodeBase {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly distinctOn?: Clause;
  readonly top?: Clause;
  readonly items: readonly SelectItem[];
  /** Redshift's EXCLUDE behind the whole list. */
  readonly exclude?: Clause;
  readonly from: readonly JoinTree[];
  readonly where?: Clause;
  readonly connectBy: readonly Clause[];
  readonly groupBy?: GroupBy;
  readonly having?: Clause;
  readonly windows: readonly NamedWindow[];
  readonly qualify?: Clause;
  /** SELECT … INTO. */
  readonly into?: Span;
}

export interface Values extends NodeBase {
  readonly kind: 'values';
  readonly rows: readonly Tuple[];
}

export interface SetOperator extends Span {
  /** `UNION`, `UNION ALL`, `INTERSECT`, `EXCEPT`, `MINUS`, with `ALL` or `BY NAME` behind. */
  readonly text: string;
}

/** Queries with set operators between them, all of one precedence. */
export interface SetOperation extends NodeBase {
  readonly kind: 'set';
  readonly operands: readonly QueryBody[];
  readonly operators: readonly SetOperator[];
}

/** A query in brackets as the operand of a set operation, or as a whole query. */
export interface NestedQuery extends NodeBase {
  readonly kind: 'nested';
  readonly query: Query;
}

/** `TABLE orders`. */
export interface WholeTable extends NodeBase {
  readonly kind: 'whole-table';
  readonly table: TableName;
}

export type QueryBody = Select | Values | SetOperation | NestedQuery | WholeTable;

export interface Query extends NodeBase {
  readonly kind: 'query';
  readonly with?: With;
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  /** LIMIT, OFFSET and FETCH in the order of the text. */
  readonly limits: readonly Clause[];
}
