import type { ColumnType, ColumnTypeKind } from '@dw-sim/contracts';
import type { StreamKey } from '@dw-sim/generation-rng';
import type { Kernel, NullMarker } from './kernel';
import type { ParameterSpec, Parameters } from './parameters';
import type { FanOutRows } from './relation/fan-out-rows';
import type { RowMap } from './relation/row-map';
import type { TextSource } from './text-source';

/**
 * A generator of the catalogue: what users name in `generator.type`. One file and one entry of the registry each.
 *
 * `Prepared` is plain data: it is made once, where the plan is compiled, and cloned to the workers, which compile it
 * to a kernel.
 */
export interface GeneratorKind<Prepared = unknown> {
  /** Name in documents, such as `uniform_int`. */
  readonly kind: string;
  /** Rises where the values of the same parameters and seed change; 1 where absent. */
  readonly version?: number;
  /** True for a probability distribution of numbers, which a column's `distribution` may name. */
  readonly isDistribution?: true;
  /** What it makes, in a sentence. */
  readonly description: string;
  /** Column types that it serves. */
  readonly types: readonly ColumnTypeKind[];
  readonly parameters: readonly ParameterSpec[];
  /** Parameters of a working example. */
  readonly example: Parameters;
  /** Faults that the parameter schema can't express. */
  check?(params: Parameters, column: ColumnContext): readonly ParameterFault[];
  /** The generator in words for people: `normal, mean 150, stddev 50`. */
  summarize(params: Parameters, column: ColumnContext): string;
  /** All values that a text column may hold, where they are few and known before a run. */
  possibleValues?(params: Parameters, column: ColumnContext): readonly string[] | undefined;
  /** Upper bound of the number of distinct values; Infinity where it is beyond 2^53. */
  distinctCount(params: Parameters, column: ColumnContext): number;
  /** Most rows that a column can have, unique or not, where the generator runs out of values. */
  rowLimit?(params: Parameters, column: ColumnContext): number;
  /**
   * Columns of the same row that the values are made of, as the user wrote them. Only generators of derived columns
   * have it: those are NULL where the columns are, and by default nowhere else.
   */
  dependsOn?(params: Parameters): readonly string[];
  /** Columns of other tables that the values are read from, by the names that the user wrote. */
  reads?(params: Parameters): readonly { readonly table: string; readonly column: string }[];
  /** Values that one value is made of at most; 1 where absent. */
  valueCount?(params: Parameters, column: ColumnContext): number;
  /** Generators inside this one, to be checked as it is. Asked for only where `check` finds no fault. */
  nested?(params: Parameters, column: ColumnContext): readonly NestedGenerator[];
  prepare(params: Parameters, column: ColumnContext): Prepared;
  /**
   * The value at each probability (above 0, below 1), rising with it: the inverse of the distribution function of the
   * kernel's values. Only numbers that are drawn without regard to other rows have it; such columns can be correlated.
   */
  quantile?(prepared: Prepared, type: ColumnType): (p: number) => number;
  compile(prepared: Prepared, context: KernelContext): Kernel;
}

/** What is known about a column before a run. */
export interface ColumnContext {
  readonly name: string;
  readonly type: ColumnType;
  readonly unique: boolean;
  /** True where values must differ only together with those of other columns. */
  readonly isMember?: boolean;
  readonly nullable: boolean;
  /** Rows of the table. */
  readonly rowCount: number;
  /** faker-js locale, such as `en`. */
  readonly locale: string;
  /** What `now` is, in milliseconds since 1970-01-01 UTC. */
  readonly clock: number;
  /** Time that the experiment is about, as the user wrote it. */
  readonly timeframe?: Timeframe;
  readonly text: TextSource;
  /** Reads a `data_type`; undefined where it is none. */
  parseType(text: string): ColumnType | undefined;
  /** What foreign keys lead to. */
  readonly relations: ColumnRelations;
  /** True where the table's rows follow from those of a parent. */
  readonly fansOut: boolean;
  /** Other columns of the table with their generators, to be consistent with. */
  readonly siblings: readonly SiblingColumn[];
}

/** A span of time, both ends included, and the grid on which its moments lie. */
export interface Timeframe {
  readonly start: string;
  readonly end: string;
  readonly freq?: string;
}

/** Columns of other tables, as those of one table reach them. */
export interface ColumnRelations {
  /** Column at the end of a path such as `customer_id.country`. */
  reach(path: string): SourceColumn | undefined;
  /** Shortest paths that begin with a foreign key and end at a column of a table. */
  pathsTo(via: string, table: string, column: string): readonly string[];
  /** Any column of any table. */
  source(table: string, column: string): SourceColumn | undefined;
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** Foreign keys of the own table. */
  readonly foreignKeys: readonly { readonly columns: readonly string[]; readonly table: string; readonly parentColumns: readonly string[]; readonly fansOut: boolean }[];
}

/** A column of another table. */
export interface SourceColumn {
  /** Path to it in the definition's own spelling; its name where no path is asked for. */
  readonly path: string;
  readonly table: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly unique: boolean;
  /** True where it, or a foreign key on the way, may be NULL. */
  readonly mayBeNull: boolean;
  readonly kind: string;
  readonly params: Parameters;
  /** Every value that it can have; undefined where they are not known before a run. */
  possibleValues(): readonly string[] | undefined;
}

/** A generator that makes a part of another one's values. */
export interface NestedGenerator {
  /** Where it stands among the parameters, such as `object.price`. */
  readonly path: string;
  readonly kind: string;
  readonly params: Parameters;
  readonly column: ColumnContext;
}

export interface SiblingColumn {
  readonly name: string;
  readonly unique: boolean;
  /** True where some row may be NULL. */
  readonly mayBeNull: boolean;
  readonly kind: string;
  readonly params: Parameters;
  readonly locale: string;
  readonly type: ColumnType;
  /** True where modifiers change what the generator makes. */
  readonly isModified?: boolean;
  /** What its generator says of its values. */
  possibleValues(): readonly string[] | undefined;
}

/** What a kernel may know: all of it is part of the plan. */
export interface KernelContext {
  readonly type: ColumnType;
  readonly unique: boolean;
  readonly nullable: boolean;
  readonly table: string;
  readonly column: string;
  readonly rowCount: number;
  /** Stream of this column for one purpose. */
  key(purpose: string): StreamKey;
  /** Kernel of another column of the same row, or of another key of the same JSON object. */
  siblingKernel(column: string): Kernel;
  /** Kernel of any column of the plan, without its NULLs; with them where the name is a path such as `customer_id.country`. */
  kernelOf(table: string, column: string): Kernel;
  /** The NULLs that a column's null rate asks for, beside those that its kernel yields; undefined where there are none. */
  nullsOf(table: string, column: string): NullMarker | undefined;
  rowCountOf(table: string): number;
  /** Parent rows of the column's relation. */
  parentRows(): RowMap;
  /** Rows of each parent, where the table's rows follow from those of a parent. */
  fanOut(): FanOutRows;
}

/** A fault in one parameter, by name or by a path inside it; `parameter` is empty where it concerns several. */
export interface ParameterFault {
  readonly parameter: string;
  /** What is wrong, where it is not the whole parameter. */
  readonly value?: unknown;
  readonly code: string;
  readonly message: string;
  readonly allowed?: string | readonly string[];
}
