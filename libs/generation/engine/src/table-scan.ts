import type { PlannedTable } from '@dw-sim/generation-plan';
import { columnWriter, type ColumnWriter } from './column-writer';
import { type Connection, type DataChunk, duckdb, type TableFunctionInfo, VECTOR_ROWS } from './duckdb-bindings';
import type { PlanKernels } from './plan-kernels';
import type { StringWriter } from './string-vector';

/** Rows that a scan makes. */
export interface RowRange {
  /** Inclusive. */
  readonly rowStart: number;
  /** Exclusive. */
  readonly rowEnd: number;
}

/** Watches and stops a scan. */
export interface ScanControl {
  /** Called after each batch with the rows that it made. */
  onRows(count: number): void;
  /** Why the scan should fail, once it should. */
  stopReason(): string | undefined;
}

const UNWATCHED: ScanControl = { onRows: () => undefined, stopReason: () => undefined };

/**
 * A table function without arguments: `SELECT * FROM <name>()` makes the rows of the table and range that were
 * selected last, in order. One scan at a time. DuckDB can't forget a table function, so one serves every table.
 */
export class TableScan {
  private table: PlannedTable | undefined;
  private writers: readonly ColumnWriter[] = [];
  private range: RowRange = { rowStart: 0, rowEnd: 0 };
  private control = UNWATCHED;
  private next = 0;
  private readonly rows = new Uint32Array(VECTOR_ROWS);

  constructor(connection: Connection, name: string) {
    const scan = duckdb.create_table_function();
    duckdb.table_function_set_name(scan, name);
    duckdb.table_function_set_bind(scan, (info) => {
      this.table?.columns.forEach((column, i) => duckdb.bind_add_result_column(info, column.name, this.writers[i].type));
      duckdb.bind_set_bind_data(info, {});
      duckdb.bind_set_cardinality(info, this.range.rowEnd - this.range.rowStart, true);
    });
    duckdb.table_function_set_init(scan, (info) => {
      this.next = this.range.rowStart;
      duckdb.init_set_max_threads(info, 1);
      duckdb.init_set_init_data(info, {});
    });
    duckdb.table_function_set_function(scan, (info, chunk) => this.fill(info, chunk));
    duckdb.register_table_function(connection, scan);
  }

  /** Chooses what the next scan makes. The columns are compiled where it is another table than before. */
  select(table: PlannedTable, kernels: Pick<PlanKernels, 'kernelsOf' | 'nullsOf'>, strings: StringWriter, range: RowRange, control = UNWATCHED): void {
    if (this.table !== table) {
      const made = kernels.kernelsOf(table);
      this.writers = table.columns.map((column, i) => columnWriter(column, made[i], kernels.nullsOf(table.name, column.name), strings));
      this.table = table;
    }
    this.range = range;
    this.control = control;
  }

  /** Lets go of the table. */
  reset(): void {
    this.table = undefined;
    this.writers = [];
    this.control = UNWATCHED;
  }

  private fill(info: TableFunctionInfo, chunk: DataChunk): void {
    const stopReason = this.control.stopReason();
    if (stopReason !== undefined) return duckdb.function_set_error(info, stopReason);
    const { rows, writers, next } = this;
    const count = Math.min(VECTOR_ROWS, this.range.rowEnd - next);
    duckdb.data_chunk_set_size(chunk, count);
    if (count === 0) return;
    for (let i = 0; i < count; i++) rows[i] = next + i;
    writers.forEach((writer, i) => writer.write(duckdb.data_chunk_get_vector(chunk, i), rows, count));
    this.next = next + count;
    this.control.onRows(count);
  }
}
