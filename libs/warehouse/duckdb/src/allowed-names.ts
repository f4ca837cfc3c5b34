/** Table functions a query may use: they make rows from their arguments or read the catalogue. None reads a file. */
export const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'range',
  'generate_series',
  'generate_subscripts',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
  'regexp_split_to_table',
  'duckdb_columns',
  'duckdb_constraints',
  'duckdb_functions',
  'duckdb_keywords',
  'duckdb_tables',
  'duckdb_types',
  'duckdb_views',
  'pg_timezone_names',
]);

/** Scalar functions that change state, run text as SQL, wait, or tell about the machine. */
export const FORBIDDEN_FUNCTIONS: ReadonlySet<string> = new Set([
  'add_parquet_key',
  'current_setting',
  'currval',
  'disable_profile',
  'disable_verify_external',
  'enable_profile',
  'extension_versions',
  'getenv',
  'getvariable',
  'json_execute_serialized_sql',
  'json_serialize_plan',
  'nextval',
  'parse_duckdb_log_message',
  'pg_sleep',
  'setseed',
  'sleep_ms',
  'verify_external',
  'write_log',
]);

/** Views of the catalogue that tell about the machine. */
export const FORBIDDEN_TABLES: ReadonlySet<string> = new Set([
  'duckdb_databases',
  'duckdb_logs',
  'pg_settings',
  'pragma_database_list',
]);

/** Schemas, and names of this database, that may stand before a table's name. */
export const KNOWN_SCHEMAS: ReadonlySet<string> = new Set(['', 'main', 'information_schema', 'pg_catalog', 'warehouse', 'system']);
