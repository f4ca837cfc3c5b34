import type { Literal, Name, NodeBase, Span, TypeName } from './node';
import type { Query, SelectItem } from './query';

/** `DATE '2024-01-01'`. */
export interface TypedLiteral extends NodeBase {
  readonly kind: 'typed';
  readonly type: TypeName;
  readonly value: Literal;
}

/** `INTERVAL '1' DAY`, `INTERVAL 2 WEEK`, `INTERVAL '1 year, 2 days'`. */
export interface Interval extends NodeBase {
  readonly kind: 'interval';
  readonly value: Expression;
  /** Upper case: `DAY`, `DAY TO SECOND`. */
  readonly unit?: string;
}

/** `a`, `t.a`, `s.t.a`, `payload.a.b`. */
export interface ColumnReference extends NodeBase {
  readonly kind: 'column';
  readonly parts: readonly Name[];
}

/** `$1`, `t.$1`: a column by its place. */
export interface PositionalColumn extends NodeBase {
  readonly kind: 'positional';
  readonly qualifier: readonly Name[];
  readonly index: number;
}

/** `?`, `:name`, `$name`, `@stage`: a value from outside. */
export interface Placeholder extends NodeBase {
  readonly kind: 'placeholder';
  readonly text: string;
}

export interface Star extends NodeBase {
  readonly kind: 'star';
  readonly qualifier: readonly Name[];
  /** EXCLUDE, EXCEPT, REPLACE, RENAME and ILIKE behind the star, in their order. */
  readonly changes: readonly StarChange[];
}

export interface StarChange extends NodeBase {
  readonly kind: 'star-change';
  readonly word: 'EXCLUDE' | 'EXCEPT' | 'REPLACE' | 'RENAME' | 'ILIKE' | 'LIKE';
  readonly items: readonly SelectItem[];
}

export interface NamedArgument extends NodeBase {
  readonly kind: 'named';
  readonly name: Name;
  readonly value: Expression | Query;
}

export interface Lambda extends NodeBase {
  readonly kind: 'lambda';
  readonly parameters: readonly Name[];
  readonly body: Expression;
}

export interface OrderItem extends NodeBase {
  readonly kind: 'order-item';
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST';
}

/** The part of a window in brackets, or of a WINDOW clause. */
export interface WindowSpec extends NodeBase {
  readonly kind: 'window';
  readonly base?: Name;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  /** ROWS, RANGE or GROUPS with its bounds. */
  readonly frame?: Span;
}

export interface Call extends NodeBase {
  readonly kind: 'call';
  readonly path: readonly Name[];
  /** Upper case, the last part of the path; `APPROXIMATE COUNT` where that word stands before. */
  readonly name: string;
  readonly args: readonly (Expression | NamedArgument | Lambda | Query)[];
  readonly distinct: boolean;
  readonly orderBy: readonly OrderItem[];
  readonly withinGroup: boolean;
  readonly filter?: Expression;
  readonly nulls?: 'IGNORE' | 'RESPECT';
  readonly over?: WindowSpec | Name;
  /** `plain`: NAME(…). `special`: words between the arguments. `bare`: a word without brackets. */
  readonly form: 'plain' | 'special' | 'bare';
  /** Inside of the brackets. */
  readonly argsSpan: Span;
  /** From OVER to its end. */
  readonly overSpan?: Span;
}

export interface Cast extends NodeBase {
  readonly kind: 'cast';
  readonly form: 'call' | 'operator' | 'convert';
  readonly try: boolean;
  readonly value: Expression;
  readonly type: TypeName;
}

export interface Unary extends NodeBase {
  readonly kind: 'unary';
  /** `-`, `+`, `NOT`, `~`, `@`, `|/`, `||/`, `PRIOR`, `CONNECT_BY_ROOT`. */
  readonly operator: string;
  readonly operand: Expression;
}

/** An operator as it stands between two operands. */
export interface Operator extends Span {
  /** Upper case. */
  readonly text: string;
}

/** Operands with operators of one precedence between them, which bind to the left: `a - b + c`. */
export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly operands: readonly Expression[];
  readonly operators: readonly Operator[];
}

