import type { ColumnType } from '@dw-sim/contracts';
import type { Span } from '../ddl-token';
import type { DraftColumn, DraftTable } from '../draft';

/** A foreign key whose parent is known. */
export interface Relation {
  readonly table: DraftTable;
  readonly columns: readonly DraftColumn[];
  readonly parent: DraftTable;
  readonly parentColumns: readonly DraftColumn[];
  readonly at: Span;
}

/** `orders (customer_id)`, for messages. */
export function labelOf(table: DraftTable, columns: readonly DraftColumn[]): string {
  return `${table.name} (${columns.map(({ name }) => name).join(', ')})`;
}

/** True where a column of one type holds every value of another. */
export function holdsType(own: ColumnType, other: ColumnType): boolean {
  if (own.kind === 'VARCHAR' && other.kind === 'VARCHAR') return (own.length ?? Infinity) >= (other.length ?? Infinity);
  if (own.kind === 'DECIMAL' && other.kind === 'DECIMAL') return own.precision === other.precision && own.scale === other.scale;
  return own.kind === other.kind || (own.kind === 'BIGINT' && other.kind === 'INT');
}
