import type { CellValue, ColumnType, ResultColumn } from '@dw-sim/contracts';

/**
 * SQLite's type for a logical one. It keeps the name as it is written and derives only an affinity from it, so the
 * logical names are kept where they have the right one: results can then be told apart by their declared type.
 */
export function sqliteType(type: ColumnType): string {
  switch (type.kind) {
    case 'INT':
      return 'INTEGER';
    case 'FLOAT':
      return 'REAL';
    case 'DECIMAL':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'VARCHAR':
      return type.length === undefined ? 'TEXT' : `VARCHAR(${type.length})`;
    case 'JSON':
      // Else its affinity would make numbers of texts that look like some.
      return 'JSON TEXT';
    default:
      return type.kind;
  }
}

const DECLARED: readonly (readonly [RegExp, ResultColumn['category']])[] = [
  [/^(INTEGER|BIGINT|REAL|DECIMAL)/i, 'number'],
  [/^(TEXT|VARCHAR|UUID|JSON)/i, 'text'],
  [/^(DATE|TIME)/i, 'time'],
  [/^BOOLEAN/i, 'boolean'],
];

/**
 * A column of a result. An expression has no declared type; its first value then tells.
 * @param declared the type of the table's column that it is, or null
 * @param sample the first value that is not NULL, if any
 */
export function resultColumn(name: string, declared: string | null, sample: CellValue | undefined): ResultColumn {
  const category = DECLARED.find(([pattern]) => declared !== null && pattern.test(declared))?.[1];
  if (declared !== null && category) return { name, type: declared, category };
  if (typeof sample === 'number') return { name, type: Number.isInteger(sample) ? 'INTEGER' : 'REAL', category: 'number' };
  return { name, type: 'TEXT', category: 'text' };
}

/** DuckDB's types of a column in files, the best first: SQLite's columns may hold values of any type. */
export function exportTypes({ type, category }: ResultColumn): readonly string[] {
  const [name = ''] = /^(DECIMAL\(\d+,\s*\d+\)|DATE|TIMESTAMPTZ|TIMESTAMP|TIME|BOOLEAN|UUID|JSON)/i.exec(type) ?? [];
  const numbers = category === 'number' && !/^REAL/i.test(type) ? ['BIGINT', 'DOUBLE'] : category === 'number' ? ['DOUBLE'] : [];
  return [...(name === '' ? [] : [name]), ...numbers, 'VARCHAR'];
}
