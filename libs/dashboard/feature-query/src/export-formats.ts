import type { QueryFormat } from '@dw-sim/contracts';

/** A form in which a result leaves the workbench. */
export interface ExportFormat {
  readonly format: QueryFormat;
  readonly label: string;
  readonly extension: string;
}

/** The forms in which a result leaves the workbench, the most common first. */
export const EXPORT_FORMATS: readonly [ExportFormat, ...ExportFormat[]] = [
  { format: 'csv', label: 'CSV', extension: 'csv' },
  { format: 'parquet', label: 'Parquet', extension: 'parquet' },
  { format: 'ndjson', label: 'JSON Lines', extension: 'ndjson' },
];
