/**
 * What a part of an expression yields: numbers of any column type are one, TIMESTAMPTZ is its moment in UTC, a UUID its
 * text, and `null` the type of a bare NULL.
 */
export type ValueType = 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'time' | 'json' | 'null';

/** A checked expression: plain data. Dates are days and timestamps milliseconds since 1970-01-01 UTC, times microseconds of the day. */
export type Typed = LiteralNode | ColumnNode | CallNode;

interface TypedNode {
  readonly type: ValueType;
  /** False where no row can be NULL. */
  readonly nullable: boolean;
}

export interface LiteralNode extends TypedNode {
  readonly kind: 'literal';
  readonly value: number | string | null;
}

export interface ColumnNode extends TypedNode {
  readonly kind: 'column';
  /** In the spelling of the definition. */
  readonly name: string;
}

/** An operator or a function; a `case` has condition, value, condition, value, …, value of the rest. */
export interface CallNode extends TypedNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Typed[];
}

export function literal(type: ValueType, value: number | string | null): LiteralNode {
  return { kind: 'literal', type, nullable: value === null, value };
}

/** A call that is NULL where an argument is, unless told otherwise. */
export function call(name: string, type: ValueType, args: readonly Typed[], nullable = args.some((arg) => arg.nullable)): CallNode {
  return { kind: 'call', name, type, args, nullable };
}
