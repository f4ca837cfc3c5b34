import type { ColumnType } from '@dw-sim/contracts';
import { quoteIdentifier, quoteLiteral, type PhysicalColumn } from '@dw-sim/warehouse-core';

/** A column as text, in DuckDB's SQL: every digit of a decimal, times as ISO writes them, moments in UTC. */
export function textSql({ name, type }: PhysicalColumn): string {
  const column = quoteIdentifier(name);
  // ISO 8601 writes the minutes of a zone.
  if (type.kind === 'TIMESTAMPTZ') return `(${column} AT TIME ZONE 'UTC')::VARCHAR || '+00:00'`;
  return `${column}::VARCHAR`;
}

/**
 * A row as a JSON object on one line. The line is put together as text: as JSON values, decimals and large integers would
 * become doubles on their way.
 */
export function jsonLineSql(columns: readonly PhysicalColumn[]): string {
  const members = columns.map((column, at) => `${quoteLiteral(`${at === 0 ? '' : ','}${JSON.stringify(column.name)}:`)} || coalesce(${jsonSql(column)}, 'null')`);
  return `'{' || ${members.join(' || ')} || '}'`;
}

function jsonSql(column: PhysicalColumn): string {
  const text = textSql(column);
  switch (formOf(column.type)) {
    case 'literal':
      return text;
    case 'float':
      // JSON has no NaN and no infinity.
      return `CASE WHEN isfinite(${quoteIdentifier(column.name)}) THEN ${text} END`;
    case 'json':
      // Outside of its strings, where a line end is escaped, JSON may have line ends.
      return `translate(${text}, chr(10) || chr(13), '  ')`;
    case 'string':
      return `to_json(${text})::VARCHAR`;
  }
}

function formOf({ kind }: ColumnType): 'literal' | 'float' | 'json' | 'string' {
  switch (kind) {
    case 'INT':
    case 'BIGINT':
    case 'DECIMAL':
    case 'BOOLEAN':
      return 'literal';
    case 'FLOAT':
      return 'float';
    case 'JSON':
      return 'json';
    default:
      return 'string';
  }
}
