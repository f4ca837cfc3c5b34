import type { GenerationPlan, PlannedColumn } from './generation-plan';

/** Characters of an ordinary text value: names, cities and e-mails have 6 to 30. */
const TEXT_BYTES = 16;
/** A value inside JSON with its key. */
const JSON_VALUE_BYTES = 24;

/**
 * Rough size of a plan's Parquet files in bytes: plain widths of the columns without NULLs. Dictionaries and
 * compression bring real files to between half and all of it.
 */
export function estimateBytes({ tables }: GenerationPlan): number {
  return tables.reduce((sum, { rowCount, columns }) => sum + rowCount * columns.reduce((width, column) => width + byteWidth(column) * (1 - column.nullRate), 0), 0);
}

function byteWidth({ type, valueCount }: PlannedColumn): number {
  switch (type.kind) {
    case 'INT':
    case 'DATE':
      return 4;
    case 'BIGINT':
    case 'FLOAT':
    case 'TIME':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      return 8;
    case 'DECIMAL':
      return type.precision <= 9 ? 4 : type.precision <= 18 ? 8 : 16;
    case 'BOOLEAN':
      return 1 / 8;
    case 'VARCHAR':
      return Math.min(type.length ?? TEXT_BYTES, TEXT_BYTES);
    case 'UUID':
      return 16;
    case 'JSON':
      return valueCount * JSON_VALUE_BYTES;
  }
}