export interface IsTest extends NodeBase {
  readonly kind: 'is';
  readonly value: Expression;
  readonly not: boolean;
  /** `NULL`, `TRUE`, `FALSE`, `UNKNOWN`, `DISTINCT FROM`, or a JSON kind. */
  readonly what: string;
  readonly other?: Expression;
}

export interface Between extends NodeBase {
  readonly kind: 'between';
  readonly value: Expression;
  readonly not: boolean;
  readonly low: Expression;
  readonly high: Expression;
}

export interface InList extends NodeBase {
  readonly kind: 'in';
  readonly value: Expression;
  readonly not: boolean;
  readonly items: readonly (Expression | Query)[];
}

export interface Like extends NodeBase {
  readonly kind: 'like';
  readonly operator: 'LIKE' | 'ILIKE' | 'SIMILAR TO' | 'RLIKE' | 'REGEXP' | 'GLOB';
  readonly not: boolean;
  readonly value: Expression;
  /** More than one after ANY and ALL. */
  readonly patterns: readonly (Expression | Query)[];
  readonly quantifier?: 'ANY' | 'ALL';
  readonly escape?: Expression;
}

export interface When extends NodeBase {
  readonly kind: 'when';
  readonly condition: Expression;
  readonly result: Expression;
}

export interface Case extends NodeBase {
  readonly kind: 'case';
  readonly operand?: Expression;
  readonly whens: readonly When[];
  readonly otherwise?: Expression;
}

export interface Exists extends NodeBase {
  readonly kind: 'exists';
  readonly query: Query;
}

/** A query in brackets where a value stands. */
export interface Subquery extends NodeBase {
  readonly kind: 'subquery';
  readonly query: Query;
}

/** `ANY (…)` after an operator. */
export interface Quantified extends NodeBase {
  readonly kind: 'quantified';
  readonly word: 'ANY' | 'ALL' | 'SOME';
  readonly items: readonly (Expression | Query)[];
}

export interface Parenthesized extends NodeBase {
  readonly kind: 'paren';
  readonly inner: Expression;
}

/** `(a, b)`, `()`, `ROW(a, b)`. */
export interface Tuple extends NodeBase {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

/** `[a, b]`, `ARRAY[a, b]`. */
export interface ArrayLiteral extends NodeBase {
  readonly kind: 'array';
  readonly items: readonly (Expression | Query)[];
}

export interface ObjectEntry extends NodeBase {
  readonly kind: 'entry';
  readonly key: Expression;
  readonly value: Expression;
}

/** `{'a': 1}`, `{*}`. */
export interface ObjectLiteral extends NodeBase {
  readonly kind: 'object';
  readonly entries: readonly (ObjectEntry | Star)[];
}

/** `a[0]`, `a['k']`, `a[1:2]`. */
export interface Index extends NodeBase {
  readonly kind: 'index';
  readonly value: Expression;
  readonly index?: Expression;
  /** There is a colon in the brackets. */
  readonly slice: boolean;
}

/** `a:b`, and `.c` after anything that is not a name. */
export interface Field extends NodeBase {
  readonly kind: 'field';
  readonly value: Expression;
  readonly field: Name;
  readonly colon: boolean;
}

export interface AtTimeZone extends NodeBase {
  readonly kind: 'at-time-zone';
  readonly value: Expression;
  /** Absent for AT LOCAL. */
  readonly zone?: Expression;
}

export interface Collate extends NodeBase {
  readonly kind: 'collate';
  readonly value: Expression;
}

/** Oracle's `a.x (+)`. */
export interface OuterMark extends NodeBase {
  readonly kind: 'outer-mark';
  readonly value: Expression;
}

export type Expression =
  | OuterMark
  | Literal | TypedLiteral | Interval | ColumnReference | PositionalColumn | Placeholder | Star | Call | Cast | Unary | Binary | IsTest | Between
  | InList | Like | Case | Exists | Subquery | Quantified | Parenthesized | Tuple | ArrayLiteral | ObjectLiteral | Index | Field | AtTimeZone | Collate | Lambda;
