import type { ColumnDefinition, ColumnType } from '@dw-sim/contracts';
import type { CheckedCorrelation } from './correlations';
import type { PlacedGenerator } from './column-generator';
import type { CheckedForeignKey } from './foreign-keys';

/** A column on its way from the document to the model, with what is known of it so far. */
export interface CheckedColumn {
  readonly definition: ColumnDefinition;
  readonly name: string;
  readonly path: string;
  /** Undefined where it is faulty; the faults are noted. */
  readonly type: ColumnType | undefined;
  readonly generator: PlacedGenerator | undefined;
  readonly modifiers: readonly PlacedGenerator[];
  readonly unique: boolean;
  /** A member of a composite key for which it has to draw unique values. */
  readonly isMember: boolean;
  readonly nullable: boolean;
  readonly nullRate: number;
}

export interface CheckedTable {
  readonly name: string;
  readonly path: string;
  readonly description: string | null;
  /** Undefined where it is faulty. */
  readonly targetRows: number | undefined;
  readonly columns: readonly CheckedColumn[];
  readonly compositeKeys: readonly (readonly string[])[];
  readonly correlations: readonly CheckedCorrelation[];
  /** True where `_row_id` was added before the document's columns. */
  readonly hasSurrogateKey: boolean;
  /** Foreign keys that the columns take their values from: each column has one at most. */
  readonly relations: readonly CheckedForeignKey[];
  /** Further foreign keys of the same columns, which must follow from the others. */
  readonly followers: readonly CheckedForeignKey[];
}
