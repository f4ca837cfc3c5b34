import type { ColumnType } from '@dw-sim/contracts';
import type { GenerationPlan } from './generation-plan';

/** Characters of an ordinary text value: names, cities and e-mails have 6 to 30. */
const TEXT_BYTES = 16;

/**
 * Rough size of a plan's Parquet files in bytes: plain widths of the columns without NULLs. Dictionaries and
 * compression bring real files to between half and all of it.
 */
export function estimateBytes({ tables }: GenerationPlan): number {
  return tables.reduce((sum, { rowCount, columns }) => sum + rowCount * columns.reduce((width, { type, nullRate }) => width + byteWidth(type) * (1 - nullRate), 0), 0);
}

function byteWidth(type: ColumnType): number {
  switch (type.kind) {
    case 'INT':
    case 'DATE':
      return 4;
    case 'BIGINT':
    case 'FLOAT':
    case 'TIMESTAMP':
      return 8;
    case 'DECIMAL':
      return type.precision <= 9 ? 4 : type.precision <= 18 ? 8 : 16;
    case 'BOOLEAN':
      return 1 / 8;
    case 'VARCHAR':
      return Math.min(type.length ?? TEXT_BYTES, TEXT_BYTES);
  }
}
