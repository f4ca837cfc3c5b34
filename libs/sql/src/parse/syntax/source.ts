import type { Expression } from './expression';
import type { Name, NodeBase, Span } from './node';
import type { Query, SelectItem } from './query';

export interface TableName extends NodeBase {
  readonly kind: 'table';
  readonly path: readonly Name[];
}

export interface DerivedTable extends NodeBase {
  readonly kind: 'derived';
  readonly query: Query;
}

/** `f(x)` or `TABLE(f(x))` in FROM, `UNNEST(x)`, or a path of a SUPER column. */
export interface TableFunction extends NodeBase {
  readonly kind: 'table-function';
  readonly call: Expression;
  /** In TABLE(…). */
  readonly wrapped: boolean;
}

export interface StagedFiles extends NodeBase {
  readonly kind: 'staged';
}

export interface Pivot extends NodeBase {
  readonly kind: 'pivot';
  readonly aggregates: readonly SelectItem[];
  readonly column: Expression;
  /** None where the values come from ANY or a query. */
  readonly values: readonly SelectItem[];
  readonly dynamic?: Span;
  /** DEFAULT ON NULL. */
  readonly otherwise?: Expression;
  readonly alias?: Name;
  readonly columns: readonly Name[];
}

export interface Unpivot extends NodeBase {
  readonly kind: 'unpivot';
  readonly value: Name;
  readonly name: Name;
  readonly items: readonly SelectItem[];
  readonly includeNulls: boolean;
  readonly alias?: Name;
  readonly columns: readonly Name[];
}

export interface Sample extends NodeBase {
  readonly kind: 'sample';
  /** BERNOULLI, SYSTEM, ROW, BLOCK; absent where none is written. */
  readonly method?: string;
  readonly amount: Expression;
  readonly rows: boolean;
  readonly seed?: Expression;
}

/** Time travel, MATCH_RECOGNIZE and the like, which are read over. */
export interface OpaqueSuffix extends NodeBase {
  readonly kind: 'opaque';
  readonly word: string;
}

export type Suffix = Pivot | Unpivot | Sample | OpaqueSuffix;

export interface Source extends NodeBase {
  readonly kind: 'source';
  readonly lateral: boolean;
  readonly base: TableName | DerivedTable | TableFunction | StagedFiles | ParenthesizedJoin;
  readonly suffixes: readonly Suffix[];
  readonly alias?: Name;
  readonly columns: readonly Name[];
  /** Redshift's `UNPIVOT object AS value AT key`. */
  readonly unpivot?: boolean;
  /** Redshift's `AS item AT place`. */
  readonly at?: Name;
}

export interface ParenthesizedJoin extends NodeBase {
  readonly kind: 'paren-join';
  readonly tree: JoinTree;
}

export interface Join extends NodeBase {
  readonly kind: 'join';
  /** Words before JOIN, upper case: `LEFT OUTER`, `NATURAL`, `ASOF`; empty for a plain JOIN. */
  readonly words: readonly string[];
  readonly source: Source;
  readonly match?: Expression;
  readonly on?: Expression;
  readonly using: readonly Name[];
}

export interface JoinTree extends NodeBase {
  readonly kind: 'joins';
  readonly first: Source;
  readonly joins: readonly Join[];
}
