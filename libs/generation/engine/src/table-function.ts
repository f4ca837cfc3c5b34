import type { PlannedTable } from '@dw-sim/generation-plan';
import { columnWriter } from './column-writer';
import { type Connection, duckdb, VECTOR_ROWS } from './duckdb-bindings';
import type { PlanKernels } from './plan-kernels';
import type { StringWriter } from './string-vector';

/** Rows that the next scan of a table function makes. */
export interface RowRange {
  /** Inclusive. */
  rowStart: number;
  /** Exclusive. */
  rowEnd: number;
}

/** Watches and stops a scan. */
export interface ScanControl {
  /** Called after each batch with the rows that it made. */
  onRows(count: number): void;
  /** True once the scan should fail. */
  isAborted(): boolean;
}

/** Message of a scan that was stopped. */
export const SCAN_ABORTED = 'generation was aborted';

/**
 * Registers a table of a plan as a table function without arguments: `SELECT * FROM <name>()` makes the rows of
 * `range` in order. One scan at a time.
 */
export function registerTable(
  connection: Connection,
  name: string,
  table: PlannedTable,
  kernels: PlanKernels,
  strings: StringWriter,
  range: RowRange,
  control: ScanControl,
): void {
  const writers = table.columns.map((column) =>
    columnWriter(column, kernels.kernelOf(table.name, column.name), kernels.nullsOf(table.name, column.name), strings),
  );
  const rows = new Uint32Array(VECTOR_ROWS);
  let next = 0;
  const scan = duckdb.create_table_function();
  duckdb.table_function_set_name(scan, name);
  duckdb.table_function_set_bind(scan, (info) => {
    table.columns.forEach((column, i) => duckdb.bind_add_result_column(info, column.name, writers[i].type));
    duckdb.bind_set_bind_data(info, {});
    duckdb.bind_set_cardinality(info, range.rowEnd - range.rowStart, true);
  });
  duckdb.table_function_set_init(scan, (info) => {
    next = range.rowStart;
    duckdb.init_set_max_threads(info, 1);
    duckdb.init_set_init_data(info, {});
  });
  duckdb.table_function_set_function(scan, (info, chunk) => {
    if (control.isAborted()) {
      duckdb.function_set_error(info, SCAN_ABORTED);
      return;
    }
    const count = Math.min(VECTOR_ROWS, range.rowEnd - next);
    duckdb.data_chunk_set_size(chunk, count);
    if (count === 0) return;
    for (let i = 0; i < count; i++) rows[i] = next + i;
    writers.forEach((writer, i) => writer.write(duckdb.data_chunk_get_vector(chunk, i), rows, count));
    next += count;
    control.onRows(count);
  });
  duckdb.register_table_function(connection, scan);
}
