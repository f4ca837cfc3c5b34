import type { ColumnType, ColumnTypeKind } from '@dw-sim/contracts';
import type { ColumnContext, KernelContext, NestedGenerator, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import type { ParameterSpec, Parameters } from '../parameters';

/**
 * A change to the values of a column, which users name in `modifiers`. One file and one entry of the registry each.
 *
 * As with generators, `Prepared` is plain data that is cloned to the workers.
 */
export interface ModifierKind<Prepared = unknown> {
  /** Name in documents, such as `multiply`. */
  readonly kind: string;
  /** What it does, in a sentence or two. */
  readonly description: string;
  /** Column types that it changes. */
  readonly types: readonly ColumnTypeKind[];
  readonly parameters: readonly ParameterSpec[];
  /** Parameters of a working example. */
  readonly example: Parameters;
  /** Faults that the parameter schema can't express. */
  check?(params: Parameters, column: ModifiedColumn): readonly ParameterFault[];
  /** The change in words for people: `× 1.2`. */
  summarize(params: Parameters): string;
  /** Columns that the change reads, as the user wrote them; `own` are the columns of the row. */
  dependsOn?(params: Parameters, own: readonly KnownColumn[]): readonly ColumnName[];
  /** Generators inside this one, to be checked as any other. Asked for only where `check` finds no fault. */
  nested?(params: Parameters, column: ModifiedColumn): readonly NestedGenerator[];
  prepare(params: Parameters, column: ModifiedColumn): Prepared;
  /** Wraps a column's kernel. Streams of the context are those of this modifier alone. */
  compile(prepared: Prepared, kernel: Kernel, context: KernelContext): Kernel;
}

/** A column of this table, or of another where `table` names one. */
export interface ColumnName {
  readonly table?: string;
  readonly column: string;
}

export interface KnownColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table of the experiment as modifiers see it. */
export interface KnownTable {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly KnownColumn[];
}

/** What is known of a column whose values are changed. */
export interface ModifiedColumn extends ColumnContext {
  readonly tables: readonly KnownTable[];
}
