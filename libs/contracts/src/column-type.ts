/** The logical column types; each warehouse maps them to its own. */
export type ColumnType =
  | { readonly kind: 'INT' }
  | { readonly kind: 'BIGINT' }
  | { readonly kind: 'FLOAT' }
  | { readonly kind: 'DECIMAL'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'VARCHAR'; readonly length?: number }
  | { readonly kind: 'DATE' }
  | { readonly kind: 'TIME' }
  | { readonly kind: 'TIMESTAMP' }
  /** A moment, told in UTC whatever the machine's zone. */
  | { readonly kind: 'TIMESTAMPTZ' }
  | { readonly kind: 'BOOLEAN' }
  | { readonly kind: 'UUID' }
  | { readonly kind: 'JSON' };

export type ColumnTypeKind = ColumnType['kind'];

/** What a user may write as `data_type`, for messages and documentation. */
export const COLUMN_TYPE_NAMES = [
  'INT',
  'BIGINT',
  'FLOAT',
  'DECIMAL(p,s)',
  'VARCHAR(n)',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMPTZ',
  'BOOLEAN',
  'UUID',
  'JSON',
] as const;

/** Writes a type the way a user would: `DECIMAL(12,2)`, `VARCHAR(40)`, `INT`. */
export function formatColumnType(type: ColumnType): string {
  if (type.kind === 'DECIMAL') return `DECIMAL(${type.precision},${type.scale})`;
  if (type.kind === 'VARCHAR' && type.length !== undefined) return `VARCHAR(${type.length})`;
  return type.kind;
}
