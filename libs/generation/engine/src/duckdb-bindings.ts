import duckdb from '@duckdb/node-bindings';

/**
 * DuckDB's low-level binding, and the one place that names it: table functions that fill vectors from raw memory are
 * only there. Source: https://duckdb.org/docs/stable/clients/c/table_functions
 */
export { duckdb };
export type { Connection, DataChunk, LogicalType, TableFunctionInfo, Vector } from '@duckdb/node-bindings';

/** Rows of a vector: DuckDB asks a table function for at most this many at a time. */
export const VECTOR_ROWS = 2048;
