/** Functions named `pg_…` that tell about values and tables. All others reach files, settings, sessions or the server. */
const HARMLESS = new Set(
  `pg_typeof pg_sleep pg_size_pretty pg_size_bytes pg_column_size pg_table_size pg_relation_size pg_total_relation_size pg_indexes_size
   pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_expr pg_table_is_visible pg_input_is_valid pg_collation_for pg_char_to_encoding`.split(/\s+/),
);

/** Catalogue views that describe tables. All others named `pg_…` show sessions, users, settings or other people's statements. */
const CATALOGUE = new Set(
  `pg_attribute pg_class pg_constraint pg_description pg_index pg_indexes pg_namespace pg_proc pg_stats pg_tables pg_type pg_views`.split(/\s+/),
);

/** Functions that run text as SQL, change settings, keep state, or read settings and the network. */
const FORBIDDEN =
  /^(set_config|current_setting|nextval|setval|setseed|lastval|currval|ts_stat|ts_rewrite|crosstab.*|connectby|xpath_table|dblink.*|lo_.*|loread|lowrite|inet_(server|client)_.*|(query|cursor|table|schema|database)_to_xml.*|binary_upgrade_.*|postgres_fdw_.*|file_fdw_.*|brin_.*|gin_.*|has_.*_privilege|row_security_active|satisfies_hash_partition|amvalidate|txid_.*|http.*|aws_.*)$/;

/** Whether a call of this name is refused. */
export function isForbiddenFunction(name: string): boolean {
  const lower = name.toLowerCase();
  return (lower.startsWith('pg_') && !HARMLESS.has(lower)) || FORBIDDEN.test(lower);
}

/** Whether a table or view of this name is refused. Those of an experiment called `pg` have a `__` in them, as no view of a catalogue has. */
export function isForbiddenTable(name: string): boolean {
  const lower = name.toLowerCase();
  return !lower.includes('__') && lower.startsWith('pg_') && !CATALOGUE.has(lower);
}
