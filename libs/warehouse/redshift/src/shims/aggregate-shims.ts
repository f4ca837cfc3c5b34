/** Aggregates that PostgreSQL lacks, or lets not run over windows: its ordered-set aggregates take no OVER. */
export const AGGREGATE_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.keep_first(kept anyelement, value anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT kept $$`,
  `CREATE AGGREGATE dw_redshift.any_value(anyelement) (SFUNC = dw_redshift.keep_first, STYPE = anyelement, PARALLEL = SAFE)`,
  `CREATE FUNCTION dw_redshift.nth_last(items anyarray, place integer) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT items[cardinality(items) - place + 1] $$`,
  `CREATE FUNCTION dw_redshift.collect(kept double precision[], value double precision, share double precision, is_descending boolean) RETURNS double precision[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN value IS NULL THEN kept ELSE kept || value END
$$`,
  `CREATE FUNCTION dw_redshift.continuous(items double precision[], value double precision, share double precision, is_descending boolean) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT percentile_cont(CASE WHEN is_descending THEN 1 - share ELSE share END) WITHIN GROUP (ORDER BY item) FROM unnest(items) AS item
$$`,
  `CREATE AGGREGATE dw_redshift.percentile_cont(double precision, double precision, boolean) (SFUNC = dw_redshift.collect, STYPE = double precision[], INITCOND = '{}', FINALFUNC = dw_redshift.continuous, FINALFUNC_EXTRA)`,
  `CREATE FUNCTION dw_redshift.collect_any(kept anyarray, value anyelement, share double precision, is_descending boolean) RETURNS anyarray LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN value IS NULL THEN kept ELSE array_append(kept, value) END
$$`,
  `CREATE FUNCTION dw_redshift.discrete(items anyarray, value anyelement, share double precision, is_descending boolean) RETURNS anyelement LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT item FROM (SELECT item, row_number() OVER (ORDER BY CASE WHEN NOT is_descending THEN item END, CASE WHEN is_descending THEN item END DESC) AS place FROM unnest(items) AS item) AS t
  WHERE place = greatest(ceil(share * cardinality(items)), 1)
$$`,
  `CREATE AGGREGATE dw_redshift.percentile_disc(anyelement, double precision, boolean) (SFUNC = dw_redshift.collect_any, STYPE = anyarray, INITCOND = '{}', FINALFUNC = dw_redshift.discrete, FINALFUNC_EXTRA)`,
];
