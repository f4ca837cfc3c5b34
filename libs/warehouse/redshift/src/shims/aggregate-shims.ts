/** Aggregates that PostgreSQL lacks, and what makes percentiles of collected values: its own take no OVER. */
export const AGGREGATE_SHIMS: readonly string[] = [
  `CREATE FUNCTION dw_redshift.keep_first(kept anyelement, value anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT kept $$`,
  `CREATE AGGREGATE dw_redshift.any_value(anyelement) (SFUNC = dw_redshift.keep_first, STYPE = anyelement, PARALLEL = SAFE)`,
  `CREATE FUNCTION dw_redshift.nth_last(items anyarray, place integer) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT items[cardinality(items) - place + 1] $$`,
  `CREATE FUNCTION dw_redshift.continuous(items double precision[], share double precision) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT percentile_cont(share) WITHIN GROUP (ORDER BY item) FROM unnest(items) AS item
$$`,
  `CREATE FUNCTION dw_redshift.discrete(items anyarray, share double precision, is_descending boolean) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT item FROM (SELECT item, row_number() OVER (ORDER BY item) AS up, row_number() OVER (ORDER BY item DESC) AS down FROM unnest(items) AS item) AS t
  WHERE CASE WHEN is_descending THEN down ELSE up END = greatest(ceil(share * cardinality(items)), 1)
$$`,
];
