import type { ColumnSummary } from '@dw-sim/contracts';

/** Name, type, keys and share of NULLs of a column, as tables of columns show them. */
export function columnCells({ name, data_type: type, unique, nullable, null_rate: rate, references }: Pick<ColumnSummary, 'name' | 'data_type' | 'unique' | 'nullable' | 'null_rate' | 'references'>): readonly string[] {
  const reference = references ? `→ ${references.table}.${references.column}` : '';
  return [name, type, [unique ? 'unique' : '', reference].filter(Boolean).join(' '), nullable ? `${Math.round(rate * 1000) / 10} %` : ''];
}
