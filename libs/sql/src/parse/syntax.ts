/** A piece of a statement by its place in the text: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface NodeBase extends Span {
  /** The nodes inside, in the order of the text. */
  readonly children: readonly SyntaxNode[];
}

/** An identifier. */
export interface Name extends NodeBase {
  readonly kind: 'name';
  /** Without its quotes, in the case that it was written in. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface Literal extends NodeBase {
  readonly kind: 'literal';
  readonly type: 'number' | 'string' | 'boolean' | 'null';
  /** As it stands in the text. */
  readonly raw: string;
  /** `E`, `X`, `B`, `N`, `U&` or `R` before a string, upper case. */
  readonly prefix?: string;
}

/** A type: `NUMBER(10, 2)`, `TIMESTAMP WITH TIME ZONE`, `ARRAY(VARCHAR)`, `INT[]`. */
export interface TypeName extends NodeBase {
  readonly kind: 'type';
  /** Upper case, words parted by one blank, without brackets: `TIMESTAMP WITH TIME ZONE`. */
  readonly name: string;
  /** Numbers and words in brackets, as they stand: `10`, `2`, `MAX`. */
  readonly args: readonly string[];
  readonly array: boolean;
}

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

export interface SelectItem extends NodeBase {
  readonly kind: 'item';
  readonly value: Expression;
  readonly alias?: Name;
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

export type SyntaxNode =
  | Name | TypeName | StarChange | NamedArgument | OrderItem | WindowSpec | When | ObjectEntry | Expression | SelectItem | Cte | With | Clause
  | GroupBy | GroupingSet | NamedWindow | QueryBody | Query | TableName | DerivedTable | TableFunction | StagedFiles | Suffix | Source
  | ParenthesizedJoin | Join | JoinTree;
